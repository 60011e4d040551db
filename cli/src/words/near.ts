import { distance } from 'fastest-levenshtein';

/** A name, and whether a word may be it, mistyped. */
export interface Candidate {
  readonly name: string;
  readonly isNear: boolean;
}

/** The names, nearest first, whatever their case; alike ones keep their order. */
export function byNearness(word: string, names: readonly string[]): Candidate[] {
  const most = Math.max(2, word.length / 3);
  return names.map((name) => ({ name, far: distance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
    .map(({ name, far }) => ({ name, isNear: far <= most }));
}
