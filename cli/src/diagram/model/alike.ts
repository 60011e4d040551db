import type { ResourcePart, StackPart } from './picture';

/** Resources that are drawn as one, or a single one. */
export interface Group {
  readonly members: readonly ResourcePart[];
  readonly kind: string;
  readonly supporting: boolean;
  /** Values that each of them reads in the same stack. */
  readonly reads: readonly string[];
  /** Values that each of them reads from other stacks, as the picture shows them. */
  readonly foreign: readonly string[];
}

/** So many make a group: a picture of two boxes is no harder to read than one of a group of two. */
const FEWEST = 3;

/**
 * The resources of a stack, those of one kind that read the same and are read by the same as one group. What only repeats itself then
 * takes one place and one arrow.
 *
 * @param foreignOf what a resource reads in other stacks, as it is said
 */
export function groupsOf({ resources }: StackPart, foreignOf: (logicalId: string) => readonly string[]): Group[] {
  const readers = new Map<string, string[]>();
  for (const { logicalId, reads } of resources) {
    for (const read of reads) readers.set(read, [...readers.get(read) ?? [], logicalId]);
  }
  const alike = new Map<string, Group>();
  for (const resource of resources) {
    const { logicalId, kind, supporting, reads } = resource;
    const foreign = foreignOf(logicalId);
    const key = JSON.stringify([kind, reads, readers.get(logicalId), foreign]);
    alike.set(key, { kind, supporting, reads, foreign, members: [...alike.get(key)?.members ?? [], resource] });
  }
  const one = (group: Group, member: ResourcePart): Group => ({ ...group, members: [member] });
  return [...alike.values()].flatMap((group) => (group.members.length < FEWEST ? group.members.map((member) => one(group, member)) : [group]))
    .sort((first, second) => (keyOf(first) < keyOf(second) ? -1 : 1));
}

/** Returns the sort key of a group: main resources before supporting ones, and groups of one kind side by side. */
function keyOf({ supporting, kind, members }: Group): string {
  return [supporting ? 1 : 0, kind, members[0]?.logicalId].join('\n');
}
