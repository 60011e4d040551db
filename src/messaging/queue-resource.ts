import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnQueue, CfnQueuePolicy, CfnQueueProps, IQueue, QueueBase, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { claimLogicalId, claimPhysicalName, resourceTags } from '../conventions';
import type { ExportNames } from '../exports/export-names';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { IListBackupQueue } from '../handles';
import { ListBackupStage } from '../stage';
import { located } from '../validation/located';

/** One SQS queue under the conventions: a queue, a queue's dead-letter queue, or the one for undeliverable events. */
export interface QueueSpec {
  readonly stage: ListBackupStage;
  readonly service: string;
  readonly logicalId: string;
  readonly queueName: string;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
  /** Export names that replace the rule's, by output key. */
  readonly exportNames?: ExportNames;
  /** Properties that differ from those of the other queues. */
  readonly properties: CfnQueueProps;
}

/** A queue's attributes, for its own stack and for others. */
export interface QueueNames {
  readonly queueName: string;
  readonly queueArn: string;
  readonly queueUrl: string;
}

/** The ARN that follows from the name: where the attribute would make a cycle. */
export function queueArn(scope: Construct, queueName: string): string {
  return Stack.of(scope).formatArn({ service: 'sqs', resource: queueName });
}

/** The URL that follows from the name in the scope's account and region. */
export function queueUrl(scope: Construct, queueName: string): string {
  const { account, region, urlSuffix } = Stack.of(scope);
  return `https://sqs.${region}.${urlSuffix}/${account}/${queueName}`;
}

/** L1: `Queue` (L2) has no explicit SSE-SQS beside its own defaults, and property injectors could weaken it. */
export function createQueue(scope: Construct, spec: QueueSpec): QueueNames {
  const stack = Stack.of(scope);
  const { stage, service, logicalId, queueName } = spec;
  claimPhysicalName(scope, 'queue', queueName);
  const queue = claimLogicalId(new CfnQueue(scope, 'Resource', {
    ...spec.properties,
    queueName,
    ...(spec.encryptionKey ? { kmsMasterKeyId: spec.encryptionKey.keyArn } : { sqsManagedSseEnabled: true }),
    tags: resourceTags(stage, service),
  }), logicalId);
  queue.applyRemovalPolicy(spec.removalPolicy);
  publish(scope, stage, service, { [`${logicalId}Url`]: queue.ref, [`${logicalId}Arn`]: queue.attrArn }, spec.exportNames);
  return {
    queueName: stackAware(stack, queue.attrQueueName, queueName),
    queueArn: stackAware(stack, queue.attrArn, queueArn(scope, queueName)),
    queueUrl: stackAware(stack, queue.ref, queueUrl(scope, queueName)),
  };
}

/** Refuses requests without TLS, and gives the queue's policy (there can be only one) its logical ID. */
export function denyInsecureTransport(queue: QueueBase, logicalId: string): void {
  queue.addToResourcePolicy(new PolicyStatement({
    sid: 'DenyInsecureTransport',
    effect: Effect.DENY,
    principals: [new StarPrincipal()],
    actions: ['sqs:*'],
    resources: [queue.queueArn],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  }));
  const policy = queue.node.findChild('Policy').node.defaultChild;
  if (policy instanceof CfnQueuePolicy) claimLogicalId(policy, `${logicalId}Policy`);
}

/**
 * Base of created and imported queues.
 *
 * @internal
 */
@located
export abstract class ListBackupQueueBase extends QueueBase implements IListBackupQueue {
  public abstract override readonly queueArn: string;
  public abstract override readonly queueUrl: string;
  public abstract override readonly queueName: string;
  public abstract override readonly encryptionMasterKey?: IKey;
  public abstract override readonly encryptionType?: QueueEncryption;
  public abstract readonly deadLetterQueue: IQueue;
  public abstract readonly visibilityTimeout: Duration;
  public abstract readonly maxReceiveCount: number;
  public abstract readonly maxConcurrency: number;
  public abstract readonly batchSize: number;
  public abstract readonly environmentVariable: string;
  public abstract override readonly fifo: boolean;
}

/**
 * A queue for what could not be handled or delivered.
 *
 * @internal
 */
@located
export class DeadLetterQueue extends QueueBase {
  public readonly queueArn: string;
  public readonly queueUrl: string;
  public readonly queueName: string;
  public readonly encryptionMasterKey?: IKey;
  public readonly encryptionType?: QueueEncryption;
  public readonly fifo: boolean;

  protected readonly autoCreatePolicy: boolean = true;

  public constructor(scope: Construct, id: string, spec: QueueSpec) {
    super(scope, id);
    const names = createQueue(this, spec);
    this.queueArn = names.queueArn;
    this.queueUrl = names.queueUrl;
    this.queueName = names.queueName;
    this.encryptionMasterKey = spec.encryptionKey;
    this.encryptionType = encryptionType(spec.encryptionKey);
    this.fifo = spec.properties.fifoQueue === true;
    denyInsecureTransport(this, spec.logicalId);
  }
}

export function encryptionType(key: IKey | undefined): QueueEncryption {
  return key ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED;
}
