import { costOf, type Micros } from './money';
import type { Price, PriceList } from './prices';
import { isFree, rowOf, type Charge } from './rows';
import type { Used } from './used';
import { Undecided, type Resource } from '../inventory';

/** One thing that is paid. */
export interface Line {
  /** Not there where a use is that of several stacks. */
  readonly stack?: string;
  readonly logicalId?: string;
  readonly service: string;
  readonly kind: 'at rest' | 'use';
  readonly price: string;
  readonly quantity: number;
  readonly amount: Micros;
}

/** Something that costs, and nobody here knows how much. */
export interface NotPriced {
  readonly stack?: string;
  readonly logicalId?: string;
  readonly what: string;
  readonly why: string;
}

/** Cost of a month. */
export interface Bill {
  readonly lines: readonly Line[];
  readonly notPriced: readonly NotPriced[];
  /** Resources of types that no row knows. */
  readonly unknown: readonly Resource[];
}

type Counted = Omit<Line, 'amount'>;

/** The cost of a month: of the resources at rest, and of their use. */
export function billFor(resources: readonly Resource[], usage: readonly Used[], list: PriceList): Bill {
  const notPriced: NotPriced[] = [];
  const counted: Counted[] = [];
  const add = (line: Counted): void => {
    if (line.quantity === 0) return;
    const { stack, logicalId } = line;
    if (list.prices.has(line.price)) counted.push(line);
    else notPriced.push({ ...stack === undefined ? {} : { stack }, ...logicalId === undefined ? {} : { logicalId }, what: line.price, why: `the price is not in ${list.file}` });
  };

  for (const resource of resources) {
    const { stack, logicalId, type } = resource;
    for (const charge of fixedOf(resource, (why) => notPriced.push({ stack, logicalId, what: type, why }))) {
      add({ stack, logicalId, service: rowOf(type)?.service ?? type, kind: 'at rest', ...charge });
    }
  }
  for (const { prices, ...used } of usage) {
    for (const price of prices) add({ ...used, kind: 'use', price });
  }
  return { lines: amountsOf(counted, list), notPriced, unknown: resources.filter(({ type }) => !rowOf(type) && !isFree(type)) };
}

/** Tiers count what all lines have together; each line pays its part of the sum, whatever their order. */
function amountsOf(lines: readonly Counted[], { prices }: PriceList): readonly Line[] {
  const totals = new Map<string, number>();
  for (const { price, quantity } of lines) totals.set(price, (totals.get(price) ?? 0) + quantity);
  const before = new Map<string, number>();
  return lines.flatMap((line) => {
    const price = prices.get(line.price);
    if (!price) return [];
    if (price.tiers === undefined) return [{ ...line, amount: costOf(line.quantity, price) }];
    const total = totals.get(line.price) ?? 0;
    const from = before.get(line.price) ?? 0;
    before.set(line.price, from + line.quantity);
    return [{ ...line, amount: partOf(price, total, from + line.quantity) - partOf(price, total, from) }];
  });
}

/** Returns the share of a total's cost for its first `part` units: in proportion, rounded to the nearest millionth. */
function partOf(price: Price, total: number, part: number): Micros {
  const cost = costOf(total, price);
  return part >= total ? cost : BigInt(Math.round(Number(cost) * part / total));
}

function fixedOf(resource: Resource, notPriced: (why: string) => void): readonly Charge[] {
  try {
    return rowOf(resource.type)?.fixed?.(resource) ?? [];
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    notPriced(error.message);
    return [];
  }
}
