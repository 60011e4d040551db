import { Duration } from 'aws-cdk-lib';
import { QueueRow } from './queue-catalogue';
import { ListBackupQueueSettings } from './queue-options';
import { requireInteger, requireKnownKeys } from '../stage/refuse';
import { requireDuration } from '../stage/require-duration';

const TWELVE_HOURS = 43_200;
const FOURTEEN_DAYS = 1_209_600;

/** What a queue of the consumer's own has where its props say nothing: nobody waits long, and three tries are a fair chance. */
const OWN_QUEUE: Required<ListBackupQueueSettings> = {
  visibilityTimeout: Duration.minutes(5),
  maxReceiveCount: 3,
  receiveMessageWaitTime: Duration.seconds(20),
  retentionPeriod: Duration.days(14),
  maxConcurrency: 10,
  batchSize: 1,
};

/** A queue's figures, in SQS's units. */
export interface QueueFigures {
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly waitSeconds: number;
  readonly retentionSeconds: number;
  readonly maxConcurrency: number;
  readonly batchSize: number;
}

/** The figures of a queue of the catalogue: the caller's where given, the row's otherwise. */
export function settingsOf(key: string, row: QueueRow, asked: ListBackupQueueSettings = {}): ListBackupQueueSettings {
  requireKnownKeys(`queueSettings of ${key}`, asked as { readonly [name: string]: unknown }, Object.keys(OWN_QUEUE));
  return orElse(asked, {
    visibilityTimeout: Duration.seconds(row.visibilitySeconds),
    maxReceiveCount: row.maxReceiveCount,
    receiveMessageWaitTime: Duration.seconds(row.waitSeconds),
    retentionPeriod: Duration.days(row.retentionDays),
    maxConcurrency: row.maxConcurrency,
    batchSize: row.batchSize,
  });
}

/** Refuses what SQS, or Lambda on its behalf, would refuse at deployment. */
export function requireFigures(id: string, asked: ListBackupQueueSettings): QueueFigures {
  const settings = orElse(asked, OWN_QUEUE);
  const what = (name: string): string => `queue ${id}, ${name}`;
  requireInteger(what('maxReceiveCount'), settings.maxReceiveCount, 1, 1000, 3);
  requireInteger(what('maxConcurrency'), settings.maxConcurrency, 2, 1000, 10);
  requireInteger(what('batchSize'), settings.batchSize, 1, 10, 1);
  return {
    visibilitySeconds: requireDuration(what('visibilityTimeout'), settings.visibilityTimeout, 'seconds', 0, TWELVE_HOURS, 300),
    maxReceiveCount: settings.maxReceiveCount,
    waitSeconds: requireDuration(what('receiveMessageWaitTime'), settings.receiveMessageWaitTime, 'seconds', 0, 20, 20),
    retentionSeconds: requireDuration(what('retentionPeriod'), settings.retentionPeriod, 'seconds', 60, FOURTEEN_DAYS, FOURTEEN_DAYS),
    maxConcurrency: settings.maxConcurrency,
    batchSize: settings.batchSize,
  };
}

/** A setting that is there but `undefined` was left out too. */
function orElse(asked: ListBackupQueueSettings, otherwise: Required<ListBackupQueueSettings>): Required<ListBackupQueueSettings> {
  return {
    visibilityTimeout: asked.visibilityTimeout ?? otherwise.visibilityTimeout,
    maxReceiveCount: asked.maxReceiveCount ?? otherwise.maxReceiveCount,
    receiveMessageWaitTime: asked.receiveMessageWaitTime ?? otherwise.receiveMessageWaitTime,
    retentionPeriod: asked.retentionPeriod ?? otherwise.retentionPeriod,
    maxConcurrency: asked.maxConcurrency ?? otherwise.maxConcurrency,
    batchSize: asked.batchSize ?? otherwise.batchSize,
  };
}
