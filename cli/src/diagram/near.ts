import { distance } from 'fastest-levenshtein';
import { CliError } from '../errors';

const MOST = 3;

/** Refuses a name that is none of those that are known, and says which are near. */
export function requireKnown(names: Iterable<string>, known: readonly string[]): void {
  for (const name of names) {
    if (!known.includes(name)) throw CliError.usage(`diagram: the assembly holds no stack ${JSON.stringify(name)}; ${suggestion(name, known)}`);
  }
}

function suggestion(name: string, known: readonly string[]): string {
  const near = known.map((other) => ({ other, far: distance(name, other) })).sort((a, b) => a.far - b.far || (a.other < b.other ? -1 : 1))
    .filter(({ other, far }) => name !== '' && (other.includes(name) || far <= Math.max(2, name.length / 3))).map(({ other }) => other);
  return near.length > 0 ? `near it: ${near.slice(0, MOST).join(', ')}` : `it holds ${known.slice(0, MOST).join(', ')}${known.length > MOST ? ` and ${known.length - MOST} more` : ''}`;
}
