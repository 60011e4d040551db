import { Environment, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { requireOnlyOne } from './unique';
import { IListBackupAuth, ListBackupAuth, ListBackupAuthOptions } from '../auth';
import { deployAfter } from '../conventions';
import { IListBackupDataLayer, ListBackupBuckets, ListBackupBucketsOptions, ListBackupTables, ListBackupTablesOptions } from '../data-layer';
import { IListBackupMessaging, ListBackupEventBus, ListBackupEventBusOptions, ListBackupQueues, ListBackupQueuesOptions } from '../messaging';
import { ListBackupStage } from '../stage';
import { DEFAULT_DOMAIN_NAME, SERVICES, stackName } from '../stage/naming';
import { requireDomainName } from '../stage/origins';
import { requireStage } from '../stage/require-stage';

/** The whole infrastructure of a stage. */
export interface ListBackupInfrastructureProps {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * The account and region of the stacks.
   *
   * @default - the enclosing Stage's, or whichever the app is deployed to
   * @see https://docs.aws.amazon.com/cdk/v2/guide/environments.html
   */
  readonly env?: Environment;

  /**
   * The Route 53 zone below which the stage's hosts stand.
   *
   * @default - hosts are named below `listbackup.ai`, and no DNS record is made
   */
  readonly hostedZone?: HostedZoneAttributes;

  /**
   * What becomes of everything stateful when it leaves its stack; an option of a part goes before it.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Options of the tables.
   *
   * @default - what the stage decides
   */
  readonly tables?: ListBackupTablesOptions;

  /**
   * Options of the buckets.
   *
   * @default - what the stage decides
   */
  readonly buckets?: ListBackupBucketsOptions;

  /**
   * Options of the queues.
   *
   * @default - what the stage decides
   */
  readonly queues?: ListBackupQueuesOptions;

  /**
   * Options of the event bus and its rules.
   *
   * @default - what the stage decides
   */
  readonly eventBus?: ListBackupEventBusOptions;

  /**
   * Options of the user pool, its client and the identity pool.
   *
   * @default - what the stage decides
   */
  readonly auth?: ListBackupAuthOptions;
}

/**
 * The whole infrastructure of a stage as it is deployed: a stack a service, under the names that live stacks carry.
 *
 * Stands below an App, a Stage or any construct; stack names never gain a prefix. The stacks know their order: `cdk deploy --all`
 * deploys tables, queues and buckets side by side, then the event bus, then authentication.
 *
 * @throws at synthesis when the app holds another infrastructure of the same stage, account and region.
 *
 * @example
 * const infrastructure = new ListBackupInfrastructure(app, 'ListBackup', { stage: ListBackupStage.MAIN });
 * infrastructure.messaging.queues.sync.queueName;
 */
export class ListBackupInfrastructure extends Construct {
  /** Tables and buckets. */
  public readonly dataLayer: IListBackupDataLayer;

  /** Queues, event bus and rules. */
  public readonly messaging: IListBackupMessaging;

  /** User pool, client, groups and identity pool. */
  public readonly auth: IListBackupAuth;

  /** The stacks, in an order in which they can be deployed one after the other. */
  public readonly stacks: Stack[];

  public constructor(scope: Construct, id: string, props: ListBackupInfrastructureProps) {
    const stage = requireStage(props);
    super(scope, id);
    const domainName = props.hostedZone ? requireDomainName('hostedZone.zoneName', props.hostedZone.zoneName) : DEFAULT_DOMAIN_NAME;
    const shared = { stage, ...(props.removalPolicy === undefined ? {} : { removalPolicy: props.removalPolicy }) };
    const stack = (service: keyof typeof SERVICES): Stack => (
      new Stack(this, service, { stackName: stackName(stage, SERVICES[service]), env: props.env })
    );

    const dynamodb = stack('dynamodb');
    requireOnlyOne(this, stage, { account: dynamodb.account, region: dynamodb.region });
    const sqs = stack('sqs');
    const s3 = stack('s3');
    const eventbridge = stack('eventbridge');
    const cognito = stack('cognito');
    deployAfter(eventbridge, s3);
    deployAfter(cognito, s3, eventbridge);
    this.stacks = [dynamodb, sqs, s3, eventbridge, cognito];

    this.dataLayer = {
      tables: new ListBackupTables(dynamodb, 'Tables', { ...shared, ...props.tables }),
      buckets: new ListBackupBuckets(s3, 'Buckets', { ...shared, domainName, ...props.buckets }),
    };
    const bus = new ListBackupEventBus(eventbridge, 'Events', { ...shared, ...props.eventBus });
    this.messaging = {
      queues: new ListBackupQueues(sqs, 'Queues', { ...shared, ...props.queues }),
      eventBus: bus.eventBus,
      rules: bus.rules,
    };
    this.auth = new ListBackupAuth(cognito, 'Auth', { ...shared, domainName, ...props.auth });
  }
}
