import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { IConstruct } from 'constructs';
import { IListBackupEventBus } from './event-bus-handle';
import { IListBackupEventRules } from './event-rules-handle';

/**
 * A stage's event bus and what belongs to it, whether this app made them or another did.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html
 */
export interface IListBackupEvents extends IConstruct {
  /** The bus, wherever CDK takes one. It admits events whose source begins with `listbackup.`, from anyone who may publish. */
  readonly eventBus: IListBackupEventBus;

  /** The rules by name. */
  readonly rules: IListBackupEventRules;

  /** Where events go that a rule of the bus could not deliver: a standard queue. */
  readonly deadLetterQueue: IQueue;

  /** The log group of the rules' events and of the bus's own log. */
  readonly logGroup: ILogGroup;
}
