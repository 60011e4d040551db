import { Json } from './json';

/** What the guard remembers of a stateful resource; whatever is not there is not written in the template either. */
export interface LockedResource {
  readonly type: string;
  /** The physical name, with `${...}` for what only a deployment knows; absent where AWS makes one up. */
  readonly name?: string;
  /** The condition under which it exists. */
  readonly condition?: string;
  /** Other properties, or paths below one, that do not change in place. */
  readonly fixed?: { readonly [path: string]: Json };
  /** Definitions of a table's global secondary indexes by name. */
  readonly indexes?: { readonly [name: string]: string };
  /** Definitions of a user pool's attributes by name. */
  readonly attributes?: { readonly [name: string]: string };
}

/** Where a stack is deployed, as far as the app says. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
}

/** What the guard remembers of a stack, or of a nested one as `parent/LogicalId`. */
export interface LockedStack extends Place {
  readonly stack: string;
  readonly resources: { readonly [logicalId: string]: LockedResource };
  readonly exports: { readonly [name: string]: string };
}

/** What is in the lock file. */
export type Lock = readonly LockedStack[];

/** Whether two places may be the same: what is not known may be anything. */
export function compatible(one: Place, other: Place): boolean {
  const same = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
  return same(one.account, other.account) && same(one.region, other.region);
}

/** The stack that is deployed by itself, of which a nested one is a part. */
export function topLevel(stack: string): string {
  return stack.split('/')[0] ?? stack;
}

/** Stacks in the order of the file. */
export function inOrder(stacks: readonly LockedStack[]): readonly LockedStack[] {
  const key = ({ stack, account = '', region = '' }: LockedStack): string => [stack, account, region].join('\n');
  return [...stacks].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
