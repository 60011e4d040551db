import { Duration } from 'aws-cdk-lib';
import { EventPattern, IEventBus, IRule } from 'aws-cdk-lib/aws-events';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { IConstruct } from 'constructs';

/** A queue under the ListBackup conventions, created by this app or by another one. It is FIFO unless its owner created a standard queue. */
export interface IListBackupQueue extends IQueue {
  /** Queue of the same type that receives messages which were received `maxReceiveCount` times and never deleted. */
  readonly deadLetterQueue: IQueue;

  /** For how long a received message is hidden from other consumers. A consumer that takes longer sees its message again. */
  readonly visibilityTimeout: Duration;

  /** Number of times that a message is received before it moves to the dead-letter queue. */
  readonly maxReceiveCount: number;

  /** Maximum number of concurrent function instances that consume the queue. */
  readonly maxConcurrency: number;

  /** Maximum number of messages that a function gets per call. */
  readonly batchSize: number;

  /** The environment variable in which the services read this queue's URL, for example `SYNC_QUEUE_URL`. */
  readonly environmentVariable: string;
}

/** The queues of a stage, whether this app made them or another did. */
export interface IListBackupQueues extends IConstruct {
  /** `sync`, high priority: Synchronizations of a source with its platform. */
  readonly sync: IListBackupQueue;

  /** `backup`, high priority: Backups of a source. */
  readonly backup: IListBackupQueue;

  /** `export`, medium priority: Exports that a user asked for. */
  readonly export: IListBackupQueue;

  /** `analytics`, low priority: Figures that are worked out in the background. */
  readonly analytics: IListBackupQueue;

  /** `maintenance`, low priority: Housekeeping in the background. */
  readonly maintenance: IListBackupQueue;

  /** `alert`, critical: Alerts that someone has to see at once. */
  readonly alert: IListBackupQueue;

  /** All of them, in the catalogue's order. */
  readonly all: IListBackupQueue[];

  /**
   * The queue of that name in the catalogue, for example `Sync`.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has no such name; the message lists the names.
   */
  byName(name: string): IListBackupQueue;
}

/** A stage's event bus, created by this app or by another one. */
export interface IListBackupEventBus extends IEventBus {
  /** The environment variable in which the services read the bus's name: `EVENT_BUS_NAME`. */
  readonly environmentVariable: string;

  /** Standard queue that receives events which a rule of this bus couldn't deliver. */
  readonly deadLetterQueue: IQueue;

  /**
   * The queue for events that the bus itself couldn't encrypt or decrypt: a standard queue with SQS' own encryption.
   *
   * @default - none for a bus without a customer-managed key, nor for an imported bus
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
   */
  readonly busDeadLetterQueue?: IQueue;

  /**
   * Lets someone publish events of the named sources, and of no other.
   *
   * @param grantee who publishes
   * @param sources one or more sources, such as `ListBackupEventSource.JOBS`
   * @throws when no source is given, or a source doesn't begin with `listbackup.`: the bus would refuse its events.
   */
  grantPublish(grantee: IGrantable, ...sources: string[]): Grant;
}

/** A rule under the ListBackup conventions, created by this app or by another one. */
export interface IListBackupEventRule extends IRule {
  /**
   * The bus of the rule, with its queue for undeliverable events and that queue's key.
   *
   * @default - unknown for a rule that was created without a handle of the bus: the stage's bus, by its name
   */
  readonly eventBus?: IListBackupEventBus;

  /** The sources whose events it matches. */
  readonly sources: string[];

  /** The detail types that it matches; empty where it matches every detail type of its sources. */
  readonly detailTypes: string[];

  /** The whole pattern, for a rule of your own that matches the same events: a rule's targets live in the rule's stack. */
  readonly eventPattern: EventPattern;
}

/**
 * The rules of a stage's bus, whether this app made them or another did.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html
 */
export interface IListBackupEventRules extends IConstruct {
  /** `data-sync`: Synchronizations of customers' data: started, completed, failed. */
  readonly dataSync: IListBackupEventRule;

  /** `job`: Runs of backups, syncs and exports. */
  readonly job: IListBackupEventRule;

  /** `user`: People: registered, signed in and out, password reset. */
  readonly user: IListBackupEventRule;

  /** `billing`: Usage, bills, payments and invoices. */
  readonly billing: IListBackupEventRule;

  /** `platform`: Connections to the SaaS platforms and their errors. */
  readonly platform: IListBackupEventRule;

  /** `system`: The services themselves: started, failed, healthy, in maintenance. */
  readonly system: IListBackupEventRule;

  /** All of them, in the catalogue's order. */
  readonly all: IListBackupEventRule[];

  /**
   * The rule of that name in the catalogue, for example `DataSync`.
   *
   * @param name its name in the catalogue, letter for letter.
   * @throws when the catalogue has no such name; the message lists the names.
   */
  byName(name: string): IListBackupEventRule;
}

/**
 * A stage's event bus and what belongs to it, whether this app made them or another did.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html
 */
export interface IListBackupEvents extends IConstruct {
  /**
   * The bus, for every CDK option that takes one. It accepts events whose source begins with `listbackup.`, from everyone with permission
   * to publish.
   */
  readonly eventBus: IListBackupEventBus;

  /** The rules by name. */
  readonly rules: IListBackupEventRules;

  /** Standard queue that receives events which a rule of the bus couldn't deliver. */
  readonly deadLetterQueue: IQueue;

  /** The log group of the rules' events and of the bus's own log. */
  readonly logGroup: ILogGroup;
}

/** A stage's queues and event bus, whether this app made them or another did. */
export interface IListBackupMessaging {
  /** The queues by name, each with its dead-letter queue. */
  readonly queues: IListBackupQueues;

  /** The bus, wherever CDK takes one. */
  readonly eventBus: IListBackupEventBus;

  /** The bus's rules by name. */
  readonly rules: IListBackupEventRules;
}
