import { Duration } from 'aws-cdk-lib';
import { ListBackupAlarm } from './alarm';
import { ALARM_KEYS, AlarmRow, ALARMS } from './alarm-catalogue';
import { ListBackupAlarmThresholds } from './alarm-thresholds';
import { Watched } from './watched-kind';
import { refuse, requireKnownKeys, show } from '../stage/refuse';
import { requireList } from '../stage/require';

/** Which alarms there are, and when they go off, in the callers' units: counts, percent, milliseconds. */
export type Thresholds = Readonly<Partial<Record<ListBackupAlarm, number>>>;

/** The catalogue's thresholds with the caller's in their place, and without those the caller wants none of. */
export function thresholdsFor(
  asked: ListBackupAlarmThresholds | undefined, without: readonly ListBackupAlarm[] | undefined, base: Thresholds = DEFAULTS,
): Thresholds {
  requireKnownKeys('thresholds', asked as { readonly [key: string]: unknown } | undefined, ALARM_KEYS);
  requireList('without', without, '[ListBackupAlarm.API_CLIENT_ERRORS]');
  const unknown = without?.find((alarm) => !ALARM_KEYS.includes(alarm));
  if (unknown !== undefined) refuse('without', unknown, `It is one of: ${ALARM_KEYS.join(', ')}.`, 'ListBackupAlarm.API_CLIENT_ERRORS');

  const thresholds: Partial<Record<ListBackupAlarm, number>> = {};
  for (const key of ALARM_KEYS) {
    const given = asked?.[key];
    if (given !== undefined && without?.includes(key)) refuse(`thresholds.${key}`, shown(given), 'The same alarm stands in `without`.', 'one of the two');
    const value = given === undefined ? base[key] : requireThreshold(key, given);
    if (value !== undefined && !without?.includes(key)) thresholds[key] = value;
  }
  return thresholds;
}

const DEFAULTS: Thresholds = Object.fromEntries(ALARM_KEYS.map((key) => [key, ALARMS[key].threshold]));

/** Returns the threshold as a number; refuses one at which the alarm would never, or always, go off. */
function requireThreshold(key: ListBackupAlarm, given: number | Duration): number {
  const row = ALARMS[key];
  const { rule, works } = ruleOf(row);
  const fail = (): never => refuse(`thresholds.${key}`, shown(given), rule, works);
  const value = row.measure === 'time' ? milliseconds(given) : given;
  const fits = typeof value === 'number' && value >= row.least && value <= row.most && (row.measure !== 'count' || Number.isInteger(value));
  return fits ? value : fail();
}

/** Refuses a time that this resource can never reach, though others of its kind can. */
export function requireReachable(key: ListBackupAlarm, { resource, longestMillis }: Watched, threshold: number): void {
  if (ALARMS[key].measure !== 'time' || longestMillis === undefined || threshold < longestMillis) return;
  refuse(`thresholds.${key}`, shown(Duration.millis(threshold)), `${show(resource)} keeps a message for ${Duration.millis(longestMillis).toHumanString()}, so that the alarm never goes off.`,
    `Duration.millis(${Math.floor(longestMillis / 2)})`);
}

function ruleOf({ measure, least, most, threshold }: AlarmRow): { readonly rule: string; readonly works: string } {
  if (measure === 'time') {
    const span = `${Duration.millis(least).toHumanString()} to ${Duration.millis(most).toHumanString()}`;
    return { rule: `It is a Duration of ${span}: beyond that the alarm never goes off.`, works: `Duration.millis(${threshold ?? 50})` };
  }
  const what = measure === 'count' ? 'a whole number' : 'a percentage';
  return { rule: `It is ${what} from ${least} to ${most}: beyond that the alarm never goes off, or never stops.`, works: String(threshold) };
}

/** By its members rather than by its class: an app may hold two copies of aws-cdk-lib. */
function isDuration(value: unknown): value is Duration {
  return typeof value === 'object' && value !== null && 'toMilliseconds' in value && 'isUnresolved' in value && 'toHumanString' in value;
}

function milliseconds(value: unknown): number | undefined {
  return isDuration(value) && !value.isUnresolved() ? value.toMilliseconds() : undefined;
}

function shown(value: unknown): unknown {
  return isDuration(value) && !value.isUnresolved() ? value.toHumanString() : typeof value === 'number' ? Number.isFinite(value) ? value : String(value) : value;
}
