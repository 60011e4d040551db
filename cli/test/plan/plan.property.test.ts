import * as fc from 'fast-check';
import { design, edits, HARMFUL, HARMLESS, sketchOf, type Design } from './support/designs';
import { stageOf } from './support/judged';
import { Replay, stable, type SentStack } from './support/replay';
import { ACCOUNT, REGION } from './support/today';
import { compareStages } from '../../src/plan/compare';
import { judgeUpdate } from '../../src/plan/judge';
import { makePlan, type Plan } from '../../src/plan/plan';
import type { StageState } from '../../src/plan/state/stage-state';
import { Views } from '../../src/plan/state/view';

/** Few, for `npm test`; the campaign tries thousands of plans. */
const RUNS = { numRuns: 15 };

function planned(deployed: StageState, target: StageState): Plan {
  return makePlan({ deployed, target, existing: [], accept: new Set(), dropLeftovers: false });
}

/** The plan after its owner accepted that indexes go and policies get weaker: these lose nothing that is kept. */
function plannedWeaker(deployed: StageState, target: StageState): Plan {
  const { reasons } = planned(deployed, target);
  const accept = new Set(reasons.flatMap(({ rule, property = '', accept: word }) => (rule === 'weakened' && /^(GlobalSecondaryIndexes|DeletionPolicy|UpdateReplacePolicy)/.test(property) ? [word ?? ''] : [])));
  return makePlan({ deployed, target, existing: [], accept, dropLeftovers: false });
}

function edited(from: Design, names: readonly string[]): Design {
  const all = { ...HARMLESS, ...HARMFUL };
  return names.reduce((current, name) => all[name]?.(current) ?? current, from);
}

function sent(stage: StageState): Record<string, SentStack> {
  return Object.fromEntries([...stage].map(([name, { template, tags }]) => [name, { template, tags }]));
}

/** Carries a plan out, and says what was lost on the way. */
function replayed(deployed: StageState, plan: Plan): { readonly world: Replay; readonly lost: readonly string[] } {
  const world = new Replay(sent(deployed), ACCOUNT, REGION);
  const before = world.identities();
  plan.steps.forEach((step, index) => {
    world.deploy(
      { stacks: sent(step.state), imports: step.imports.map(({ stack, logicalId }) => `${stack}.${logicalId}`) },
      `step ${index + 1} (${step.kind})`,
    );
  });
  const moved = new Map<string, string>(
    plan.adoptions.adoptions.flatMap(({ from, stack, logicalId }) =>
      from ? [[`${from.stack}.${from.logicalId}`, `${stack}.${logicalId}`] as [string, string]] : [],
    ),
  );
  const after = world.identities();
  return { world, lost: [...before].filter(([key, id]) => after.get(moved.get(key) ?? key) !== id).map(([key]) => key) };
}

test('harmless edits are planned, and nothing is lost on the way to exactly the target', () => {
  fc.assert(
    fc.property(design, edits(HARMLESS), (from, names) => {
      const [deployed, target] = [stageOf(sketchOf(from)), stageOf(sketchOf(edited(from, names)))];
      const plan = plannedWeaker(deployed, target);
      // An edit that takes protections off is not in the list, so nothing may be refused.
      expect(plan.reasons).toEqual([]);
      const { world, lost } = replayed(deployed, plan);
      expect(world.violations).toEqual([]);
      expect(lost).toEqual([]);
      for (const [name, { template }] of target) expect(stable(world.template(name))).toBe(stable(template));
    }),
    RUNS,
  );
});

test('any edits are refused, or keep every stateful property', () => {
  fc.assert(
    fc.property(design, edits({ ...HARMLESS, ...HARMFUL }), (from, names) => {
      const [deployed, target] = [stageOf(sketchOf(from)), stageOf(sketchOf(edited(from, names)))];
      const plan = planned(deployed, target);
      if (plan.reasons.length > 0) return;
      const { world, lost } = replayed(deployed, plan);
      expect(world.violations).toEqual([]);
      expect(lost).toEqual([]);
    }),
    RUNS,
  );
});

