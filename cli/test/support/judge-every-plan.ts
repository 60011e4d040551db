import type * as judging from './second-judge';
import type * as planning from '../../src/plan/plan';

type StageOf = planning.PlanInput['deployed'];

/** The plans that are refused or whose test expects a fault are not walked; every other plan of every test is. */
jest.mock('../../src/plan/plan', () => {
  const actual = jest.requireActual<typeof planning>('../../src/plan/plan');
  return {
    ...actual,
    makePlan: (input: planning.PlanInput): planning.Plan => {
      const plan = actual.makePlan(input);
      const { walk } = jest.requireActual<typeof judging>('./second-judge');
      const violations = plan.reasons.length > 0 ? [] : walk({
        deployed: sent(input.deployed),
        target: input.dropLeftovers ? [] : sent(input.target),
        steps: plan.steps.map(({ state, imports }) => ({
          stacks: sent(state), imports: new Set(imports.map(({ stack, logicalId }) => `${stack}.${logicalId}`)),
        })),
        accepted: new Set(plan.accepted.map(({ stack, subject }) => `${stack}.${subject}`)),
      });
      if (violations.length > 0) throw new Error(`the second judge refuses a plan that is called safe:\n${violations.join('\n')}`);
      return plan;
    },
  };
});

function sent(stage: StageOf): readonly judging.StackInput[] {
  return [...stage.values()].map(({ name, template, tags, parameters, lookedUp, account = '123456789012', region = 'us-west-2' }) => ({
    name, template: template as judging.StackInput['template'], tags, parameters: { ...parameters, ...lookedUp }, account, region,
  }));
}
