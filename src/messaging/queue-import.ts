import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IQueue, QueueBase, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ListBackupQueueSettings, QueueFigures, requireFigures } from './queue-options';
import { encryptionType, ListBackupQueueBase, queueArn, QueueNames, queueUrl } from './queue-resource';
import { childOf } from '../conventions';
import { ServiceLookup } from '../exports/lookup';
import { IListBackupQueue } from '../handles';
import { environmentVariable } from '../stage/naming';
import { located } from '../validation/located';

/** Attributes of any SQS queue deployed by another stack. */
export interface ImportedQueueSpec {
  readonly lookup: ServiceLookup;
  /** The output keys begin with this: `SyncQueue`. */
  readonly logicalId: string;
  readonly physicalName: string;
  readonly encryptionKey?: IKey;
}

/** Attributes of a conventional queue deployed by another stack. */
export interface ImportedQueueProps extends ImportedQueueSpec {
  readonly deadLetterQueue: ImportedQueueSpec;
  readonly figures: QueueFigures;
  readonly environmentVariable: string;
}

/** Position of the name in a queue's URL: `https://sqs.{region}.amazonaws.com/{account}/{name}`. */
const NAME_IN_URL = 4;

function namesOf(stack: Stack, { lookup, logicalId, physicalName }: ImportedQueueSpec): QueueNames {
  const byRule = queueUrl(stack, physicalName);
  const url = lookup.name(`${logicalId}Url`, () => byRule);
  return {
    queueName: physicalName,
    queueUrl: url,
    // From the URL where that is read, so that whoever uses the ARN alone is told at deployment when there is no such queue.
    queueArn: lookup.derived(`${logicalId}Arn`, () => queueArn(stack, url === byRule ? physicalName : Fn.select(NAME_IN_URL, Fn.split('/', url)))),
  };
}

/** A queue for what could not be handled or delivered, which another stack deployed. Its policy is that stack's. */
@located
export class ImportedDeadLetterQueue extends QueueBase {
  public readonly queueArn: string;
  public readonly queueUrl: string;
  public readonly queueName: string;
  public readonly encryptionMasterKey?: IKey;
  public readonly encryptionType?: QueueEncryption;
  public readonly fifo: boolean;

  protected readonly autoCreatePolicy: boolean = false;

  public constructor(scope: Construct, id: string, spec: ImportedQueueSpec) {
    super(scope, id);
    const names = namesOf(this.stack, spec);
    this.queueArn = names.queueArn;
    this.queueUrl = names.queueUrl;
    this.queueName = names.queueName;
    this.encryptionMasterKey = spec.encryptionKey;
    this.encryptionType = encryptionType(spec.encryptionKey);
    this.fifo = spec.physicalName.endsWith('.fifo');
  }
}

/** A queue that another stack deployed, with its dead-letter queue. Its policy is that stack's. */
@located
export class ImportedQueue extends ListBackupQueueBase {
  public readonly queueArn: string;
  public readonly queueUrl: string;
  public readonly queueName: string;
  public readonly encryptionMasterKey?: IKey;
  public readonly encryptionType?: QueueEncryption;
  public readonly visibilityTimeout: Duration;
  public readonly maxReceiveCount: number;
  public readonly maxConcurrency: number;
  public readonly batchSize: number;
  public readonly environmentVariable: string;
  public override readonly fifo: boolean;

  protected readonly autoCreatePolicy: boolean = false;

  public constructor(scope: Construct, id: string, private readonly props: ImportedQueueProps) {
    super(scope, id);
    const names = namesOf(this.stack, props);
    this.queueArn = names.queueArn;
    this.queueUrl = names.queueUrl;
    this.queueName = names.queueName;
    this.encryptionMasterKey = props.encryptionKey;
    this.encryptionType = encryptionType(props.encryptionKey);
    this.visibilityTimeout = Duration.seconds(props.figures.visibilitySeconds);
    this.maxReceiveCount = props.figures.maxReceiveCount;
    this.maxConcurrency = props.figures.maxConcurrency;
    this.batchSize = props.figures.batchSize;
    this.environmentVariable = props.environmentVariable;
    this.fifo = props.physicalName.endsWith('.fifo');
  }

  public get deadLetterQueue(): IQueue {
    return childOf<IQueue>(this, 'DeadLetterQueue', () => new ImportedDeadLetterQueue(this, 'DeadLetterQueue', this.props.deadLetterQueue));
  }
}

/** The names of a queue and its dead-letter queue, and the part that its variable is made of. */
export interface OwnQueueNames {
  readonly name: string;
  readonly physicalName: string;
  readonly deadLetterName: string;
}

/** Names and properties of a deployed queue. */
export interface DeployedQueue extends OwnQueueNames {
  readonly lookup: ServiceLookup;
  readonly settings: ListBackupQueueSettings;
  readonly environmentVariable?: string;
  readonly encryptionKey?: IKey;
}

/** The handle of a deployed queue, of the catalogue or a service's own. */
export function importQueue(scope: Construct, id: string, deployed: DeployedQueue): IListBackupQueue {
  const { lookup, name, physicalName, deadLetterName, encryptionKey } = deployed;
  return new ImportedQueue(scope, id, {
    lookup,
    encryptionKey,
    logicalId: `${id}Queue`,
    physicalName,
    deadLetterQueue: { lookup, encryptionKey, logicalId: `${id}DeadLetterQueue`, physicalName: deadLetterName },
    figures: requireFigures(deployed.settings),
    environmentVariable: deployed.environmentVariable ?? environmentVariable(name, 'QUEUE_URL'),
  });
}
