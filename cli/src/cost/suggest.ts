import { closest, distance } from 'fastest-levenshtein';

/** Names beyond this are all said. */
const FEW = 12;

/** What a person may have meant: the nearest name, or all where they are few. */
export function suggestion(word: string, names: readonly string[]): string {
  if (names.length === 0) return 'there is none';
  const near = closest(word, [...names]);
  const isNear = distance(word.toLowerCase(), near.toLowerCase()) <= Math.max(2, word.length / 3);
  if (isNear) return `did you mean ${JSON.stringify(near)}?`;
  return names.length <= FEW ? `one of: ${names.join(', ')}` : `for example ${JSON.stringify(near)}`;
}
