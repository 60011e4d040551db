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

/** By its members rather than by its class: an app may hold two copies of aws-cdk-lib. */
function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'toMilliseconds' in value && 'toHumanString' in value && 'isUnresolved' in value;
}
