import { compareStages, unmangled, type StageChange } from './compare';
import { judgeChange, judgeUpdate, type Finding, type JudgeContext } from './judge';
import type { ExistingResource } from './read/existing';
import { factsOf } from './rules/facts';
import { nameKey } from './state/names';
import type { StackState, StageState } from './state/stage-state';
import { Views } from './state/view';
import { adoptAll, adoptionsFor, changeIndexes, changeInPlace, changePools, goalOf, guardedOn, indexStepCount, protectAll, releaseAll, unchanged, type Adoption, type Adoptions, type Course, type Goal } from './steps';

/** What a plan is made from. */
export interface PlanInput {
  readonly deployed: StageState;
  readonly target: StageState;
  /** Who imports an export; `undefined` offline, where every export counts as in use. */
  readonly importers?: ReadonlyMap<string, readonly string[]>;
  readonly existing: readonly ExistingResource[];
  /** Keys of names that nobody has, as AWS said; any other that nobody is known to have is assumed free. */
  readonly checked?: ReadonlySet<string>;
  /** What the owner says is intended. */
  readonly accept: ReadonlySet<string>;
  /** Whether what Serverless left goes, in a step of its own. */
  readonly dropLeftovers: boolean;
}

/** What a step is for. */
export type StepKind = 'protect' | 'release' | 'import' | 'in-place' | 'user-pool' | 'after-user-pool' | 'indexes' | 'target' | 'drop-leftovers';

/** One update of the stage. */
export interface Step {
  readonly kind: StepKind;
  readonly state: StageState;
  readonly change: StageChange;
  readonly imports: readonly Adoption[];
}

/** How to get from what is deployed to the target, or why there is no safe way. */
export interface Plan {
  /** From what is deployed to the end. */
  readonly change: StageChange;
  readonly steps: readonly Step[];
  /** Why there is no safe plan; without any, there is one. */
  readonly reasons: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly adoptions: Adoptions;
  readonly leftovers: Goal['leftovers'];
}

/** Plans the way, and judges the whole of it and every step. */
export function makePlan(input: PlanInput): Plan {
  const views = new Views();
  const deployed = readAgainst(input.deployed, input.target);
  const goal = goalOf(deployed, input.target, views);
  const adoptions = adoptionsFor(deployed, goal.kept, new Set(input.target.keys()), views, input.existing, input.checked);
  const course = withReleases({ deployed, goal: goal.kept, target: new Set(input.target.keys()), guards: guardedOn(deployed, goal.kept, views), adoptions: adoptions.adoptions, views });
  const { states, findings, adopted } = statesOf(course, input.dropLeftovers ? goal.bare : undefined);
  const context = contextOf(input, adoptions, goal);
  const steps = stepsOf(deployed, states, adoptions.adoptions, views);
  const all = [
    ...goal.findings, ...adoptions.findings, ...findings,
    ...judgeChange(compareStages(adopted, course.goal, views), context),
    ...steps.flatMap((step) => judgeUpdate(step.change, { ...context, imports: importsOf(step.imports) })),
  ];
  // The same rule may be broken by the whole and by a step; what was said first says more.
  const unique = [...new Map(all.reverse().map((finding) => [placeOf(finding), finding])).values()]
    .sort((one, other) => placeOf(one) < placeOf(other) ? -1 : 1);
  const end = input.dropLeftovers ? goal.bare : course.goal;
  return {
    change: compareStages(deployed, end, views, importsOf(adoptions.adoptions)),
    steps,
    reasons: unique.filter(({ accept }) => accept === undefined || !input.accept.has(accept)),
    accepted: unique.filter(({ accept }) => accept !== undefined && input.accept.has(accept)),
    adoptions,
    leftovers: goal.leftovers,
  };
}

/** Reads what is deployed in the light of the target: where it stands, and what GetTemplate could not print. */
function readAgainst(deployed: StageState, target: StageState): StageState {
  return new Map([...deployed].map(([name, stack]) => {
    const next = target.get(name);
    return [name, { ...stack, template: next ? unmangled(stack.template, next.template) : stack.template }];
  }));
}

