import { Duration, ResourceEnvironment, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupAlarm } from './alarm';
import { ALARM_KEYS, ALARMS } from './alarm-catalogue';
import { ListBackupWatchOptions } from './watch-options';
import { Watched } from './watched-kind';
import { knownPlace, otherPlace } from '../stage/known-place';
import { refuse, requireKnownKeys, show } from '../stage/refuse';
import { requireBoolean, requireText } from '../stage/require';
import { requireDurationBetween } from '../stage/require-duration';

const OPTIONS = ['name', 'thresholds', 'without', 'timeout', 'isDeadLetterQueue'];

/** Refuses options that mean nothing. */
export function requireWatchOptions(options: ListBackupWatchOptions): void {
  requireKnownKeys('watch, options', options as { readonly [key: string]: unknown }, OPTIONS);
  if (options.name !== undefined && Token.isUnresolved(options.name)) refuse('watch, name', options.name, 'It is known at synthesis.', '"orders"');
  requireText('watch, name', options.name, /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'It has 1 to 100 letters, digits, dots, hyphens and underscores.', '"orders"');
  requireDurationBetween('watch, timeout', options.timeout, Duration.minutes(0), Duration.minutes(15));
  if (options.timeout?.toMilliseconds() === 0) refuse('watch, timeout', '0 minutes', 'A function runs for at least a second.', 'Duration.seconds(30)');
  requireBoolean('watch, isDeadLetterQueue', options.isDeadLetterQueue);
}

/** What tells where a resource is. Whichever it has. */
interface Placed extends IConstruct {
  readonly env?: ResourceEnvironment;
  readonly tableArn?: string;
  readonly queueArn?: string;
  readonly functionArn?: string;
}

/** Refuses a resource whose metrics are elsewhere. */
export function requireSameEnvironment(home: Stack, resource: Placed): void {
  const place = knownPlace(resource.env, resource.tableArn ?? resource.queueArn ?? resource.functionArn);
  const part = otherPlace(home, place);
  if (part === undefined) return;
  refuse('watch', resource.node.path, `It belongs to ${part} ${show(place[part])}, and alarms stand where the metrics are: these in ${show(home[part])}.`,
    `a ListBackupMonitoring of ${part} ${show(place[part])}`);
}

/** Refuses options that are of another kind of resource: whoever set one would wait for an alarm that there is not. */
export function requireFittingOptions({ thresholds, timeout, isDeadLetterQueue }: ListBackupWatchOptions, found: readonly Watched[]): void {
  const [{ resource }] = found;
  const kinds = found.map(({ kind }) => kind);
  const asked = ALARM_KEYS.filter((key) => thresholds?.[key] !== undefined);
  const misfit = asked.find((key) => !kinds.includes(ALARMS[key].kind));
  if (misfit !== undefined) {
    refuse('watch, thresholds', misfit, `${show(resource)} has no such alarm.`, ALARM_KEYS.filter((key) => kinds.includes(ALARMS[key].kind)).join(', '));
  }
  if (timeout !== undefined && !kinds.includes('function')) refuse('watch, timeout', timeout.toHumanString(), `${show(resource)} is no function.`, 'no timeout');
  if (isDeadLetterQueue && !kinds.includes('deadLetterQueue')) refuse('watch, isDeadLetterQueue', true, `${show(resource)} is no queue.`, 'no isDeadLetterQueue');
  if (asked.includes(ListBackupAlarm.FUNCTION_DURATION) && !found.some(({ timeoutMillis }) => timeoutMillis)) {
    refuse('watch, thresholds', ListBackupAlarm.FUNCTION_DURATION, `For how long ${show(resource)} may run is not known here, so that nothing can be near it.`,
      'timeout: Duration.seconds(30) beside it');
  }
}
