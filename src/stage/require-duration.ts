import { Duration } from 'aws-cdk-lib';
import { refuse } from './refuse';

const UNITS = { seconds: Duration.seconds, days: Duration.days } as const;

/** A length of time in whole seconds or days within the bounds; refuses any other, and one known only at deployment. */
export function requireDuration(what: string, value: unknown, unit: keyof typeof UNITS, min: number, max: number, works: number): number {
  const shown = isDuration(value) && !value.isUnresolved() ? value.toHumanString() : value;
  const fail = (): never => refuse(what, shown, `It is a Duration of ${min} to ${max} whole ${unit}.`, `Duration.${unit}(${works})`);

  if (!isDuration(value) || value.isUnresolved()) return fail();
  const length = value.toMilliseconds() / UNITS[unit](1).toMilliseconds();
  return Number.isInteger(length) && length >= min && length <= max ? length : fail();
}

/** Refuses an option that is not a length of time between two others, in whatever unit. Accepts `undefined`. */
export function requireDurationBetween(what: string, value: Duration | undefined, min: Duration, max: Duration): void {
  if (value === undefined) return;
  const fail = (shown: unknown): never => (
    refuse(what, shown, `It is a Duration from ${min.toHumanString()} to ${max.toHumanString()}.`, `Duration.minutes(${min.toMinutes()})`)
  );
  if (!isDuration(value) || value.isUnresolved()) return fail(value);
  if (value.toMilliseconds() < min.toMilliseconds() || value.toMilliseconds() > max.toMilliseconds()) fail(value.toHumanString());
}

/** By its members rather than by its class: an app may hold two copies of aws-cdk-lib. */
function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'toMilliseconds' in value && 'toHumanString' in value && 'isUnresolved' in value;
}
