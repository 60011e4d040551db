import { atMost, countText, groupsOf, kindsOf, readKinds, type Group, type Need, type Picture, type Reading, type StackPart } from './model';

/** A box of a stack says this many kinds, an arrow this many, and a resource this many that it reads elsewhere. */
const MOST_KINDS = 9;
const MOST_READ_KINDS = 3;
const MOST_READS = 4;

/** The kinds that a stack holds, a line each. */
export function kindLines(stack: StackPart): string[] {
  return stack.brief ? [] : atMost(MOST_KINDS, kindsOf(stack.resources).map(countText), 'other kinds');
}

/** Returns the values that a stack reads from another, one line per kind. */
export function readLines({ reads }: Need): string[] {
  return atMost(MOST_READ_KINDS, readKinds(reads).map(countText), 'other kinds');
}

/** Returns the Region of a stack. */
export function placeText({ region }: StackPart): string {
  return region ?? 'any Region';
}

/** The resources of a stack as they are drawn, what only repeats itself as one. */
export function groupsIn(stack: StackPart, picture: Picture): Group[] {
  return groupsOf(stack, (logicalId) => foreignLines(logicalId, stack, picture));
}

/** Returns the values that a resource reads from other stacks, one line each. */
function foreignLines(logicalId: string, stack: StackPart, { needs, stacks }: Picture): string[] {
  const short = shortNames(stacks.map(({ name }) => name));
  const nameOf = new Map(stacks.map(({ id }, index) => [id, short[index]]));
  return atMost(MOST_READS, needs.filter(({ from }) => from === stack.id).flatMap(({ to, reads }) => (
    reads.filter(({ reader }) => reader === logicalId).map(({ target }) => `→ ${target} (${nameOf.get(to) ?? to})`))));
}

/** The names without the words that all of them begin or end with. */
function shortNames(names: readonly string[]): string[] {
  const all = names.map((name) => name.split('-'));
  const isShared = (at: number): boolean => all.every((words) => words.at(at) === all[0]?.at(at));
  // One word is left of the shortest name.
  const most = Math.min(...all.map((words) => words.length)) - 1;
  let [start, end] = [0, 0];
  while (start < most && isShared(start)) start += 1;
  while (end < most - start && isShared(-1 - end)) end += 1;
  return all.map((words) => words.slice(start, words.length - end).join('-'));
}

/** Returns the title of a picture, in one line. */
export function titleOf({ stacks }: Picture): string {
  const shown = stacks.filter(({ brief }) => !brief);
  const resources = shown.reduce((sum, stack) => sum + stack.resources.length, 0);
  return `${many(shown.length, 'stack')} with ${many(resources, 'resource')}, and who reads what`;
}

/** Returns the full text of one stack's needs from another. */
export function needText({ from, to, reads }: Need, { stacks }: Picture): string {
  const nameOf = (id: string): string => stacks.find((stack) => stack.id === id)?.name ?? id;
  if (reads.length === 0) return `${nameOf(from)} is deployed after ${nameOf(to)}`;
  return [`${nameOf(from)} reads of ${nameOf(to)}:`, ...reads.map(readingText)].join('\n');
}

const WAYS: Readonly<Record<Reading['way'], string>> = { export: 'by its export', output: 'by its output', name: 'by its name' };

function readingText({ reader, target, way }: Reading): string {
  return `${reader} reads ${target} ${WAYS[way]}`;
}

function many(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
