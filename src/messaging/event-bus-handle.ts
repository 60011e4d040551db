import { IEventBus } from 'aws-cdk-lib/aws-events';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IQueue } from 'aws-cdk-lib/aws-sqs';

/** A stage's event bus, whether this app made it or another did. */
export interface IListBackupEventBus extends IEventBus {
  /** The environment variable in which the services read the bus's name: `EVENT_BUS_NAME`. */
  readonly environmentVariable: string;

  /** Where events go that a rule of this bus could not deliver: a standard queue. */
  readonly deadLetterQueue: IQueue;

  /**
   * Lets someone publish events of the named sources, and of no other.
   *
   * @param grantee who publishes
   * @param sources one or more sources, such as `ListBackupEventSource.JOBS`
   * @throws when no source is named, or one does not begin with `listbackup.`: the bus would refuse its events.
   */
  grantPublish(grantee: IGrantable, ...sources: string[]): Grant;
}
