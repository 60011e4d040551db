import { costOf, type Micros } from './money';
import type { PriceList } from './prices';
import { Undecided, type Resource } from './resource';
import { isFree, rowOf, type Charge } from './rows';
import type { Used } from './usage';

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

/** What a month costs. */
export interface Bill {
  readonly lines: readonly Line[];
  readonly notPriced: readonly NotPriced[];
  /** Resources of types that no row knows. */
  readonly unknown: readonly Resource[];
}

/** What the resources cost at rest, and what is used of them. */
export function billFor(resources: readonly Resource[], usage: readonly Used[], list: PriceList): Bill {
  const notPriced: NotPriced[] = [];
  const lines: Line[] = [];
  const add = (line: Omit<Line, 'amount'>): void => {
    if (line.quantity === 0) return;
    const price = list.prices.get(line.price);
    const { stack, logicalId } = line;
    if (price) lines.push({ ...line, amount: costOf(line.quantity, price) });
    else notPriced.push({ ...stack === undefined ? {} : { stack }, ...logicalId === undefined ? {} : { logicalId }, what: line.price, why: `the price is not in ${list.file}` });
  };

  for (const resource of resources) {
    const { stack, logicalId, type } = resource;
    for (const charge of standingOf(resource, (why) => notPriced.push({ stack, logicalId, what: type, why }))) {
      add({ stack, logicalId, service: rowOf(type)?.service ?? type, kind: 'at rest', ...charge });
    }
  }
  for (const { prices, ...used } of usage) {
    for (const price of prices) add({ ...used, kind: 'use', price });
  }
  return { lines, notPriced, unknown: resources.filter(({ type }) => !rowOf(type) && !isFree(type)) };
}

function standingOf(resource: Resource, notPriced: (why: string) => void): readonly Charge[] {
  try {
    return rowOf(resource.type)?.fixed?.(resource) ?? [];
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    notPriced(error.message);
    return [];
  }
}