/** A stack that is not in the target ends as it is after its release. */
function withReleases(course: Course): Course {
  const outside = new Map(releaseAll(course.deployed, course).stage);
  const goal = new Map([...course.goal].map(([name, stack]): [string, StackState] => [name, course.goal.get(name) === course.deployed.get(name) ? outside.get(name) ?? stack : stack]));
  return { ...course, goal };
}

interface States {
  readonly states: readonly { readonly kind: StepKind; readonly state: StageState }[];
  /** The stage as it is when everything that exists is in its stack. */
  readonly adopted: StageState;
  readonly findings: readonly Finding[];
}

function statesOf(course: Course, bare: StageState | undefined): States {
  const guarded = protectAll(course);
  const { stage: released, findings } = releaseAll(guarded, course);
  const adopted = adoptAll(released, course);
  const inPlace = changeInPlace(adopted, course, adopted);
  const pools = changePools(inPlace, course, adopted);
  const waited = changeIndexes(pools, course, adopted, 0);
  const indexed = Array.from({ length: indexStepCount(course, adopted) }, (_, done) => done + 1)
    .reduce<StageState[]>((all, steps) => [...all, changeIndexes(all[all.length - 1] ?? waited, course, adopted, steps)], []);
  return {
    adopted,
    findings,
    states: [
      { kind: 'protect', state: guarded },
      { kind: 'release', state: released },
      { kind: 'import', state: adopted },
      { kind: 'in-place', state: inPlace },
      { kind: 'user-pool', state: pools },
      { kind: 'after-user-pool', state: waited },
      ...indexed.map((state) => ({ kind: 'indexes', state } as const)),
      { kind: 'target', state: course.goal },
      ...bare ? [{ kind: 'drop-leftovers', state: bare } as const] : [],
    ],
  };
}

/** Each state that differs from the one before it; a stack that does not change is the same in both. */
function stepsOf(deployed: StageState, states: States['states'], adoptions: readonly Adoption[], views: Views): readonly Step[] {
  const steps: Step[] = [];
  let before = deployed;
  for (const { kind, state } of states) {
    const after = new Map([...state].map(([name, stack]) => {
      const old = before.get(name);
      return [name, old && unchanged(old, stack) ? old : stack];
    }));
    if ([...after].every(([name, stack]) => before.get(name) === stack)) continue;
    const imports = kind === 'import' ? adoptions : [];
    steps.push({ kind, state: after, imports, change: compareStages(before, after, views, importsOf(imports)) });
    before = after;
  }
  return steps;
}

function contextOf(input: PlanInput, { adoptions }: Adoptions, { leftovers, kept }: Goal): JudgeContext {
  const dropped = [...leftovers].flatMap(([stack, left]) => [...left.outputs, ...left.exports, ...left.tags].map((name) => `${stack}.${name}`));
  const isStateful = (stack: string, id: string): boolean => factsOf(kept.get(stack)?.template.Resources[id]?.Type ?? '').stateful;
  const released = [...leftovers].flatMap(([stack, { resources }]) => resources.filter((id) => isStateful(stack, id)).map((id) => `${stack}.${id}`));
  return {
    importersOf: (name) => input.importers ? input.importers.get(name) ?? [] : undefined,
    imports: new Set(),
    released: new Set([...adoptions.flatMap(({ from }) => from ? [`${from.stack}.${from.logicalId}`] : []), ...input.dropLeftovers ? released : []]),
    dropped: new Set(input.dropLeftovers ? dropped : []),
    existing: new Set(input.existing.flatMap(({ type, region, name }) => [...input.target.values()].map((stack) => nameKey(type, region ?? stack.region, name)))),
  };
}

function importsOf(adoptions: readonly Adoption[]): ReadonlySet<string> {
  return new Set(adoptions.map(({ stack, logicalId }) => `${stack}.${logicalId}`));
}

function placeOf({ stack, subject, property = '', rule }: Finding): string {
  return [stack, subject, property, rule].join('\n');
}
