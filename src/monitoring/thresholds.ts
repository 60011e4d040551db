import { Duration } from 'aws-cdk-lib';
import { ListBackupAlarm, Watched } from './alarm';
import { ALARM_KEYS, AlarmRow, ALARMS, LEAST_KEYS, LeastKey, LEASTS } from './alarm-rows';
import { ListBackupAlarmThresholds } from './alarm-thresholds';
import { ListBackupAlarmOptions } from './monitoring-options';
import { ListBackupStage } from '../stage';
import { didYouMean, invalid, requireInteger, show } from '../validation/invalid';
import { requireBoolean, requireList, requireObject } from '../validation/values';

/** Which alarms there are, and when they go off, in the callers' units: counts, percent, milliseconds. */
export type Thresholds = Readonly<Partial<Record<ListBackupAlarm | LeastKey, number>>>;

/** The catalogue's thresholds with the caller's in their place, and without those the caller wants none of. */
export function thresholdsFor(
  asked: ListBackupAlarmThresholds | undefined, without: readonly ListBackupAlarm[] | undefined, base: Thresholds = DEFAULTS,
): Thresholds {
  requireObject('thresholds', asked, 'must be an options object', 'For example: { deadLetters: 1 }.');
  requireList('without', without, '[ListBackupAlarm.API_CLIENT_ERRORS]');
  const unknown = without?.find((alarm) => !ALARM_KEYS.includes(alarm));
  if (unknown !== undefined) invalid('without', unknown, `must have entries from: ${ALARM_KEYS.join(', ')}`, didYouMean(unknown, ALARM_KEYS));

  const thresholds: Partial<Record<ListBackupAlarm | LeastKey, number>> = {};
  for (const key of LEAST_KEYS) {
    requireInteger(`thresholds.${key}`, asked?.[key], 1, MOST_LEAST, LEASTS[key].count);
    thresholds[key] = asked?.[key] ?? base[key];
  }
  for (const key of ALARM_KEYS) {
    const given = asked?.[key];
    if (given !== undefined && without?.includes(key)) invalid(`thresholds.${key}`, shown(given), 'can\'t be set, because without lists the same alarm', 'Remove one of them.');
    const value = given === undefined ? base[key] : requireThreshold(key, given);
    if (value !== undefined && !without?.includes(key)) thresholds[key] = value;
  }
  return thresholds;
}

const DEFAULTS: Thresholds = {
  ...Object.fromEntries(ALARM_KEYS.map((key) => [key, ALARMS[key].threshold])),
  ...Object.fromEntries(LEAST_KEYS.map((key) => [key, LEASTS[key].count])),
};

/** Beyond so many requests or runs in five minutes, an alarm would hardly ever go off. */
const MOST_LEAST = 1_000_000;

/** Returns the threshold as a number; refuses one at which the alarm would never, or always, go off. */
function requireThreshold(key: ListBackupAlarm, given: number | Duration): number {
  const row = ALARMS[key];
  const { rule, works } = ruleOf(row);
  const fail = (): never => invalid(`thresholds.${key}`, shown(given), rule, `For example: ${works}.`);
  const value = row.measure === 'time' ? milliseconds(given) : given;
  const fits = typeof value === 'number' && value >= row.least && value <= row.most && (row.measure !== 'count' || Number.isInteger(value));
  return fits ? value : fail();
}

/** Refuses a time that this resource can never reach, though others of its kind can. */
export function requireReachable(key: ListBackupAlarm, { resource, longestMillis }: Watched, threshold: number): void {
  if (ALARMS[key].measure !== 'time' || longestMillis === undefined || threshold < longestMillis) return;
  invalid(`thresholds.${key}`, shown(Duration.millis(threshold)), `must be less than ${Duration.millis(longestMillis).toHumanString()}, for which ${show(resource)} keeps a message: the alarm would never go off`, `For example: Duration.millis(${Math.floor(longestMillis / 2)}).`);
}

function ruleOf({ measure, least, most, threshold }: AlarmRow): { readonly rule: string; readonly works: string } {
  if (measure === 'time') {
    const span = `${Duration.millis(least).toHumanString()} to ${Duration.millis(most).toHumanString()}`;
    return { rule: `must be a Duration of ${span}, beyond which the alarm would never go off`, works: `Duration.millis(${threshold ?? 50})` };
  }
  const what = measure === 'count' ? 'a whole number' : 'a percentage';
  return { rule: `must be ${what} from ${least} to ${most}, beyond which the alarm would never go off or never stop`, works: String(threshold) };
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

/** DynamoDB operations that applications use. One alarm can add up ten metrics. */
const OPERATIONS = [
  'GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactGetItems', 'TransactWriteItems',
];

/** Others that DynamoDB has metrics of. */
const FURTHER = ['GetRecords', 'ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'];

/** The operations that count, and whether a caller chose them. */
export interface TableOperations {
  readonly names: readonly string[];
  readonly asked: boolean;
}

/** Refuses any that DynamoDB has not. */
function tableOperationsFor(asked: readonly string[] | undefined): TableOperations {
  if (asked === undefined) return { names: OPERATIONS, asked: false };
  const works = '["GetItem", "Query", "PutItem", "UpdateItem"]';
  requireList('tableOperations', asked, works);
  if (asked.length === 0 || asked.length > OPERATIONS.length) invalid('tableOperations', asked.length, `must have 1 to ${OPERATIONS.length} operations`, `For example: ${works}.`);
  const known = [...OPERATIONS, ...FURTHER];
  const unknown = asked.find((operation, at) => !known.includes(operation) || asked.indexOf(operation) !== at);
  if (unknown !== undefined) invalid('tableOperations', unknown, `must have different entries from: ${known.join(', ')}`, `For example: ${works}.`);
  return { names: asked, asked: true };
}

/** Which alarms a stage's resources have. */
export interface AlarmRules {
  readonly stage: ListBackupStage;
  readonly isOn: boolean;
  readonly thresholds: Thresholds;
  readonly tableOperations: TableOperations;
}

/** The caller's options with the stage's defaults; refuses those that mean nothing. */
export function alarmRules(stage: ListBackupStage, options: ListBackupAlarmOptions): AlarmRules {
  requireBoolean('alarms', options.alarms);
  return {
    stage,
    isOn: options.alarms ?? stage.isOperated,
    thresholds: thresholdsFor(options.thresholds, options.without),
    tableOperations: tableOperationsFor(options.tableOperations),
  };
}
