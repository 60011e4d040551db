import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, FunctionBase, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { FunctionConventions } from './function-resource';
import { ListBackupStreamOptions } from './stream-options';
import { claimLogicalId, resourceTags } from '../conventions';
import { IListBackupTable } from '../handles';
import { eventsDeadLetterQueueName } from '../stage/naming';
import { invalid, requireInteger } from '../validation/invalid';
import { requireAttribute, requireBoolean, requireDuration, requireList, requireOneOf, requireText } from '../validation/values';


/** Records that can be handled at once; more needs a window. */
const MAX_BATCH = 10_000;
const MAX_FILTERS = 5;

/** Has Lambda call a function with the records of a table's stream. */
export function consumeStream(
  fn: FunctionBase, called: FunctionBase, conventions: FunctionConventions, table: IListBackupTable, options: ListBackupStreamOptions,
): void {
  const { stage, service, ids } = conventions;
  const what = (option: string): string => `${option} for the stream of table ${table.node.id}`;
  requireOptions(what, options);
  const { tableStreamArn } = table;
  if (tableStreamArn === undefined) invalid('consumeStream', table.node.id, `requires a stream, and table ${table.node.id} has none`, 'Set stream: StreamViewType.NEW_AND_OLD_IMAGES on the table.');
  const id = `${table.node.id}StreamConsumer`;
  if (fn.node.tryFindChild(id)) invalid('consumeStream', table.node.id, `can't be called for table ${table.node.id} twice`, 'Call consumeStream once per table.');

  fn.addToRolePolicy(new PolicyStatement({
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    resources: [tableStreamArn],
  }));
  table.encryptionKey?.grantDecrypt(fn);
  const onFailure = options.onFailure ?? undeliverable(fn, stage.stageName, eventsDeadLetterQueueName(stage));
  fn.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [onFailure.queueArn] }));
  onFailure.encryptionMasterKey?.grantEncryptDecrypt(fn);
  // L1: `EventSourceMapping` (L2) knows no tags, and its logical ID would follow the tree.
  claimLogicalId(new CfnEventSourceMapping(fn, id, {
    functionName: called.functionArn,
    eventSourceArn: tableStreamArn,
    startingPosition: options.startingPosition ?? StartingPosition.TRIM_HORIZON,
    batchSize: options.batchSize ?? 100,
    maximumBatchingWindowInSeconds: options.maxBatchingWindow?.toSeconds(),
    maximumRetryAttempts: options.retryAttempts ?? 3,
    maximumRecordAgeInSeconds: options.maxRecordAge?.toSeconds(),
    bisectBatchOnFunctionError: options.bisectBatchOnError ?? true,
    parallelizationFactor: options.parallelizationFactor,
    destinationConfig: { onFailure: { destination: onFailure.queueArn } },
    filterCriteria: options.filters && { filters: options.filters.map((pattern) => ({ pattern })) },
    functionResponseTypes: ['ReportBatchItemFailures'],
    enabled: options.enabled ?? true,
    tags: resourceTags(stage, service),
  }), ids.stream(table.node.id, options.sourceName ?? table.tableName));
}

function requireOptions(what: (option: string) => string, options: ListBackupStreamOptions): void {
  requireOneOf(what('startingPosition'), options.startingPosition, [StartingPosition.TRIM_HORIZON, StartingPosition.LATEST]);
  requireInteger(what('batchSize'), options.batchSize, 1, MAX_BATCH, 100);
  requireInteger(what('retryAttempts'), options.retryAttempts, 0, 10_000, 3);
  requireInteger(what('parallelizationFactor'), options.parallelizationFactor, 1, 10, 1);
  requireBoolean(what('bisectBatchOnError'), options.bisectBatchOnError);
  requireBoolean(what('enabled'), options.enabled);
  requireText(what('sourceName'), options.sourceName, /^[A-Za-z0-9]+$/, 'must have letters and digits', 'For example: "JobsTable".');
  requireAttribute(what('onFailure'), options.onFailure, 'queueArn', 'a queue', 'messaging.eventBus.deadLetterQueue');
  if (options.onFailure?.fifo) invalid(what('onFailure'), options.onFailure.node.path, 'must be a standard queue, because Lambda sends no message group', 'For example: messaging.eventBus.deadLetterQueue.');
  if (options.maxBatchingWindow !== undefined) requireDuration(what('maxBatchingWindow'), options.maxBatchingWindow, 'seconds', 0, 300, 5);
  if (options.maxRecordAge !== undefined) requireDuration(what('maxRecordAge'), options.maxRecordAge, 'seconds', 60, 604_800, 3600);
  requireFilters(what('filters'), options.filters);
}

function requireFilters(what: string, filters: readonly string[] | undefined): void {
  const works = '[\'{"eventName":["INSERT"]}\']';
  requireList(what, filters, works);
  if (filters === undefined) return;
  if (filters.length === 0 || filters.length > MAX_FILTERS) invalid(what, filters, `must have 1 to ${MAX_FILTERS} patterns`, `For example: ${works}.`);
  for (const filter of filters) {
    if (!isJsonObject(filter)) invalid(what, filter, 'must be the JSON text of an object', `For example: ${works}.`);
  }
}

function isJsonObject(text: unknown): boolean {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof text === 'string' && typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** The stage's queue for what could not be delivered, by its name: its policy belongs to another stack. */
function undeliverable(fn: FunctionBase, stageName: string, name: string): IQueue {
  const id = `StreamFailures-${stageName}`;
  return fn.node.tryFindChild(id) as IQueue | undefined
    ?? Queue.fromQueueArn(fn, id, Stack.of(fn).formatArn({ service: 'sqs', resource: name }));
}
