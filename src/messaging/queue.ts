import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnQueueProps, IQueue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { importQueue, OwnQueueNames } from './queue-import';
import { ListBackupQueueFromStageProps, ListBackupQueueOptions, ListBackupQueueSettings, requireFigures } from './queue-options';
import { createQueue, DeadLetterQueue, encryptionType, ListBackupQueueBase, queueArn, denyInsecureTransport } from './queue-resource';
import { QUEUE_KEYS, QUEUES } from '../catalogue/queues';
import { SERVICES } from '../catalogue/services';
import { removalPolicyFor, requireOwnName, requireResourceId } from '../conventions';
import { ListBackupExportNamesOptions, requireExportNames } from '../exports/export-names';
import { lookupOf } from '../exports/lookup';
import { IListBackupQueue } from '../handles';
import { getOrCreateServiceKey, importedKeyFor, ServiceKeySpec } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { deadLetterQueueName, environmentVariable, kebabCase, queueName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireKey } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireService, requireVariable, requireWholeName } from '../validation/names';
import { requireBoolean } from '../validation/values';

/** Returns the key of hardened queues. Senders use it, too. */
export function queuesKey(stage: ListBackupStage, service: string, removalPolicy: RemovalPolicy): ServiceKeySpec {
  return { stage, service, removalPolicy, users: ['EventRulesSend', 'TopicsSend', 'BucketsSend'], shared: true };
}

/** The key of a hardened bus and what belongs to it, which `admitEventServices` opens to EventBridge. */
export function eventsKey(stage: ListBackupStage, removalPolicy: RemovalPolicy): ServiceKeySpec {
  return { stage, service: SERVICES.eventbridge, removalPolicy, users: [], shared: true };
}

/** SQS's longest queue name, with `.fifo`. */
const MAX_LENGTH = 80;

/** Names of the event bus' standard queues for undeliverable events, which a queue of your own can't take. */
const BUS_QUEUES = { Events: 'events', EventsBus: 'events-bus' };

/** The options that decide a queue's names. */
interface OwnQueueNaming {
  readonly fifo?: boolean;
  readonly name?: string;
  readonly queueName?: string;
  readonly deadLetterQueueName?: string;
}

/** Returns the whole names where they can be a pair of queues', and refuses them otherwise. */
function requireWholeNames(scope: IConstruct, id: string, stage: ListBackupStage, props: OwnQueueNaming): OwnQueueNames {
  const { name, queueName: queue, deadLetterQueueName: deadLetters, fifo = true } = props;
  const end = fifo ? '.fifo' : '';
  const names = { queueName: queue, deadLetterQueueName: deadLetters };
  const taken = (rule: typeof queueName): { [key: string]: string } => (
    Object.fromEntries([
      ...QUEUE_KEYS.map((key) => [key, rule(stage, QUEUES[key].name)]),
      ...Object.entries(BUS_QUEUES).map(([key, part]) => [key, rule(stage, part, false)]),
    ])
  );
  for (const what of ['queueName', 'deadLetterQueueName'] as const) {
    const whole = names[what];
    const works = `For example: "oauth-${what === 'queueName' ? 'calls' : 'failures'}-${stage.stageName}${end}".`;
    if (typeof whole !== 'string' || !(fifo ? /^[A-Za-z0-9_-]{1,75}\.fifo$/ : /^[A-Za-z0-9_-]{1,80}$/).test(whole)) {
      requireWholeName(what, whole, name);
      const ending = fifo ? ', end with ".fifo"' : '';
      invalid(what, whole, `must have letters, digits, "_" and "-"${ending} and have at most ${MAX_LENGTH} characters; queueName and deadLetterQueueName go together`, `${works}${fifo ? ' For a standard queue, set fifo: false.' : ''}`);
    }
    requireWholeName(what, whole, name);
    for (const rule of [queueName, deadLetterQueueName]) requireOwnName(scope, id, whole, taken(rule), 'ListBackupQueues', what);
  }
  if (queue === deadLetters) invalid('deadLetterQueueName', deadLetters, 'must differ from queueName', `For example: "oauth-failures-${stage.stageName}${end}".`);
  return { name: kebabCase(id), physicalName: String(queue), deadLetterName: String(deadLetters) };
}

