import type { Reading, ResourcePart } from './picture';

/** Number of resources of a kind. */
export interface Count {
  readonly kind: string;
  readonly number: number;
}

/** `23 × DynamoDB table`; of one there is no number. */
export function countText({ kind, number }: Count): string {
  return number === 1 ? kind : `${number} × ${kind}`;
}

/** The kinds of a stack: what it is there for first, and what is there most before the rest. */
export function kindsOf(resources: readonly ResourcePart[]): Count[] {
  return [...counted(resources.filter(({ supporting }) => !supporting)), ...counted(resources.filter(({ supporting }) => supporting))];
}

/** The kinds of what is read, each thing once however many read it. */
export function readKinds(reads: readonly Reading[]): Count[] {
  return counted([...new Map(reads.map((reading) => [reading.target, reading])).values()]);
}

/** The first texts, and how many are left out: never one alone, which would take no less room. */
export function atMost(limit: number, texts: readonly string[], others = 'more'): string[] {
  return texts.length <= limit ? [...texts] : [...texts.slice(0, limit - 1), `and ${texts.length - limit + 1} ${others}`];
}

function counted(of: readonly { readonly kind: string }[]): Count[] {
  const numbers = new Map<string, number>();
  for (const { kind } of of) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  return [...numbers].map(([kind, number]) => ({ kind, number })).sort((a, b) => b.number - a.number || (a.kind < b.kind ? -1 : 1));
}
