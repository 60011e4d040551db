import { Duration, ResourceEnvironment, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupWatchOptions } from './watch-options';
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

/** Refuses a resource whose metrics are elsewhere. */
export function requireSameEnvironment(home: Stack, resource: IConstruct & { readonly env?: ResourceEnvironment }): void {
  for (const part of ['account', 'region'] as const) {
    const [here, there] = [home[part], resource.env?.[part]];
    if (there !== undefined && !Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there) {
      refuse('watch', resource.node.path, `It belongs to ${part} ${show(there)}, and alarms stand where the metrics are: these in ${show(here)}.`,
        `a ListBackupMonitoring of ${part} ${show(there)}`);
    }
  }
}