/** Returns the names where id and name can become a queue's, and refuses them otherwise. */
function requireOwnQueue(scope: IConstruct, id: string, stage: ListBackupStage, props: OwnQueueNaming): OwnQueueNames {
  requireResourceId(id);
  requireBoolean('fifo', props.fifo);
  if (props.queueName !== undefined || props.deadLetterQueueName !== undefined) return requireWholeNames(scope, id, stage, props);
  const name = props.name ?? kebabCase(String(id));
  const what = 'name';
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    invalid(what, name, 'must have lower-case letters and digits, in words joined by hyphens', 'For example: "webhook-calls".');
  }
  // `listbackup-sync-queue-x-queue-dev.fifo` would be queue "sync-queue-x" of stage "dev" and queue "sync" of stage "x-queue-dev".
  if (/(^|-)(queue|dlq)(-|$)/.test(name)) {
    invalid(what, name, 'must not contain the words "queue" and "dlq", which the naming rules add', 'For example: "webhook-calls".');
  }
  const whole = queueName(stage, name, props.fifo);
  if (whole.length > MAX_LENGTH) {
    invalid(what, name, `must be shorter: the whole name, ${whole}, has ${whole.length} characters, and SQS allows ${MAX_LENGTH}`, 'For example: "webhook-calls".');
  }
  requireOwnName(scope, id, name, Object.fromEntries(QUEUE_KEYS.map((key) => [key, QUEUES[key].name])), 'ListBackupQueues');
  // Its dead-letter queue would have the logical ID or the name of one for undeliverable events.
  requireOwnName(scope, id, name, BUS_QUEUES, 'ListBackupEventBus');
  return { name, physicalName: whole, deadLetterName: deadLetterQueueName(stage, name, props.fifo) };
}

function outputKeys(id: string): string[] {
  return ['QueueUrl', 'QueueArn', 'DeadLetterQueueUrl', 'DeadLetterQueueArn'].map((end) => `${id}${end}`);
}

/** A queue under the ListBackup conventions. */
export interface ListBackupQueueProps extends ListBackupQueueOptions, ListBackupQueueSettings, ListBackupExportNamesOptions {
  /** The stage: it decides the names and every default. */
  readonly stage: ListBackupStage;

  /**
   * The service that owns the queue: the `Service` tag, and what its exports begin with.
   *
   * @default 'listbackup-infrastructure-sqs'
   */
  readonly service?: string;

  /**
   * Creates a FIFO queue, whose names end with `.fifo`. Set false for a standard queue: it can deliver a message twice and in any order, and it
   * accepts messages without a message group. A queue can never change its type.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-types.html
   */
  readonly fifo?: boolean;

  /**
   * The middle of the queue's name, `listbackup-{name}-queue-{stage}.fifo`.
   *
   * @default - the construct's id in kebab case: `WebhookCalls` becomes `webhook-calls`
   */
  readonly name?: string;

  /**
   * Full name of the queue, for one that already exists under another pattern: letters, digits, `_` and `-`, and `.fifo` unless `fifo` is false; at
   * most 80 characters. Requires `deadLetterQueueName`.
   *
   * @default - `listbackup-{name}-queue-{stage}.fifo`
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queue-message-identifiers.html
   */
  readonly queueName?: string;

  /**
   * The whole name of the dead-letter queue. Required with `queueName`, and only then.
   *
   * @default - `listbackup-{name}-dlq-{stage}.fifo`
   */
  readonly deadLetterQueueName?: string;

  /**
   * The environment variable in which a service reads the queue's URL.
   *
   * @default - the name in upper case, and `_QUEUE_URL`: `WEBHOOK_CALLS_QUEUE_URL`. With `queueName`, the construct's id takes the place
   *   of the name
   */
  readonly environmentVariable?: string;
}

/**
 * One FIFO queue with its dead-letter queue under the ListBackup conventions: content-based deduplication, encryption, TLS only, named by
 * its stage, published. With `fifo: false`, both are standard queues.
 *
 * The logical IDs are always the construct's id and `Queue` or `DeadLetterQueue`. The names are `listbackup-{name}-queue-{stage}.fifo` and
 * `listbackup-{name}-dlq-{stage}.fifo`. URLs and ARNs are outputs, exported as `{service}-{stage}-{id}QueueUrl` and so on.
 *
 * @throws at synthesis when a name or a number is invalid, or the name belongs to the catalogue.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues.html
 *
 * @example
 * const calls = new ListBackupQueue(this, 'WebhookCalls', {
 *   stage: ListBackupStage.DEV,
 *   service: 'listbackup-api-billing',
 *   visibilityTimeout: Duration.minutes(3),
 * });
 * calls.deadLetterQueue.queueArn;
 */
