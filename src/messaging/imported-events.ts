import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { IListBackupEventBus } from './event-bus-handle';
import { IListBackupEventRules } from './event-rules-handle';
import { IListBackupEvents } from './events-handle';
import { ImportedEventBus } from './imported-event-bus';
import { ImportedEventRules } from './imported-event-rules';
import { ImportedDeadLetterQueue } from './imported-queue';
import { childOf } from '../conventions';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { importedKeyFor } from '../keys/service-key';
import { eventLogGroupName, eventsDeadLetterQueueName, SERVICES } from '../stage/naming';

/** The bus of a stage and what belongs to it, which another stack deployed. Each handle is made when it is first asked for. */
export class ImportedEvents extends Construct implements IListBackupEvents {
  private readonly lookup: ServiceLookup;
  private readonly encryptionKey: IKey | undefined;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupEncryptedFromStageProps) {
    const lookup = lookupOf(props, SERVICES.eventbridge);
    super(scope, id);
    this.lookup = lookup;
    this.encryptionKey = importedKeyFor(this, 'EncryptionKey', props, SERVICES.eventbridge, lookup);
  }

  public get eventBus(): IListBackupEventBus {
    const { lookup, props: { stage } } = this;
    return childOf<IListBackupEventBus>(this, 'Bus', () => new ImportedEventBus(this, 'Bus', { stage, lookup, deadLetterQueue: () => this.deadLetterQueue }));
  }

  public get rules(): IListBackupEventRules {
    return childOf<IListBackupEventRules>(this, 'Rules', () => new ImportedEventRules(this, 'Rules', this.props.stage, this.lookup));
  }

  public get deadLetterQueue(): IQueue {
    return childOf<IQueue>(this, 'DeadLetterQueue', () => new ImportedDeadLetterQueue(this, 'DeadLetterQueue', {
      lookup: this.lookup,
      logicalId: 'EventsDeadLetterQueue',
      physicalName: eventsDeadLetterQueueName(this.props.stage),
      encryptionKey: this.encryptionKey,
    }));
  }

  public get logGroup(): ILogGroup {
    const name = (): string => this.lookup.name('EventBridgeLogGroupName', () => eventLogGroupName(this.props.stage));
    return childOf<ILogGroup>(this, 'LogGroup', () => LogGroup.fromLogGroupName(this, 'LogGroup', name()));
  }
}
