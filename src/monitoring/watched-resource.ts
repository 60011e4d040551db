import { CfnResource, Duration, Token } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { IConstruct } from 'constructs';
import { Watched } from './alarm';
import { MonitoredHandles } from './monitoring-options';
import { TableOperations } from './thresholds';
import { ListBackupWatchOptions } from './watch-options';
import { WatchedName, watchedName } from './watched-name';
import { HEALTH_TIMEOUT_SECONDS } from '../catalogue/api';
import { TABLE_KEYS, TABLES } from '../catalogue/tables';
import { ListBackupStage } from '../stage';
import { API_SERVICE, deadLetterQueueName, functionName, healthFunctionName, queueName, tableName } from '../stage/naming';
import { invalid } from '../validation/invalid';

/** For how long SQS keeps a message in a queue that does not say: four days. */
const SQS_RETENTION_SECONDS = 345_600;

/** Lambda's default timeout in milliseconds. */
const LAMBDA_TIMEOUT_MS = 3000;

/** Members that are read from a consumer's handle. Types aren't checked with `instanceof`, because an app can contain two copies of aws-cdk-lib. */
interface Handle extends IConstruct {
  readonly tableName?: string;
  readonly environmentVariable?: string;
  readonly indexNames?: readonly string[];
  readonly queueName?: string;
  readonly deadLetterQueue?: IConstruct & { readonly queue?: IConstruct };
  readonly functionName?: string;
  readonly lambda?: Handle;
  readonly timeout?: Duration;
  readonly _isScheduled?: boolean;
  readonly apiId?: string;
  readonly apiEndpoint?: string;
  readonly httpApi?: Handle;
}

/** Parameters for watching a resource. */
interface Asked {
  readonly stage: ListBackupStage;
  readonly options: ListBackupWatchOptions;
  readonly tableOperations: TableOperations;
}

/** A watched resource, and the construct that it is. */
export interface Found {
  readonly resource: IConstruct;
  readonly watched: Watched;
}

/** One way of recognizing a resource, by the members that a handle of it has. */
interface Recognizer {
  readonly members: readonly string[];
  readonly find: (handle: Handle, asked: Asked) => Found[];
}

const RECOGNIZERS: readonly Recognizer[] = [
  { members: ['tableName', 'tableArn'], find: (table, asked) => [tableOf(table, asked)] },
  { members: ['queueName', 'queueArn'], find: queuesOf },
  // A version's or an alias's metrics are among its function's.
  { members: ['lambda', 'functionName'], find: ({ lambda }, asked) => (lambda ? [functionOf(lambda, asked)] : []) },
  { members: ['functionName', 'functionArn'], find: (fn, asked) => [functionOf(fn, asked)] },
  { members: ['httpApi', 'endpoint'], find: ({ httpApi }, asked) => (httpApi ? [apiOf(httpApi, asked)] : []) },
  // A WebSocket API has an `apiId`, too, and none of these metrics.
  { members: ['httpApiId', 'apiEndpoint'], find: (api, asked) => [apiOf(api, asked)] },
];

/** Returns the watched resources behind a consumer's handle. Rejects handles that can't be watched. */
export function watchedResources(handle: IConstruct, asked: Asked): Found[] {
  const given: unknown = handle;
  const recognizer = typeof given === 'object' && given !== null && 'node' in given
    ? RECOGNIZERS.find(({ members }) => members.every((member) => member in given))
    : undefined;
  if (!recognizer) {
    invalid('resource', typeof given === 'object' && given !== null && 'node' in given ? handle.node.path : given, 'must be the handle of one table, queue, function or HTTP API', 'For example: monitoring.watch(ordersTable).');
  }
  return recognizer.find(handle, asked);
}

function tableOf(table: Handle, { stage, options, tableOperations }: Asked): Found {
  const { value, label } = watchedName(table, table.tableName ?? '', 'tableName');
  return {
    resource: table,
    watched: {
      kind: 'table',
      resource: `${options.name ?? nameInVariable(table, value) ?? within(label, tableName(stage, ''), '')}-table`,
      dimensions: { TableName: value },
      parts: tableOperations.names.map((Operation) => ({ Operation })),
      indexes: tableOperations.asked ? undefined : indexesOf(table),
    },
  };
}

function queuesOf(queue: Handle, asked: Asked): Found[] {
  if (asked.options.isDeadLetterQueue) return [deadLetterQueueOf(queue, asked)];
  const { value, label } = watchedName(queue, queue.queueName ?? '', 'queueName');
  const found: Found = {
    resource: queue,
    watched: {
      kind: 'queue',
      resource: `${asked.options.name ?? queueLabel(label, queueName(asked.stage, '*'))}-queue`,
      dimensions: { QueueName: value },
      longestMillis: retentionOf(queue),
    },
  };
  // CDK's queues hold it in a struct, those of this library as it is.
  const deadLetters = queue.deadLetterQueue?.queue ?? queue.deadLetterQueue;
  return deadLetters ? [found, deadLetterQueueOf(deadLetters, asked)] : [found];
}

function deadLetterQueueOf(queue: Handle, { stage, options }: Asked): Found {
  const { value, label } = watchedName(queue, queue.queueName ?? '', 'queueName');
  return {
    resource: queue,
    watched: { kind: 'deadLetterQueue', resource: `${options.name ?? queueLabel(label, deadLetterQueueName(stage, '*'))}-dlq`, dimensions: { QueueName: value } },
  };
}