@located
export class ListBackupQueue extends ListBackupQueueBase {
  /**
   * A service's own queue that another app or stack deployed, with its dead-letter queue. Only the values that you use appear in the
   * consumer's template.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the id with which the queue was created: it is in the names of its exports and outputs.
   * @param props the stage, the properties that can't be read from the queue, and the lookup for the others.
   * @throws at synthesis when no queue can have these props, or the queue belongs to the catalogue.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupQueueFromStageProps): IListBackupQueue {
    const stage = requireStage(props);
    requireVariable(props.environmentVariable, 'HOOKS_QUEUE_URL');
    const names = requireOwnQueue(scope, id, stage, props);
    const service = requireService(props.service ?? SERVICES.sqs);
    const lookup = lookupOf(props, service, requireExportNames(props, outputKeys(id)));
    return importQueue(scope, id, {
      ...names,
      lookup,
      settings: props,
      environmentVariable: props.environmentVariable,
      encryptionKey: importedKeyFor(scope, `${id}Key`, props, service, lookup),
    });
  }

  public readonly queueArn: string;
  public readonly queueUrl: string;
  public readonly queueName: string;
  public readonly encryptionMasterKey?: IKey;
  public readonly encryptionType?: QueueEncryption;
  public readonly deadLetterQueue: IQueue;
  public readonly visibilityTimeout: Duration;
  public readonly maxReceiveCount: number;
  public readonly maxConcurrency: number;
  public readonly batchSize: number;
  public readonly environmentVariable: string;
  public override readonly fifo: boolean;

  protected readonly autoCreatePolicy: boolean = true;

  /**
   * @param scope the stack for the resource, or a construct in it.
   * @param id the construct's id: the logical ID is this and `Queue`, and its kebab case is in the name unless you set `name`.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupQueueProps) {
    const stage = requireStage(props);
    const { name, physicalName, deadLetterName } = requireOwnQueue(scope, id, stage, props);
    const figures = requireFigures(props);
    requireKey('encryptionKey', props.encryptionKey);
    requireBoolean('highThroughput', props.highThroughput);
    requireVariable(props.environmentVariable, 'HOOKS_QUEUE_URL');
    if (props.fifo === false && props.highThroughput) {
      invalid('highThroughput', true, 'can\'t be combined with fifo: false: a standard queue has no limit of this kind', 'Remove one of them.');
    }
    const service = requireService(props.service ?? SERVICES.sqs);
    const exportNames = requireExportNames(props, outputKeys(id));
    super(scope, id);
    this.fifo = props.fifo ?? true;

    const common: CfnQueueProps = {
      ...this.fifo && {
        fifoQueue: true,
        contentBasedDeduplication: true,
        deduplicationScope: props.highThroughput ? 'messageGroup' : 'queue',
        fifoThroughputLimit: props.highThroughput ? 'perMessageGroupId' : 'perQueue',
      },
      messageRetentionPeriod: figures.retentionSeconds,
    };
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, props, queuesKey(stage, service, removalPolicy));
    const shared = { stage, service, removalPolicy, encryptionKey, exportNames };

    this.deadLetterQueue = new DeadLetterQueue(this, 'DeadLetterQueue', {
      ...shared,
      logicalId: `${id}DeadLetterQueue`,
      queueName: deadLetterName,
      properties: {
        ...common,
        // The source's ARN from its name: with its attribute the two queues would wait for each other.
        redriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [queueArn(this, physicalName)] },
      },
    });
    const names = createQueue(this, {
      ...shared,
      logicalId: `${id}Queue`,
      queueName: physicalName,
      properties: {
        ...common,
        visibilityTimeout: figures.visibilitySeconds,
        receiveMessageWaitTimeSeconds: figures.waitSeconds,
        redrivePolicy: { deadLetterTargetArn: this.deadLetterQueue.queueArn, maxReceiveCount: figures.maxReceiveCount },
      },
    });
    this.queueArn = names.queueArn;
    this.queueUrl = names.queueUrl;
    this.queueName = names.queueName;
    this.encryptionMasterKey = encryptionKey;
    this.encryptionType = encryptionType(encryptionKey);
    this.visibilityTimeout = Duration.seconds(figures.visibilitySeconds);
    this.maxReceiveCount = figures.maxReceiveCount;
    this.maxConcurrency = figures.maxConcurrency;
    this.batchSize = figures.batchSize;
    this.environmentVariable = props.environmentVariable ?? environmentVariable(name, 'QUEUE_URL');
    denyInsecureTransport(this, `${id}Queue`);
  }
}
