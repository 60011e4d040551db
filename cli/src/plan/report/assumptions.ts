import type { Plan } from '../plan';
import type { StageState } from '../state/stage-state';

/** What a plan takes for true because nobody said otherwise. */
export interface AssumptionInput {
  readonly plan: Plan;
  readonly deployed: StageState;
  readonly target: StageState;
  readonly leftOut: readonly string[];
  /** Whether AWS was asked who imports what. */
  readonly importersKnown: boolean;
  readonly accept: ReadonlySet<string>;
}

/** Every assumption, one line each. */
export function assumptionsOf({ plan, deployed, target, leftOut, importersKnown, accept }: AssumptionInput): readonly string[] {
  const both = [...deployed.values()].filter(({ name }) => target.has(name));
  const used = new Set(plan.accepted.map((finding) => finding.accept));
  return [
    ...[...target.keys()].filter((name) => !deployed.has(name)).sort().map((name) => `the stack ${name} does not exist yet`),
    ...plan.adoptions.assumedFree.map(({ stack, logicalId, type, name }) => `the name ${name} is free (${type} ${logicalId} of ${stack}); list it in existing.json if it is not`),
    ...plan.adoptions.adoptions.filter(({ assumed }) => assumed).map(({ logicalId, stack }) => `${logicalId} of ${stack} is, where it exists, as the target describes it`),
    ...both.filter(({ tagsKnown }) => !tagsKnown).map(({ name }) => `${name} has no stack tags beside the target's; a deployment would drop others: put ${name}.stack.json there to keep them`),
    ...importersKnown ? [] : ['every export is in use'],
    ...leftOut.map((name) => `${name} is of another stage, and is left out`),
    ...[...deployed.keys()].filter((name) => !target.has(name)).sort().map((name) => `${name} is not in the assembly, and stays as it is${gives(plan, name)}`),
    ...[...accept].filter((word) => !used.has(word)).sort().map((word) => `--accept ${word} names nothing that this plan changes`),
  ];
}

function gives(plan: Plan, name: string): string {
  const given = plan.adoptions.adoptions.filter(({ from }) => from?.stack === name).map(({ from }) => from?.logicalId ?? '');
  return given.length === 0 ? '' : `, but for ${given.join(', ')}, which it releases`;
}
