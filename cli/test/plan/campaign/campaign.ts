import { BASES } from './bases';
import { HARMFUL } from './harmful';
import { HARMLESS, MUTATIONS, type Stage } from './mutations';
import { Random } from './random';
import { weaker } from './weaker';
import { CliError } from '../../../src/errors';
import type { makePlan as Maker, PlanInput } from '../../../src/plan/plan';
import { violationsOf } from '../../support/walk-plan';
import { stageOf, type StageSketch } from '../support/judged';

/** What a campaign found; each line names the seed that finds it again. */
export interface Outcome {
  plans: number;
  safe: number;
  readonly crashes: string[];
  /** Safe plans of which the second judge says that something is lost or cannot deploy. */
  readonly wrong: string[];
  readonly falseRefusals: string[];
}

const inputOf = (before: Stage, after: Stage, accept: ReadonlySet<string>): PlanInput => ({
  deployed: stageOf(before as unknown as StageSketch), target: stageOf(after as unknown as StageSketch), existing: [], accept, dropLeftovers: false,
});

/** Mutates every base with every mutation, alone and in twos and threes, and lets the second judge walk what is called safe. */
export function campaign(makePlan: typeof Maker, seeds: readonly number[]): Outcome {
  const outcome: Outcome = { plans: 0, safe: 0, crashes: [], wrong: [], falseRefusals: [] };
  for (const seed of seeds) {
    for (const [base, made] of Object.entries(BASES)) {
      for (const name of Object.keys(MUTATIONS)) attempt(outcome, makePlan, { seed, base, made, name });
      for (const name of Object.keys(HARMFUL)) harmful(outcome, makePlan, { seed, base, made, name });
      for (const name of Object.keys(HARMLESS)) harmless(outcome, makePlan, { seed, base, made, name });
    }
  }
  return outcome;
}

interface Case {
  readonly seed: number;
  readonly base: string;
  readonly made: () => Stage;
  readonly name: string;
}

function attempt(outcome: Outcome, makePlan: typeof Maker, { seed, base, made, name }: Case): void {
  const random = new Random(seed * 1009 + name.length * 31 + base.length);
  const [before, after] = [made(), made()];
  const names = [name, ...Array.from({ length: random.below(3) }, () => random.of(Object.keys(MUTATIONS)) ?? name)];
  for (const one of names) MUTATIONS[one]?.(after, random);
  const label = `${base}, seed ${seed}: ${names.join(' + ')}`;
  outcome.plans++;
  try {
    const asked = inputOf(before, after, new Set());
    const plan = makePlan(asked);
    judge(outcome, label, asked, plan);
    const less = plan.reasons.length === 0 ? weaker(before, after) : [];
    if (less.length > 0) outcome.wrong.push(`${label}: protected less without a word: ${less.join(', ')}`);
    if (plan.reasons.length === 0) return;
    const accepting = inputOf(before, after, new Set(plan.reasons.flatMap(({ accept }) => accept ?? [])));
    judge(outcome, `${label}, accepted`, accepting, makePlan(accepting));
  } catch (error) {
    // A target that contradicts itself is refused in one line.
    if (!(error instanceof CliError)) outcome.crashes.push(`${label}: ${String(error)}`);
  }
}

function judge(outcome: Outcome, label: string, input: PlanInput, plan: ReturnType<typeof Maker>): void {
  if (plan.reasons.length > 0) return;
  outcome.safe++;
  const own = faultsOf(input);
  const found = violationsOf(input, plan).filter((line) => !own.has(line.replace(/^[^:]*: /, '')));
  if (found.length > 0) outcome.wrong.push(`${label}: ${found.join('; ')}`);
}

/** What is wrong with the target whoever deploys it: a reference to nothing, a copy with the name of another. */
function faultsOf(input: PlanInput): ReadonlySet<string> {
  const state = new Map([...input.target].map(([name, stack]) => [name, { ...stack, template: { ...stack.template, Description: 'again' } }]));
  const straight = { steps: [{ state, imports: [] }], accepted: [] } as unknown as ReturnType<typeof Maker>;
  return new Set(violationsOf({ ...input, deployed: input.target }, straight).map((line) => line.replace(/^[^:]*: /, '')));
}

/** A loss beside another mutation is still a loss. */
function harmful(outcome: Outcome, makePlan: typeof Maker, { seed, base, made, name }: Case): void {
  const random = new Random(seed * 1009 + name.length * 31 + base.length);
  const [before, after] = [made(), made()];
  const beside = random.of(['', 'another deletion policy', 'an output dropped', 'another order of keys', 'metadata']) ?? '';
  (MUTATIONS[beside] ?? HARMLESS[beside])?.(after, random);
  if (HARMFUL[name]?.(after, random) !== true) return;
  const label = `${base}, seed ${seed}: ${name} + ${beside}`;
  outcome.plans++;
  try {
    const plan = makePlan(inputOf(before, after, new Set()));
    const isSaid = plan.reasons.some(({ rule }) => rule === 'data-expiry' || rule === 'custom-resource');
    if (!isSaid) outcome.wrong.push(`${label}: nobody is asked`);
    const accepting = inputOf(before, after, new Set(plan.reasons.flatMap(({ accept }) => accept ?? [])));
    judge(outcome, `${label}, accepted`, accepting, makePlan(accepting));
  } catch (error) {
    outcome.crashes.push(`${label}: ${String(error)}`);
  }
}

function harmless(outcome: Outcome, makePlan: typeof Maker, { seed, base, made, name }: Case): void {
  const [before, after] = [made(), made()];
  HARMLESS[name]?.(after, new Random(seed * 1009 + name.length));
  outcome.plans++;
  try {
    const input = inputOf(before, after, new Set());
    const plan = makePlan(input);
    if (plan.reasons.length > 0) outcome.falseRefusals.push(`${base}, seed ${seed}: ${name}: ${plan.reasons.map(({ stack, subject, property, rule }) => `${stack}.${subject}.${property ?? ''} ${rule}`).join('; ')}`);
    judge(outcome, `${base}, seed ${seed}: ${name}`, input, plan);
  } catch (error) {
    outcome.crashes.push(`${base}, seed ${seed}: ${name}: ${String(error)}`);
  }
}
