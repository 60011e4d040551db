import { createHash, timingSafeEqual } from 'node:crypto';

/** A version of the secret. The previous one counts, too: after a rotation the edge sends it until its stack is deployed again. */
export type SecretStage = 'AWSCURRENT' | 'AWSPREVIOUS';

/** Returns the version's value, or `undefined` where there is none. */
export type ReadSecret = (stage: SecretStage) => Promise<string | undefined>;

/** For how long values are remembered; a header that none of them matches has them read again, at most this often. */
const MAX_AGE_MS = 5 * 60 * 1000;
const MIN_AGE_MS = 10 * 1000;

/**
 * Compares the edge's header with the secret's versions. While the secret can't be read, known values still count, and a header that none of them
 * matches is an error: it may have the newest value.
 */
export function edgeCheck(read: ReadSecret, now: () => number = Date.now): (header: string | undefined) => Promise<boolean> {
  let known: readonly string[] = [];
  let readAt = -Infinity;
  let failedAt = -Infinity;
  let failure: { readonly error: unknown } | undefined;

  const readAgain = async (): Promise<void> => {
    try {
      const values = await Promise.all([read('AWSCURRENT'), read('AWSPREVIOUS')]);
      known = values.filter((value) => value !== undefined && value !== '') as string[];
      readAt = now();
      failure = undefined;
    } catch (error) {
      failedAt = now();
      failure = { error };
      console.warn(JSON.stringify({ message: 'the edge secret could not be read', reason: error instanceof Error ? error.message : String(error) }));
    }
  };
  const matchesSince = async (header: string, ageMs: number): Promise<boolean> => {
    const waits = known.length > 0 && failure !== undefined && now() - failedAt < MIN_AGE_MS;
    if (now() - readAt >= ageMs && !waits) await readAgain();
    if (known.length === 0) throw failure ? failure.error : new Error('the edge secret has no value');
    return known.some((value) => isSame(header, value));
  };

  return async (header) => {
    if (header === undefined || header === '') return false;
    if (await matchesSince(header, MAX_AGE_MS) || await matchesSince(header, MIN_AGE_MS)) return true;
    if (failure) throw failure.error;
    return false;
  };
}

/** By digest, so that neither length nor content shows in the time that it takes. */
function isSame(one: string, other: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(one), digest(other));
}
