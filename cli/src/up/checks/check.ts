import type { Deployed } from './deployed';
import { oneLine } from '../../errors';

/** One way in which the deployed services are used, as a few checks of which each needs those before it. */
export interface CheckGroup {
  readonly name: string;
  /** Exports that the check needs, as `service.Key` of the library's exports. */
  readonly needs: readonly string[];
  /**
   * The reason why the group fails where the app lacks what it needs. A check that somebody asked for by name is never passed over.
   *
   * @default - none: the group is reported as absent
   */
  readonly whyMissing?: (need: string, deployed: Deployed) => string;
  /** Makes the checks; what they share is in the closure. */
  readonly prepare: (deployed: Deployed) => PreparedChecks;
}

export interface PreparedChecks {
  /** None when there is nothing to use. */
  readonly checks: readonly Check[];
  /** Restores the state from before the check. */
  readonly cleanUp?: () => Promise<void>;
}

export interface Check {
  readonly name: string;
  /** Resolves to a remark or nothing; throws when what should be is not. */
  readonly run: () => Promise<string | void>;
}

export interface CheckResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'unreached' | 'absent';
  readonly seconds?: number;
  readonly detail?: string;
}

/** Does what the use says, and reports on each of its checks. */
export async function perform(group: CheckGroup, deployed: Deployed): Promise<CheckResult[]> {
  const missing = group.needs.find((need) => !deployed.find(need));
  if (missing && group.whyMissing) return [{ name: group.name, outcome: 'failed', detail: group.whyMissing(missing, deployed) }];
  if (missing) return [{ name: group.name, outcome: 'absent', detail: `no export ${deployed.nameOf(missing)}` }];
  const { checks, cleanUp } = group.prepare(deployed);
  if (checks.length === 0) return [{ name: group.name, outcome: 'absent' }];
  const results: CheckResult[] = [];
  let broken = false;
  for (const check of checks) {
    const name = `${group.name}: ${check.name}`;
    if (broken) {
      results.push({ name, outcome: 'unreached' });
      continue;
    }
    const started = performance.now();
    const outcome = await attempt(check.run);
    results.push({ name, seconds: (performance.now() - started) / 1000, ...outcome });
    broken = outcome.outcome === 'failed';
  }
  const left = cleanUp && await attempt(cleanUp);
  if (left?.outcome === 'failed' && !broken) results.push({ name: `${group.name}: cleaned up`, ...left });
  return results;
}

async function attempt(run: Check['run']): Promise<Pick<CheckResult, 'outcome' | 'detail'>> {
  try {
    return { outcome: 'passed', detail: await run() ?? undefined };
  } catch (error) {
    return { outcome: 'failed', detail: oneLine(String(error)) };
  }
}

/** @throws Error with the sentence, when what should be is not */
export function expect(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}

/** Resolves when the call was refused with the error of this name. */
export async function expectRefusal(call: Promise<unknown>, errorName: string): Promise<void> {
  const refusal = await call.then(() => undefined, (error: unknown) => error);
  expect(refusal !== undefined, `it should have been refused with ${errorName}, and was not`);
  expect(refusal instanceof Error && refusal.name === errorName, `it should have been refused with ${errorName}, and was with ${String(refusal)}`);
}
