import { createHash, timingSafeEqual } from 'node:crypto';

/** A version of the secret. The previous one counts, too: after a rotation the edge sends it until its stack is deployed again. */
export type SecretStage = 'AWSCURRENT' | 'AWSPREVIOUS';

/** Returns the version's value, or `undefined` where there is none. */
export type ReadSecret = (stage: SecretStage) => Promise<string | undefined>;

/** For how long values are remembered; a header that none of them matches has them read again, at most this often. */
const MAX_AGE_MS = 5 * 60 * 1000;
const MIN_AGE_MS = 10 * 1000;

/** Compares the edge's header with the secret's versions. */
export function edgeCheck(read: ReadSecret, now: () => number = Date.now): (header: string | undefined) => Promise<boolean> {
  let known: readonly string[] = [];
  let readAt = -Infinity;

  const knownSince = async (ageMs: number): Promise<readonly string[]> => {
    if (now() - readAt >= ageMs) {
      const values = await Promise.all([read('AWSCURRENT'), read('AWSPREVIOUS')]);
      known = values.filter((value) => value !== undefined && value !== '') as string[];
      readAt = now();
      if (known.length === 0) throw new Error('the edge secret has no value');
    }
    return known;
  };
  const matches = (header: string, values: readonly string[]): boolean => values.some((value) => isSame(header, value));

  return async (header) => {
    if (header === undefined || header === '') return false;
    return matches(header, await knownSince(MAX_AGE_MS)) || matches(header, await knownSince(MIN_AGE_MS));
  };
}

/** By digest, so that neither length nor content shows in the time that it takes. */
function isSame(one: string, other: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(one), digest(other));
}
