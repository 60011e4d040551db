import { FACTS, type FactKind } from './facts';
import { rowOf } from '../cost/rows';
import { Undecided, type Resource } from '../inventory';

/** A figure that a usage file can give for a resource. */
export interface Key {
  readonly resource: Resource;
  readonly service: string;
  readonly key: string;
  readonly kind: FactKind;
  readonly min: number;
  readonly max: number;
  readonly needs: readonly string[];
  /** Prices of each unit; empty if the figure has none. */
  readonly prices: readonly string[];
}

/** More than anybody has; beyond it a number no longer counts single ones. */
const MAX_AMOUNT = 1e15;

/** The service of a resource, as usage files and reports name it. */
export function serviceOf({ type }: Resource): string {
  return rowOf(type)?.service ?? type.split('::')[1] ?? type;
}

/** The name of resources of one service that have one price, such as `SQS FIFO`. */
export function variantOf(resource: Resource): string | undefined {
  const variant = decided(() => rowOf(resource.type)?.variant?.(resource));
  return variant === undefined ? undefined : `${serviceOf(resource)} ${variant}`;
}

/** Every figure that a usage file can give for a resource. */
export function keysOf(resource: Resource): readonly Key[] {
  const service = serviceOf(resource);
  const { use = {} } = rowOf(resource.type) ?? {};
  const priced = Object.entries(use).flatMap(([key, { prices }]): Key[] => {
    const known = decided(() => prices(resource));
    return known === undefined ? [] : [{ resource, service, key, kind: 'amount', min: 0, max: MAX_AMOUNT, needs: [], prices: known }];
  });
  const unpriced = Object.entries(FACTS[resource.type] ?? {}).flatMap(([key, { kind, min = 0, max, needs = [], applies }]): Key[] => (
    applies && !decided(() => applies(resource)) ? [] : [{ resource, service, key, kind, min, max: max ?? (kind === 'share' ? 1 : MAX_AMOUNT), needs, prices: [] }]
  ));
  return [...priced, ...unpriced];
}

/** Returns the result of the question, or `undefined` if only deployment knows it. */
function decided<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}
