import { distance } from 'fastest-levenshtein';

/** More near names than this don't help. */
const MAX_NEAR = 3;
/** Up to this many valid names are all listed. */
const MAX_LISTED = 12;

/** Returns the names that the word may be a misspelling or a part of, the nearest first. Ignores case. */
export function nearNames(word: string, names: readonly string[]): string[] {
  if (word === '') return [];
  const all = names.map((name) => ({ name, far: distance(word.toLowerCase(), name.toLowerCase()) })).sort((one, other) => one.far - other.far);
  // Names that are much farther away than the nearest one aren't what was meant.
  const limit = Math.min(Math.max(2, word.length / 3), 2 * (all[0]?.far ?? 0));
  return all.filter(({ name, far }) => far <= limit || name.includes(word)).map(({ name }) => name);
}

/** Returns what to try instead of an unknown word: the near names, or the valid ones. */
export function suggest(word: string, names: readonly string[]): string {
  if (names.length === 0) return 'there is none';
  const near = nearNames(word, names).slice(0, MAX_NEAR).map((name) => JSON.stringify(name));
  if (near.length > 0) return `did you mean ${[near.slice(0, -1).join(', '), near.at(-1)].filter((part) => part !== '').join(' or ')}?`;
  const listed = names.slice(0, names.length > MAX_LISTED ? MAX_NEAR : MAX_LISTED);
  return `one of: ${listed.join(', ')}${names.length > listed.length ? ` and ${names.length - listed.length} more` : ''}`;
}
