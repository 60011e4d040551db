import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** A caller's value that can't be used. `located` adds the path of the construct that refused it. */
export class InvalidInput extends Error {
  /** @param problem the sentences that name the prop, the rule and the way out. @param place the path of the construct. */
  public constructor(public readonly problem: string, public readonly place?: string) {
    super(place === undefined ? problem : `${place}: ${problem}`);
    this.name = 'InvalidInput';
  }
}

/** A value as a person wrote it: quoted, control characters escaped, never longer than a line, whatever type it has. */
export function show(value: unknown): string {
  if (typeof value === 'function') return `the function ${value.name || 'without a name'}`;
  if (Construct.isConstruct(value)) return `the construct ${value.node.path === '' ? 'App' : value.node.path}`;
  if (isPromise(value)) return 'a promise';
  // As a number, CDK's token is one that nobody wrote.
  if (typeof value === 'number' && Token.isUnresolved(value)) return 'a number that is known only at deployment';
  let text: string | undefined;
  try {
    text = typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
  } catch {
    // Circular objects have no JSON form; their type still tells the reader what was passed.
  }
  const shown = text ?? (typeof value === 'object' ? Object.prototype.toString.call(value) : String(value));
  return shown.length > 120 ? `${shown.slice(0, 117)}...` : shown;
}

/**
 * Refuses a caller's value. Every message has the same form: `ListBackup/sqs/Queues/Sync: maxReceiveCount must be a whole number from 1 to
 * 1000, but got 0. For example: 3.`
 *
 * @param prop the prop or option, such as `budget.emails`.
 * @param value what was passed. It is shown after a rule with "must".
 * @param must the rule: it begins with "must", "can't" or "requires".
 * @param fix a whole sentence that says what to do.
 */
export function invalid(prop: string, value: unknown, must: string, fix: string): never {
  const got = must.startsWith('must') ? `, but got ${show(value)}` : '';
  throw new InvalidInput(`${prop} ${must}${got}. ${isPromise(value) ? 'Did you forget await?' : fix}`);
}

/** Returns true for a promise of any library. */
export function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** The known name that was probably meant, as a question; an example where none is near. */
export function didYouMean(name: unknown, known: readonly string[]): string {
  const near = typeof name === 'string' ? nearest(name, known) : undefined;
  return near === undefined ? `For example: ${show(known[0])}.` : `Did you mean ${show(near)}?`;
}

/** The name at the smallest distance, if at most a third of its letters differ. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((other) => ({ other, steps: distance(name.toLowerCase(), other.toLowerCase()) }))
    .sort((one, two) => one.steps - two.steps);
  return best !== undefined && best.steps <= Math.max(1, Math.floor(best.other.length / 3)) ? best.other : undefined;
}

/** Returns the number of letters to add, remove or replace to turn one text into the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let to = 1; to <= other.length; to++) {
      next.push(Math.min(next[to - 1] + 1, row[to] + 1, row[to - 1] + (other[to - 1] === letter ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}

/** Refuses an option that is not a whole number within the bounds. Accepts `undefined`: the option was left out. */
export function requireInteger(prop: string, value: number | undefined, min: number, max: number, works: number): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || value < min || value > max) {
    invalid(prop, value, `must be a whole number from ${min} to ${max}`, `For example: ${works}.`);
  }
}

/** Refuses a key that a map of options may not have, and lists those it may. */
export function requireKnownKeys(prop: string, options: { readonly [key: string]: unknown } | undefined, known: readonly string[]): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    invalid(prop, options, `must be a map with keys from: ${known.join(', ')}`, `For example: { ${known[0]}: … }.`);
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) invalid(prop, key, `can't have the key ${show(key)}`, `${didYouMean(key, known)} Valid keys: ${known.join(', ')}.`);
  }
}
