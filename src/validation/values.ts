import { types } from 'node:util';
import { Duration, Token } from 'aws-cdk-lib';
import { invalid } from './invalid';

/** Refuses an option that is neither on nor off. Accepts `undefined`: the option was left out. */
export function requireBoolean(what: string, value: boolean | undefined): void {
  if (value !== undefined && typeof value !== 'boolean') invalid(what, value, 'must be true or false', 'For example: true.');
}

/** Refuses an option that isn't a value of an enum. Accepts `undefined`. */
export function requireOneOf<T extends string | number>(what: string, value: T | undefined, options: readonly T[]): void {
  if (value !== undefined && !options.includes(value)) invalid(what, value, `must be one of: ${options.join(', ')}`, `For example: ${options[0]}.`);
}

/** Refuses text that does not match. Accepts `undefined`, and a value known only at deployment. */
export function requireText(what: string, value: string | undefined, pattern: RegExp, must: string, fix: string): void {
  if (value === undefined || (typeof value === 'string' && Token.isUnresolved(value))) return;
  if (typeof value !== 'string' || !pattern.test(value)) invalid(what, value, must, fix);
}

/** Refuses anything but a moment. Accepts `undefined`. */
export function requireDate(what: string, value: Date | undefined): void {
  if (value === undefined) return;
  const isMoment = types.isDate(value) && Number.isFinite(value.getTime());
  if (!isMoment) invalid(what, value, 'must be a Date', 'For example: new Date("2030-01-01").');
}

/** Refuses anything but a list whose length is known at synthesis. Accepts `undefined`. */
export function requireList(what: string, value: readonly unknown[] | undefined, works: string): void {
  if (value === undefined) return;
  if (!Array.isArray(value) || Token.isUnresolved(value)) invalid(what, value, 'must be a list, known at synthesis', `For example: ${works}.`);
}

/** Refuses anything but an object, such as a map of options or a call's props. Accepts `undefined`. */
export function requireObject(what: string, value: object | null | undefined, must: string, fix: string): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) invalid(what, value, must, fix);
}

/** Refuses anything but a construct that has an attribute of that name, such as a function's `functionArn`. Accepts `undefined`. */
export function requireAttribute(what: string, value: unknown, attribute: string, kind: string, works: string): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null || !(attribute in value)) invalid(what, value, `must be ${kind}`, `For example: ${works}.`);
}

const UNITS = { seconds: Duration.seconds, days: Duration.days } as const;

/** A length of time in whole seconds or days within the bounds; refuses any other, and one known only at deployment. */
export function requireDuration(what: string, value: unknown, unit: keyof typeof UNITS, min: number, max: number, works: number): number {
  const shown = isDuration(value) && !value.isUnresolved() ? value.toHumanString() : value;
  const fail = (): never => invalid(what, shown, `must be a Duration of ${min} to ${max} whole ${unit}`, `For example: Duration.${unit}(${works}).`);

  if (!isDuration(value) || value.isUnresolved()) return fail();
  const length = value.toMilliseconds() / UNITS[unit](1).toMilliseconds();
  return Number.isInteger(length) && length >= min && length <= max ? length : fail();
}

/** Refuses an option that is not a length of time between two others, in whatever unit. Accepts `undefined`. */
export function requireDurationBetween(what: string, value: Duration | undefined, min: Duration, max: Duration): void {
  if (value === undefined) return;
  const fail = (shown: unknown): never => (
    invalid(what, shown, `must be a Duration from ${min.toHumanString()} to ${max.toHumanString()}`, `For example: Duration.minutes(${min.toMinutes()}).`)
  );
  if (!isDuration(value) || value.isUnresolved()) return fail(value);
  if (value.toMilliseconds() < min.toMilliseconds() || value.toMilliseconds() > max.toMilliseconds()) fail(value.toHumanString());
}

/** By its members rather than by its class: an app may hold two copies of aws-cdk-lib. */
function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'toMilliseconds' in value && 'toHumanString' in value && 'isUnresolved' in value;
}
