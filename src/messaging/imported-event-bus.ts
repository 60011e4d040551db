import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventBusArn } from './event-arns';
import { ListBackupEventBusBase } from './event-bus-base';
import { ServiceLookup } from '../exports/service-lookup';
import { ListBackupStage } from '../stage';
import { eventBusName } from '../stage/naming';

/** What a consumer knows of a bus that another stack deployed. */
export interface ImportedEventBusProps {
  readonly stage: ListBackupStage;
  readonly lookup: ServiceLookup;
  readonly deadLetterQueue: () => IQueue;
}

/** A bus that another stack deployed. Its policy is that stack's. */
export class ImportedEventBus extends ListBackupEventBusBase {
  public readonly eventBusName: string;
  public readonly eventBusArn: string;
  public readonly eventBusPolicy: string = '';

  protected readonly autoCreatePolicy: boolean = false;

  public constructor(scope: Construct, id: string, private readonly props: ImportedEventBusProps) {
    super(scope, id);
    const { stage, lookup } = props;
    this.eventBusName = lookup.name('EventBusName', () => eventBusName(stage));
    this.eventBusArn = lookup.derived('EventBusArn', () => eventBusArn(this, this.eventBusName));
  }

  public get deadLetterQueue(): IQueue {
    return this.props.deadLetterQueue();
  }
}
