import { Annotations } from 'aws-cdk-lib';
import { CfnEventSourceMapping, FunctionBase } from 'aws-cdk-lib/aws-lambda';
import { ListBackupConsumeOptions } from './consume-options';
import { FunctionConventions } from './function-conventions';
import { FunctionTimeout } from './function-timeout';
import { requireSoleConsumer } from './sole-consumer';
import { claimLogicalId, resourceTags } from '../conventions';
import { IListBackupQueue } from '../messaging/queue-handle';
import { requireInteger } from '../stage/refuse';
import { requireBoolean } from '../stage/require';

/** Has Lambda hand messages of queues to a function. */
export class QueueConsumer {
  /** How many copies the queues may start together. */
  private copies = 0;

  public constructor(
    private readonly fn: FunctionBase,
    private readonly called: FunctionBase,
    private readonly conventions: FunctionConventions,
    private readonly timeout: FunctionTimeout,
    private readonly reservedConcurrency: number | undefined,
  ) {}

  public consume(queue: IListBackupQueue, options: ListBackupConsumeOptions): void {
    const { stage, service, logicalId } = this.conventions;
    const name = queue.node.id;
    const what = (option: string): string => `function ${this.fn.node.id}, ${option} for queue ${name}`;
    requireInteger(what('batchSize'), options.batchSize, 1, 10, queue.batchSize);
    requireInteger(what('maxConcurrency'), options.maxConcurrency, 2, 1000, queue.maxConcurrency);
    requireBoolean(what('enabled'), options.enabled);
    requireSoleConsumer(this.fn, stage, queue);
    this.timeout.consume(name, queue.visibilityTimeout);
    const maximumConcurrency = options.maxConcurrency ?? queue.maxConcurrency;
    this.reserve(name, maximumConcurrency);

    queue.grantConsumeMessages(this.fn);
    // L1: `EventSourceMapping` (L2) knows no tags, and its logical ID would follow the tree: a second mapping of the two is refused.
    claimLogicalId(new CfnEventSourceMapping(this.fn, `${name}Consumer`, {
      functionName: this.called.functionArn,
      eventSourceArn: queue.queueArn,
      batchSize: options.batchSize ?? queue.batchSize,
      scalingConfig: { maximumConcurrency },
      functionResponseTypes: ['ReportBatchItemFailures'],
      enabled: options.enabled ?? true,
      tags: resourceTags(stage, service),
    }), `${logicalId}${name}Consumer`);
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
