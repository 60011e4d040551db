import { compareStages, unmangled, type StageChange } from './compare';
import { judgeChange, judgeUpdate, type Finding, type JudgeContext } from './judge';
import type { ExistingResource } from './read/existing';
import { factsOf } from './rules/facts';
import { nameKey } from './state/names';
import type { StageState } from './state/stage-state';
import { Views } from './state/view';
import { adoptionsFor, afterReleases, detoursOf, goalOf, guardedOn, importsOf, statesOf, stepsOf, type Adoptions, type PlanContext, type Goal, type Step } from './steps';

/** Input of a plan. */
export interface PlanInput {
  readonly deployed: StageState;
  readonly target: StageState;
  /** Stacks that import each export. An export that isn't in the map counts as in use. */
  readonly importers?: ReadonlyMap<string, readonly string[]>;
  readonly existing: readonly ExistingResource[];
  /** Keys of names that nobody has, as AWS said; any other that nobody is known to have is assumed free. */
  readonly checked?: ReadonlySet<string>;
  /** Resources that differ from their template, by `stack.logicalId`. Undefined if drift wasn't checked. */
  readonly drifted?: ReadonlyMap<string, string>;
  /** Findings that the owner accepts as intended. */
  readonly accept: ReadonlySet<string>;
  /** Removes the resources that Serverless left, in a separate step. */
  readonly dropLeftovers: boolean;
}

/** Steps from the deployed state to the target, or the reasons why no safe steps exist. */
export interface Plan {
  /** From what is deployed to the end. */
  readonly change: StageChange;
  readonly steps: readonly Step[];
  /** Why there is no safe plan; without any, there is one. */
  readonly reasons: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly adoptions: Adoptions;
  readonly leftovers: Goal['leftovers'];
  /** Context in which the plan was judged. To judge a step again, use the same context. */
  readonly context: JudgeContext;
}

/** Plans the way, and judges the whole of it and every step. */
export function makePlan(input: PlanInput): Plan {
  const views = new Views();
  const deployed = readAgainst(input.deployed, input.target);
  const goal = goalOf(deployed, input.target, views);
  const adoptions = adoptionsFor(deployed, goal.withLeftovers, new Set(input.target.keys()), views, input.existing, input.checked);
  const before: PlanContext = {
    deployed,
    goal: goal.withLeftovers,
    target: new Set(input.target.keys()),
    guards: guardedOn(deployed, goal.withLeftovers, views),
    adoptions: adoptions.adoptions,
    detours: detoursOf(deployed, goal.withLeftovers, new Set(input.target.keys()), views),
    views,
  };
  const planContext = { ...before, goal: afterReleases(goal.withLeftovers, before) };
  const final = input.dropLeftovers ? afterReleases(goal.final, before) : undefined;
  const { states, findings, adopted } = statesOf(planContext, final);
  const context = contextOf(input, adoptions, goal);
  const steps = stepsOf(deployed, states, adoptions.adoptions, views);
  const all = [
    ...goal.findings,
    ...adoptions.findings,
    ...findings,
    ...judgeChange(compareStages(adopted, planContext.goal, views), context),
    ...steps.flatMap((step) => judgeUpdate(step.change, { ...context, imports: importsOf(step.imports) })),
  ];
  // The same rule may be broken by the whole and by a step; what was said first says more.
  const unique = [...new Map(all.reverse().map((finding) => [placeOf(finding), finding])).values()].sort((one, other) =>
    placeOf(one) < placeOf(other) ? -1 : 1,
  );
  return {
    change: compareStages(deployed, final ?? planContext.goal, views, importsOf(adoptions.adoptions)),
    steps,
    reasons: unique.filter(({ accept }) => accept === undefined || !input.accept.has(accept)),
    accepted: unique.filter(({ accept }) => accept !== undefined && input.accept.has(accept)),
    adoptions,
    leftovers: goal.leftovers,
    context,
  };
}

/** Reads what is deployed in the light of the target: where it stands, and what GetTemplate could not print. */
function readAgainst(deployed: StageState, target: StageState): StageState {
  return new Map(
    [...deployed].map(([name, stack]) => {
      const next = target.get(name);
      return [name, { ...stack, template: next ? unmangled(stack.template, next.template) : stack.template }];
    }),
  );
}

function contextOf(input: PlanInput, { adoptions }: Adoptions, { leftovers, withLeftovers: kept }: Goal): JudgeContext {
  const dropped = [...leftovers].flatMap(([stack, left]) => [...left.outputs, ...left.exports, ...left.tags].map((name) => `${stack}.${name}`));
  const isStateful = (stack: string, id: string): boolean => factsOf(kept.get(stack)?.template.Resources[id]?.Type ?? '').stateful;
  const released = [...leftovers].flatMap(([stack, { resources }]) => resources.filter((id) => isStateful(stack, id)).map((id) => `${stack}.${id}`));
  return {
    importersOf: (name) => input.importers?.get(name),
    imports: new Set(),
    ...input.drifted ? { drifted: input.drifted } : {},
    deployed: input.deployed,
    released: new Set([
      ...adoptions.flatMap(({ from }) => (from ? [`${from.stack}.${from.logicalId}`] : [])),
      ...(input.dropLeftovers ? released : []),
    ]),
    dropped: new Set(input.dropLeftovers ? dropped : []),
    existing: new Set(
      input.existing.flatMap(({ type, region, name }) => [...input.target.values()].map((stack) => nameKey(type, region ?? stack.region, name))),
    ),
  };
}

function placeOf({ stack, subject, property = '', rule }: Finding): string {
  return [stack, subject, property, rule].join('\n');
}