test.each(Object.keys(HARMFUL).filter((name) => !['no protections', 'another stack'].includes(name)))('%s is always refused', (name) => {
  fc.assert(
    fc.property(design, (from) => {
      expect(planned(stageOf(sketchOf(from)), stageOf(sketchOf(edited(from, [name])))).reasons).not.toEqual([]);
    }),
    { numRuns: 8 },
  );
});

test('every two consecutive steps of a safe plan pass the judge', () => {
  fc.assert(
    fc.property(design, edits(HARMLESS), (from, names) => {
      const deployed = stageOf(sketchOf(from));
      const plan = plannedWeaker(deployed, stageOf(sketchOf(edited(from, names))));
      let before = deployed;
      for (const { state } of plan.steps) {
        const nothing: ReadonlySet<string> = new Set();
        const change = compareStages(before, state, new Views());
        expect(
          judgeUpdate(change, { importersOf: () => undefined, imports: nothing, released: nothing, dropped: nothing, existing: nothing })
            .filter(({ rule }) => rule !== 'weakened'),
        ).toEqual([]);
        before = state;
      }
    }),
    RUNS,
  );
});

test('an index step changes indexes and nothing else', () => {
  fc.assert(
    fc.property(design, edits(HARMLESS), (from, names) => {
      const { steps } = planned(stageOf(sketchOf(from)), stageOf(sketchOf(edited(from, names))));
      for (const { change } of steps.filter(({ kind }) => kind === 'indexes')) {
        const paths = change.stacks.flatMap(({ resources, outputs, tags }) => [
          ...resources.flatMap(({ kind, properties, policies }) => [
            ...policies,
            ...(kind === 'kept' || kind === 'changed' ? properties.map(({ path }) => path.split('.')[0]) : [kind]),
          ]),
          ...[...outputs, ...tags].filter(({ kind }) => kind !== 'kept').map(({ name }) => name),
        ]);
        expect(new Set(paths)).toEqual(new Set([...paths].filter((path) => path === 'GlobalSecondaryIndexes' || path === 'AttributeDefinitions')));
      }
    }),
    RUNS,
  );
});

test('a plan made anew after any of its steps goes the rest of the way', () => {
  fc.assert(
    fc.property(design, edits(HARMLESS), fc.nat({ max: 8 }), (from, names, stop) => {
      const [deployed, target] = [stageOf(sketchOf(from)), stageOf(sketchOf(edited(from, names)))];
      const plan = plannedWeaker(deployed, target);
      const middle = plan.steps[Math.min(stop, plan.steps.length - 1)]?.state ?? deployed;
      const rest = plannedWeaker(middle, target);
      expect(rest.reasons).toEqual([]);
      const { world, lost } = replayed(middle, rest);
      expect([world.violations, lost]).toEqual([[], []]);
      for (const [name, { template }] of target) expect(stable(world.template(name))).toBe(stable(template));
    }),
    RUNS,
  );
});

test('a plan is the same every time', () => {
  fc.assert(
    fc.property(design, edits({ ...HARMLESS, ...HARMFUL }), (from, names) => {
      const once = (): unknown => {
        const { steps, reasons } = planned(stageOf(sketchOf(from)), stageOf(sketchOf(edited(from, names))));
        return { reasons, steps: steps.map(({ kind, state }) => [kind, ...[...state.values()].map(({ template }) => JSON.stringify(template))]) };
      };
      expect(once()).toEqual(once());
    }),
    RUNS,
  );
});

test('what the replay finds, it finds: a deployment of the target in one step is refused', () => {
  const from: Design = {
    ...fc.sample(design, { numRuns: 1, seed: 1 })[0]!,
    words: 'plain',
  };
  const bare = edited(from, ['no indexes']);
  const world = new Replay(sent(stageOf(sketchOf(bare))), ACCOUNT, REGION);
  world.deploy({ stacks: sent(stageOf(sketchOf(edited(bare, ['all indexes'])))), imports: [] }, 'at once');
  expect(world.violations).toEqual([expect.stringMatching(/UsersTable: 4 index changes in one update$/)]);
});
