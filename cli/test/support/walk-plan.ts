import { walk, type StackInput } from './second-judge';
import type { Plan, PlanInput } from '../../src/plan/plan';

/** What the second judge has against a plan, whatever the plan says of itself. */
export function violationsOf(input: PlanInput, { steps, accepted }: Plan): readonly string[] {
  return walk({
    deployed: sent(input.deployed),
    target: input.dropLeftovers ? [] : sent(input.target),
    steps: steps.map(({ state, imports }) => ({ stacks: sent(state), imports: new Set(imports.map(({ stack, logicalId }) => `${stack}.${logicalId}`)) })),
    accepted: new Set(accepted.map(({ stack, subject }) => `${stack}.${subject}`)),
  });
}

/** The stacks of a stage as they are sent to CloudFormation. */
export function sent(stage: PlanInput['deployed']): readonly StackInput[] {
  return [...stage.values()].map(({ name, template, tags, parameters, lookedUp, account = '123456789012', region = 'us-west-2' }) => ({
    name, template: template as StackInput['template'], tags, parameters: { ...parameters, ...lookedUp }, account, region,
  }));
}
