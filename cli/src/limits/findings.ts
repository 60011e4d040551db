import { valueIn, type Quota, type Quotas } from './quotas';
import { MEASURES, STACK, type Context, type Measure } from './rows';
import { Undecided, type Resource, type StackEntry } from '../inventory';

/** A limit, and how much of it is used. */
export interface Finding {
  readonly quota: Quota;
  /** `stack/LogicalId`, a stack, or an account with or without a Region. */
  readonly where: string;
  readonly used: number;
  readonly limit: number;
  /** True if the use grows with the load. */
  readonly grows: boolean;
}

/** A limit of which the template doesn't tell how much is used. */
export interface Undetermined {
  readonly quota: string;
  readonly where: string;
  readonly why: string;
}

export interface Findings {
  readonly findings: readonly Finding[];
  readonly undetermined: readonly Undetermined[];
}

type Ask = <T>(where: string, question: () => T) => T | undefined;

/** Part of a limit that is used; more than 1 if it is exceeded. */
export function utilizationOf({ used, limit }: Finding, growth = 1): number {
  return limit === 0 ? (used === 0 ? 0 : Infinity) : used * growth / limit;
}

/** Every limit of an assembly of which something is used, the fullest first. */
export function findingsIn(context: Context, quotas: Quotas): Findings {
  const undetermined: Undetermined[] = [];
  const findings = MEASURES.flatMap((measure) => {
    const quota = quotas.get(measure.quota);
    if (!quota) return [];
    const ask: Ask = (where, question) => {
      try {
        return question();
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
        undetermined.push({ quota: quota.id, where, why: error.message });
        return undefined;
      }
    };
    return measured(measure, quota, context, ask);
  });
  return { findings: findings.filter(({ used }) => used > 0).sort((one, other) => utilizationOf(other) - utilizationOf(one)), undetermined };
}

function measured(measure: Measure, quota: Quota, context: Context, ask: Ask): Finding[] {
  const { inventory: { stacks, resources } } = context;
  const stackOf = new Map(stacks.map((stack) => [stack.name, stack]));
  if (measure.of === 'stack') {
    return stacks.map((stack) => ({ quota, where: stack.name, used: measure.used(stack), limit: valueIn(quota, stack.region), grows: false }));
  }
  const typed = resources.filter(({ type }) => measure.types.includes(type));
  const { grows = false } = measure;
  if (measure.of === 'resource') {
    return typed.flatMap((resource) => {
      const where = `${resource.stack}/${resource.logicalId}`;
      const used = ask(where, () => measure.used(resource, context));
      const limit = ask(where, () => measure.limit?.(resource, context));
      return used === undefined ? [] : [{ quota, where, used, limit: limit ?? valueIn(quota, stackOf.get(resource.stack)?.region), grows }];
    });
  }
  const counted = measure.types.includes(STACK)
    ? stacks.map((stack) => ({ stack, used: 1 }))
    : typed.flatMap((resource) => amountOf(resource, stackOf, ask, () => measure.used(resource, context)));
  return summed(counted, measure.of).map(({ where, region, used }) => ({ quota, where, used, limit: valueIn(quota, region), grows }));
}

function amountOf(
  resource: Resource, stacks: ReadonlyMap<string, StackEntry>, ask: Ask, question: () => number | undefined,
): { stack: StackEntry; used: number }[] {
  const stack = stacks.get(resource.stack);
  const used = ask(`${resource.stack}/${resource.logicalId}`, question);
  return stack && used !== undefined ? [{ stack, used }] : [];
}

function summed(counted: readonly { stack: StackEntry; used: number }[], of: 'account' | 'region'): { where: string; region?: string; used: number }[] {
  const sums = new Map<string, { where: string; region?: string; used: number }>();
  for (const { stack: { account = 'the account', region }, used } of counted) {
    const where = of === 'account' ? account : `${account}/${region ?? 'the Region'}`;
    sums.set(where, { where, ...region === undefined ? {} : { region }, used: (sums.get(where)?.used ?? 0) + used });
  }
  return [...sums.values()];
}
