import type { Json } from '../../template';

/** A place in a source file. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A value of a source file, and where it is. */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly at: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly at: Place;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Node>;
  readonly at: Place;
}

/** The value without its places. */
export function plain(node: Node): Json {
  switch (node.kind) {
    case 'scalar': return node.value;
    case 'list': return node.items.map(plain);
    case 'map': return Object.fromEntries([...node.entries].map(([key, value]) => [key, plain(value)]));
  }
}

/** A value with one place for all its parts. */
export function nodeOf(value: Json, at: Place): Node {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => nodeOf(item, at)), at };
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', value, at };
  return { kind: 'map', entries: new Map(Object.entries(value).map(([key, item]) => [key, nodeOf(item, at)])), at };
}