/** For how long a queue that is made in this app keeps a message. */
function retentionOf({ node: { defaultChild } }: Handle): number | undefined {
  if (!CfnQueue.isCfnQueue(defaultChild)) return undefined;
  const { messageRetentionPeriod = SQS_RETENTION_SECONDS } = defaultChild;
  return Token.isUnresolved(messageRetentionPeriod) ? undefined : messageRetentionPeriod * 1000;
}

function functionOf(fn: Handle, { stage, options }: Asked): Found {
  const { value, label } = watchedName(fn, fn.functionName ?? '', 'functionName');
  return {
    resource: fn,
    watched: {
      kind: 'function',
      resource: `${options.name ?? functionLabel(stage, label)}-function`,
      dimensions: { FunctionName: value },
      timeoutMillis: timeoutOf(fn, options),
      // One that this app schedules may run once a day. What the caller asks for counts more.
      seldomRuns: () => fn._isScheduled === true && options.thresholds?.functionLeastRuns === undefined,
    },
  };
}

function apiOf(api: Handle, { options }: Asked): Found {
  const { value, label }: WatchedName = watchedName(api, api.apiId ?? '', 'apiId');
  return { resource: api, watched: { kind: 'api', resource: `${options.name ?? label}-api`, dimensions: { ApiId: value } } };
}

function timeoutOf(fn: Handle, { timeout }: ListBackupWatchOptions): (() => number) | undefined {
  if (timeout) return () => timeout.toMilliseconds();
  if (fn.timeout) return () => fn.timeout?.toMilliseconds() ?? LAMBDA_TIMEOUT_MS;
  // Made here without one: an imported function has no such child.
  return CfnFunction.isCfnFunction(fn.node.defaultChild) ? () => LAMBDA_TIMEOUT_MS : undefined;
}

/** Those of a table that this library makes in this app: any other may have more, or be given more when it is watched already. */
function indexesOf({ indexNames, node }: Handle): readonly string[] | undefined {
  return CfnResource.isCfnResource(node.defaultChild) ? indexNames : undefined;
}

/** Returns the catalogue's name for a table known only by an export. Its variable, such as `API_TOKENS_TABLE`, contains the name. */
function nameInVariable({ environmentVariable }: Handle, name: string): string | undefined {
  const [, words] = /^([A-Z0-9_]+)_TABLE$/.exec(environmentVariable ?? '') ?? [];
  return Token.isUnresolved(name) && words !== undefined ? words.toLowerCase().replace(/_/g, '-') : undefined;
}

/** A queue's name without `.fifo`, and without what the conventions put around it. */
function queueLabel(name: string, pattern: string): string {
  const [before, after] = pattern.split('*');
  const standard = name.replace(/\.fifo$/, '');
  return within(standard, before, after.replace(/\.fifo$/, ''));
}

/** `getUsers` of the default service, `users-getUsers` of another, and the whole of a name of another pattern. */
function functionLabel(stage: ListBackupStage, name: string): string {
  const own = within(name, functionName(stage, API_SERVICE, ''), '');
  const [, service, end] = new RegExp(`^listbackup-(.+)-${stage.stageName}-(.+)$`).exec(own) ?? [];
  return service === undefined ? own : `${service}-${end}`;
}

/** Returns the text between `before` and `after`, or the whole text if it isn't between them. */
function within(text: string, before: string, after: string): string {
  const isWithin = text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
  return isWithin ? text.slice(before.length, text.length - after.length) : text;
}

/** Returns all resources behind the handles that have alarms of the stage's own. */
export function stageWatched(stage: ListBackupStage, handles: MonitoredHandles, tableOperations: TableOperations): Found[] {
  const { dataLayer, messaging, auth, api, email } = handles;
  const asked = (name?: string) => ({ stage, tableOperations, options: { name } });
  const found: Found[] = [];

  if (dataLayer) found.push(...TABLE_KEYS.map((key) => tableOf(dataLayer.tables.byName(key), asked(TABLES[key].name))));
  if (messaging) {
    const { queues, eventBus, rules } = messaging;
    found.push(...queues.all.flatMap((queue) => queuesOf(queue, asked())), deadLetterQueueOf(eventBus.deadLetterQueue, asked('events')),
      ...(eventBus.busDeadLetterQueue ? [deadLetterQueueOf(eventBus.busDeadLetterQueue, asked('events-bus'))] : []), {
        resource: eventBus,
        watched: {
          kind: 'eventBus',
          resource: 'event-bus',
          dimensions: { EventBusName: eventBus.eventBusName },
          parts: rules.all.map(({ ruleName }) => ({ RuleName: ruleName })),
        },
      });
  }
  if (auth) {
    const dimensions = { UserPool: auth.userPool.userPoolId, UserPoolClient: auth.userPoolClient.userPoolClientId };
    found.push({ resource: auth.userPool, watched: { kind: 'userPool', resource: 'user-pool', dimensions } });
  }
  if (api) {
    found.push(
      { resource: api, watched: { kind: 'api', resource: 'api', dimensions: { ApiId: api.httpApi.apiId } } },
      // The API's handle does not lead to the function; its name follows from the stage.
      {
        resource: api,
        watched: {
          kind: 'function',
          resource: 'health-function',
          dimensions: { FunctionName: healthFunctionName(stage) },
          timeoutMillis: () => HEALTH_TIMEOUT_SECONDS * 1000,
        },
      },
    );
  }
  if (email) {
    found.push(
      { resource: email, watched: { kind: 'email', resource: 'email', dimensions: { 'ses:configuration-set': email.emailConfigurationSetName } } },
      // SES judges the account, by all that it sends, also without the configuration set.
      { resource: email, watched: { kind: 'email', resource: 'account-email', dimensions: {} } },
    );
  }
  return found;
}
