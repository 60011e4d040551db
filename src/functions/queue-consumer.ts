import { Annotations, Duration, Stack } from 'aws-cdk-lib';
import { CfnEventSourceMapping, FunctionBase } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { grantQueueMapping } from './access';
import { FunctionConventions } from './function-resource';
import { FunctionTimeout } from './function-settings';
import { claimLogicalId, resourceTags } from '../conventions';
import { IListBackupQueue } from '../handles';
import { ListBackupStage } from '../stage';
import { invalid, requireInteger } from '../validation/invalid';
import { requireBoolean, requireDuration, requireText } from '../validation/values';

/**
 * Options to consume a queue's messages.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export interface ListBackupConsumeOptions {
  /**
   * Maximum number of messages that the function gets per call: 1 to 10, which is Lambda's limit for FIFO queues. For a standard queue 1 to
   * 10,000; more than 10 requires `maxBatchingWindow`.
   *
   * @default - the queue's `batchSize`
   */
  readonly batchSize?: number;

  /**
   * Time for which Lambda gathers messages for a call: 1 second to 5 minutes. Only for standard queues.
   *
   * @default - Lambda doesn't wait
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * Maximum number of concurrent instances of the function for this queue: 2 to 1000.
   *
   * @default - the queue's `maxConcurrency`
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly maxConcurrency?: number;

  /**
   * Makes Lambda read the queue. If false, messages stay in the queue.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The part of the logical ID that names the queue, for a function with `fromServerless`.
   *
   * @default - the queue's physical name: Serverless uses what the ARN in `serverless.yml` names
   */
  readonly sourceName?: string;
}

/** Which function consumes which queue, by app. */
const CONSUMERS = new WeakMap<IConstruct, Map<string, IConstruct>>();

/**
 * Refuses a function that consumes a queue twice, as Lambda does. Warns of a second function: each message goes to one of the two, nobody
 * knows to which. Only what this app makes is seen.
 */
function requireSoleConsumer(fn: IConstruct, stage: ListBackupStage, queue: IListBackupQueue): void {
  const consumers = CONSUMERS.get(fn.node.root) ?? new Map<string, IConstruct>();
  CONSUMERS.set(fn.node.root, consumers);
  // By what the services call it: a created and an imported handle of one queue are different constructs.
  const key = `${Stack.of(fn).environment} ${stage.stageName} ${queue.environmentVariable}`;
  const other = consumers.get(key);
  if (other === fn) {
    invalid('consume', queue.node.id, `can't be called for queue ${queue.node.id} twice`, 'Call consume once per queue.');
  }
  if (other !== undefined) {
    Annotations.of(fn).addWarningV2('listbackup-infrastructure:queueConsumedTwice',
      `Queue ${queue.node.id} is consumed by ${other.node.path} already: each message goes to one of the two functions, and nothing says to which. `
      + 'Give one of them a queue of its own.');
  }
  consumers.set(key, fn);
}

/** Refuses a batch that Lambda doesn't accept for the type of the queue, and returns the seconds that Lambda waits for one. */
function batching(
  queue: IListBackupQueue, { batchSize, maxBatchingWindow }: ListBackupConsumeOptions, what: (option: string) => string,
): number | undefined {
  requireInteger(what('batchSize'), batchSize, 1, queue.fifo ? 10 : 10_000, queue.batchSize);
  if (maxBatchingWindow === undefined) {
    if ((batchSize ?? 1) > 10) invalid(what('batchSize'), batchSize, 'must be at most 10 without maxBatchingWindow', 'For example: { batchSize: 100, maxBatchingWindow: Duration.seconds(5) }.');
    return undefined;
  }
  const seconds = requireDuration(what('maxBatchingWindow'), maxBatchingWindow, 'seconds', 1, 300, 5);
  if (queue.fifo) invalid(what('maxBatchingWindow'), maxBatchingWindow, 'requires a standard queue, because Lambda doesn\'t wait for messages of a FIFO queue', 'Remove maxBatchingWindow.');
  return seconds;
}

/** Has Lambda hand messages of queues to a function. */
export class QueueConsumer {
  /** Sum of the instances that the queues can start. */
  private copies = 0;

  public constructor(
    private readonly fn: FunctionBase,
    private readonly called: FunctionBase,
    private readonly conventions: FunctionConventions,
    private readonly timeout: FunctionTimeout,
    private readonly reservedConcurrency: number | undefined,
  ) {}

  public consume(queue: IListBackupQueue, options: ListBackupConsumeOptions): void {
    const { stage, service, ids } = this.conventions;
    const name = queue.node.id;
    const what = (option: string): string => `${option} for queue ${name}`;
    const window = batching(queue, options, what);
    requireInteger(what('maxConcurrency'), options.maxConcurrency, 2, 1000, queue.maxConcurrency);
    requireBoolean(what('enabled'), options.enabled);
    requireText(what('sourceName'), options.sourceName, /^[A-Za-z0-9]+$/, 'must have letters and digits', 'For example: "SyncQueue".');
    requireSoleConsumer(this.fn, stage, queue);
    this.timeout.consume(name, queue.visibilityTimeout);
    const maximumConcurrency = options.maxConcurrency ?? queue.maxConcurrency;
    this.reserve(name, maximumConcurrency);

    grantQueueMapping(this.fn, queue);
    // L1: `EventSourceMapping` (L2) knows no tags, and its logical ID would follow the tree: a second mapping of the two is refused.
    claimLogicalId(new CfnEventSourceMapping(this.fn, `${name}Consumer`, {
      functionName: this.called.functionArn,
      eventSourceArn: queue.queueArn,
      batchSize: options.batchSize ?? queue.batchSize,
      maximumBatchingWindowInSeconds: window,
      scalingConfig: { maximumConcurrency },
      functionResponseTypes: ['ReportBatchItemFailures'],
      enabled: options.enabled ?? true,
      tags: resourceTags(stage, service),
    }), ids.queue(name, options.sourceName ?? queue.queueName));
  }

  private reserve(queue: string, copies: number): void {
    this.copies += copies;
    const { reservedConcurrency } = this;
    if (reservedConcurrency !== undefined && reservedConcurrency < this.copies) {
      Annotations.of(this.fn).addWarningV2('listbackup-infrastructure:reservedConcurrencyBelowQueues',
        `reservedConcurrency is ${reservedConcurrency}, and with queue ${queue} the queues start up to ${this.copies} copies: messages that are throttled come back, `
        + `and go to the dead-letter queue unhandled. Reserve ${this.copies} or more, or lower maxConcurrency.`);
    }
  }
}
