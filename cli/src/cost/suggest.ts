import { byNearness } from '../words';

/** Names beyond this are all said. */
const FEW = 12;

/** What a person may have meant: the nearest name, or all where they are few. */
export function suggestion(word: string, names: readonly string[]): string {
  const [nearest] = byNearness(word, names);
  if (!nearest) return 'there is none';
  if (nearest.isNear) return `did you mean ${JSON.stringify(nearest.name)}?`;
  return names.length <= FEW ? `one of: ${names.join(', ')}` : `for example ${JSON.stringify(nearest.name)}`;
}
