import { CliError } from '../errors';
import { byNearness } from '../words';

const MOST = 3;

/** Refuses a name that is none of those that are known, and says which are near. */
export function requireKnown(names: Iterable<string>, known: readonly string[]): void {
  for (const name of names) {
    if (!known.includes(name)) throw CliError.usage(`diagram: the assembly holds no stack ${JSON.stringify(name)}; ${suggestion(name, known)}`);
  }
}

function suggestion(name: string, known: readonly string[]): string {
  const near = byNearness(name, [...known].sort()).filter((other) => name !== '' && (other.isNear || other.name.includes(name))).map((other) => other.name);
  return near.length > 0 ? `near it: ${near.slice(0, MOST).join(', ')}` : `it holds ${known.slice(0, MOST).join(', ')}${known.length > MOST ? ` and ${known.length - MOST} more` : ''}`;
}
