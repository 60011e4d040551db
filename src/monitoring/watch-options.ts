import { Duration, ResourceEnvironment, Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupAlarm, Watched } from './alarm';
import { ALARM_KEYS, ALARMS, LEAST_KEYS, LEASTS } from './alarm-rows';
import { ListBackupAlarmThresholds } from './alarm-thresholds';
import { ListBackupStage } from '../stage';
import { alarmName } from '../stage/naming';
import { knownEnvironment, environmentMismatch } from '../validation/environment';
import { invalid, show } from '../validation/invalid';
import { requireBoolean, requireDurationBetween, requireObject, requireText } from '../validation/values';

/**
 * Options of one watched resource.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export interface ListBackupWatchOptions {
  /**
   * Name of the resource in its alarm names, `listbackup-{stage}-{name}-table-throttles`: 1 to 100 letters, digits, `.`, `_` and `-`.
   *
   * @default - its physical name without the conventional parts: `orders` of `listbackup-main-orders`
   */
  readonly name?: string;

  /**
   * When its alarms go off. Thresholds of alarms that it does not have are refused.
   *
   * @default - the monitoring's thresholds
   */
  readonly thresholds?: ListBackupAlarmThresholds;

  /**
   * Alarms that it gets none of.
   *
   * @default - the same alarms that the monitoring leaves out
   */
  readonly without?: ListBackupAlarm[];

  /**
   * Timeout of the function, at most 15 minutes. Required to alarm on the duration of a function whose timeout can't be read, such as an
   * imported one.
   *
   * @default - the function's own timeout; if that is unknown, its duration has no alarm
   */
  readonly timeout?: Duration;

  /**
   * Set to true for a queue of messages that couldn't be handled: any message then raises an alarm. The dead-letter queue of a watched
   * queue needs no call of its own.
   *
   * @default false
   */
  readonly isDeadLetterQueue?: boolean;
}

/** Refuses options that mean nothing. */
export function requireWatchOptions(options: ListBackupWatchOptions): void {
  requireObject('watch: options', options ?? null, 'must be an options object', 'For example: { name: "orders" }.');
  if (options.name !== undefined && Token.isUnresolved(options.name)) invalid('watch: name', options.name, 'must be known at synthesis', 'For example: "orders".');
  requireText('watch: name', options.name, /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must have 1 to 100 letters, digits, dots, hyphens and underscores', 'For example: "orders".');
  requireDurationBetween('watch: timeout', options.timeout, Duration.minutes(0), Duration.minutes(15));
  if (options.timeout?.toMilliseconds() === 0) invalid('watch: timeout', '0 minutes', 'must be at least one second', 'For example: Duration.seconds(30).');
  requireBoolean('watch: isDeadLetterQueue', options.isDeadLetterQueue);
}

/** Members that hold a resource's environment, if it has them. */
interface Placed extends IConstruct {
  readonly env?: ResourceEnvironment;
  readonly tableArn?: string;
  readonly queueArn?: string;
  readonly functionArn?: string;
}

/** Refuses a resource whose metrics are elsewhere. */
export function requireSameEnvironment(home: Stack, resource: Placed): void {
  const place = knownEnvironment(resource.env, resource.tableArn ?? resource.queueArn ?? resource.functionArn);
  const part = environmentMismatch(home, place);
  if (part === undefined) return;
  invalid('watch', resource.node.path, `must get a resource of ${part} ${show(home[part])}, where the alarms are; this one is in ${show(place[part])}`, `Create a ListBackupMonitoring in ${part} ${show(place[part])}.`);
}

/** Rejects options of another kind of resource, whose alarms would never exist. */
export function requireFittingOptions({ thresholds, timeout, isDeadLetterQueue }: ListBackupWatchOptions, found: readonly Watched[]): void {
  const [{ resource }] = found;
  const kinds = found.map(({ kind }) => kind);
  const asked = ALARM_KEYS.filter((key) => thresholds?.[key] !== undefined);
  const misfit = asked.find((key) => !kinds.includes(ALARMS[key].kind));
  const leasts = LEAST_KEYS.filter((key) => thresholds?.[key] !== undefined);
  const unfit = misfit ?? leasts.find((key) => !kinds.includes(LEASTS[key].kind));
  if (unfit !== undefined) {
    invalid('watch: thresholds', unfit, `must be alarms of ${show(resource)}`, `For example: ${ALARM_KEYS.filter((key) => kinds.includes(ALARMS[key].kind)).join(', ')}.`);
  }
  if (timeout !== undefined && !kinds.includes('function')) invalid('watch: timeout', timeout.toHumanString(), `must be left out: ${show(resource)} isn't a function`, 'Remove timeout.');
  if (isDeadLetterQueue && !kinds.includes('deadLetterQueue')) invalid('watch: isDeadLetterQueue', true, `must be left out: ${show(resource)} isn't a queue`, 'Remove isDeadLetterQueue.');
  if (asked.includes(ListBackupAlarm.FUNCTION_DURATION) && !found.some(({ timeoutMillis }) => timeoutMillis)) {
    invalid('watch: thresholds.functionDuration', ListBackupAlarm.FUNCTION_DURATION, `requires the timeout of ${show(resource)}, which can't be read from an imported function`, 'Pass timeout: Duration.seconds(30).');
  }
}

/** Which construct has which alarms, by app. */
const WATCHED = new WeakMap<IConstruct, Map<string, string>>();

/** Once by the names of the alarms, and once by the metrics: each may be given differently to the same resource. */
function keysOf(home: Stack, stage: ListBackupStage, { kind, resource, dimensions }: Watched): string[] {
  // Stages of the CDK are deployed apart, and those of an unknown environment to environments of their own.
  const place = `${Stage.of(home)?.node.path} ${home.environment}`;
  return [`${place} ${alarmName(stage, resource, '')}`, `${place} ${stage.stageName} ${kind} ${JSON.stringify(home.resolve(dimensions))}`];
}

/** Which construct has the alarms of a resource already, from whichever handle of the stage's monitoring. */
export function watcherOf(home: Stack, stage: ListBackupStage, watched: Watched): string | undefined {
  const entries = WATCHED.get(home.node.root);
  return keysOf(home, stage, watched).map((key) => entries?.get(key)).find((path) => path !== undefined);
}

/** Takes down that a resource is watched, and refuses a second time. */
export function enterWatched(home: Stack, stage: ListBackupStage, watched: Watched, resource: IConstruct): void {
  const { root } = home.node;
  const other = watcherOf(home, stage, watched);
  if (other !== undefined) {
    invalid('watch', resource.node.path, `can't get ${resource.node.path} as "${watched.resource}": ${other} already watches a resource of that name or these metrics`, 'Call watch once per resource, or pass another name.');
  }
  const entries = WATCHED.get(root) ?? new Map<string, string>();
  WATCHED.set(root, entries);
  keysOf(home, stage, watched).forEach((key) => entries.set(key, resource.node.path));
}
