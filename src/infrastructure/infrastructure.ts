import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { createEdge, hasEdge, withEdgeSecret } from './create-edge';
import { backupOptions, createBackup, createRecovery, forStandby, hasBackup, isCold, isMonitored, replicaNameOf } from './create-recovery';
import { ListBackupAuthSender, ListBackupInfrastructureProps } from './infrastructure-props';
import { singleValue, requireInfrastructure, registerInfrastructure, warnOfUnverifiedSender } from './require-infrastructure';
import { serviceStacks } from './service-stacks';
import { ListBackupApi } from '../api';
import { ListBackupAuth } from '../auth';
import { ListBackupBuckets, ListBackupTables } from '../data-layer';
import { ListBackupDelivery, ListBackupDeliveryOptions } from '../delivery';
import { deliveryCanStand } from '../delivery/delivery-options';
import { IListBackupDomains, ListBackupDomains } from '../domains';
import { IListBackupEdge } from '../edge';
import { ListBackupEmail } from '../email';
import { IListBackupApi, IListBackupAuth, IListBackupDataLayer, IListBackupEmail, IListBackupMessaging, IListBackupSecrets } from '../handles';
import { IListBackupKey, ListBackupKey } from '../keys';
import { ListBackupEventBus, ListBackupQueues } from '../messaging';
import { IListBackupMonitoring, ListBackupMonitoring } from '../monitoring';
import { ListBackupBackup, ListBackupRecovery } from '../recovery';
import { ListBackupSecrets } from '../secrets';
import { located } from '../validation/located';

/**
 * The whole infrastructure of a stage, one stack per service, with the names of the live stacks.
 *
 * Create it below an App, a Stage or any other construct; stack names never get a prefix. The stacks know their order: `cdk deploy --all`
 * deploys tables, queues, buckets, domains and e-mail in parallel, then the event bus, authentication and the API. It deploys the edge as
 * soon as its certificates exist.
 *
 * Without a hosted zone, there are no domains, and API and edge have no hosts of their own. Everything else is created.
 *
 * @throws at synthesis when the app holds another infrastructure of the same stage, account and region, when parts contradict each other,
 * and when an option requires a hosted zone or a concrete environment that is missing.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/stacks.html
 *
 * @example
 * const infrastructure = new ListBackupInfrastructure(app, 'ListBackup', {
 *   stage: ListBackupStage.MAIN,
 *   env: { account: '123456789012', region: 'us-west-2' },
 *   hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
 * });
 * infrastructure.messaging.queues.sync.queueName;
 */
@located
export class ListBackupInfrastructure extends Construct {
  /** Tables and buckets. */
  public readonly dataLayer: IListBackupDataLayer;

  /** Queues, event bus and rules. */
  public readonly messaging: IListBackupMessaging;

  /** User pool, client, groups and identity pool. */
  public readonly auth: IListBackupAuth;

  /** E-mail and text messages of the stage. */
  public readonly email: IListBackupEmail;

  /** The HTTP API. */
  public readonly api: IListBackupApi;

  /**
   * Zone and certificates of the API's hosts.
   *
   * @default - none without a hosted zone
   */
  public readonly domains?: IListBackupDomains;

  /**
   * The distributions.
   *
   * @default - none where account or region are not concrete
   */
  public readonly edge?: IListBackupEdge;

  /**
   * The stage's key.
   *
   * @default - none unless you configure it
   */
  public readonly key?: IListBackupKey;

  /**
   * The stage's secrets.
   *
   * @default - none unless you configure some
   */
  public readonly secrets?: IListBackupSecrets;

  /**
   * The daily backups.
   *
   * @default - none where they are off, and none in a cold standby
   */
  public readonly backup?: ListBackupBackup;

  /**
   * Copies and replicas in the recovery region.
   *
   * @default - none where recovery is off, and none in a standby
   */
  public readonly recovery?: ListBackupRecovery;

  /**
   * Alarms and dashboards.
   *
   * @default - none in development unless you configure them
   */
  public readonly monitoring?: IListBackupMonitoring;

  /**
   * Role with which GitHub Actions deploys the stage.
   *
   * @default - none unless you configure it, and none in a standby
   */
  public readonly delivery?: ListBackupDelivery;

  private readonly ownStacks: Stack[];
  private readonly costStack?: Stack;

  /**
   * @param scope the app, or a `Stage` of the CDK.
   * @param id the construct's id; it doesn't affect stack names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupInfrastructureProps) {
    const { stage, domainName } = requireInfrastructure(props);
    super(scope, id);
    const effective = forStandby(stage, props);
    const { hostedZone } = effective;
    const apex = singleValue('apex', { domains: effective.domains?.apex, api: effective.api?.apex, edge: effective.edge?.apex });
    const stacks = serviceStacks(this, stage, effective.env);
    const { removalPolicy, security, permissionsBoundary } = effective;
    const common = { stage, removalPolicy, security, permissionsBoundary };

    const kms = effective.key && stacks.stackOf('kms');
    this.key = kms && new ListBackupKey(kms, 'Key', { ...common, ...effective.key });
    const commonWithKey = { ...common, encryptionKey: this.key };

    const secrets = withEdgeSecret(effective.secrets, effective.edge);
    this.secrets = secrets && new ListBackupSecrets(stacks.stackOf('secrets'), 'Secrets', { ...commonWithKey, ...secrets });
    const edgeSecret = effective.edge?.onlyThroughEdge ? this.secrets?.byName('edge') : effective.edge?.edgeSecret;

    const dynamodb = stacks.stackOf('dynamodb');
    const env = { account: dynamodb.account, region: dynamodb.region };
    const isFirst = registerInfrastructure(this, dynamodb, stage, env);
    // An account keeps a stage safe once: copies of a second region would meet those of the first.
    const recovery = isFirst ? createRecovery(dynamodb, stacks, env, { ...common, domainName, ...effective.buckets }, effective) : undefined;
    this.recovery = recovery?.recovery;
    this.dataLayer = {
      tables: new ListBackupTables(dynamodb, 'Tables', { ...commonWithKey, ...effective.tables }),
      buckets: new ListBackupBuckets(stacks.stackOf('s3'), 'Buckets', {
        ...commonWithKey, domainName, dataReplication: recovery?.dataReplication, ...effective.buckets,
      }),
    };
    const queues = new ListBackupQueues(stacks.stackOf('sqs'), 'Queues', { ...commonWithKey, ...effective.queues });
    this.domains = hostedZone && new ListBackupDomains(stacks.stackOf('domains'), 'Domains', { ...common, hostedZone, apex, ...effective.domains });
    this.email = new ListBackupEmail(stacks.stackOf('ses'), 'Email', {
      ...commonWithKey,
      hostedZone,
      // Where the live records stand in `domains`, they stay there.
      dkimRecords: effective.domains?.dkimTokens ? false : undefined,
      // The pool's mail has codes.
      openAndClickTracking: effective.authSender === ListBackupAuthSender.SES ? false : undefined,
      ...effective.email,
    });

    const bus = new ListBackupEventBus(stacks.stackOf('eventbridge'), 'Events', { ...commonWithKey, ...effective.eventBus });
    this.messaging = { queues, eventBus: bus.eventBus, rules: bus.rules };
    const cognito = stacks.stackOf('cognito');
    warnOfUnverifiedSender(cognito, effective);
    this.auth = new ListBackupAuth(cognito, 'Auth', {
      ...common, domainName, ...(effective.authSender === ListBackupAuthSender.SES ? sender(this.email) : {}), ...effective.auth,
    });
    this.api = new ListBackupApi(stacks.stackOf('apiGateway'), 'Api', {
      ...commonWithKey,
      hostedZone,
      apex,
      userPool: this.auth.userPool,
      userPoolClient: this.auth.userPoolClient,
      certificate: this.domains?.certificate,
      apexCertificate: this.domains?.apexCertificate,
      behindEdge: effective.edge?.frontsApi,
      edgeSecret: effective.edge?.checkEdgeSecret === false ? undefined : edgeSecret,
      ...effective.api,
    });

    if (isFirst && hasEdge(dynamodb, stage, effective.edge)) {
      const { buckets } = this.dataLayer;
      this.edge = createEdge(stacks, {
        ...common,
        hostedZone: isCold(stage, effective) ? undefined : hostedZone,
        apex,
        buckets,
        api: this.api,
        options: { corsOrigins: effective.api?.corsOrigins, ...effective.edge, edgeSecret },
        standby: effective.standby,
      });
    }
    if (isMonitored(stage, effective)) {
      const { dataLayer, messaging, auth, api, email } = this;
      const monitoring = new ListBackupMonitoring(stacks.stackOf('monitoring'), 'Monitoring', {
        ...commonWithKey,
        dataLayer,
        messaging,
        auth,
        api,
        email,
        budget: effective.budget,
        ...effective.monitoring,
        // Nothing that fails every day until there are tables.
        tableSizes: effective.monitoring?.tableSizes ?? !isCold(stage, effective),
      });
      this.monitoring = monitoring;
      this.costStack = monitoring.costStack;
    }
    if (hasBackup(stage, effective)) {
      const replicaBucketName = replicaNameOf(stage, env, effective.buckets?.dataReplication ?? recovery?.dataReplication);
      const options = { ...commonWithKey, ...backupOptions(effective), recoveryRegion: recovery?.region, replicaBucketName };
      this.backup = createBackup(stacks, options, this.dataLayer, this.monitoring);
    }
    // Role and provider are the account's: a standby is deployed with its primary's.
    if (isFirst && stage.standbyFor === undefined && deliveryCanStand(dynamodb, effective.delivery)) {
      this.delivery = new ListBackupDelivery(stacks.stackOf('deploy'), 'Delivery', { ...common, ...withRegion(effective.delivery, recovery?.region) });
    }
    this.ownStacks = stacks.inOrder();
  }

  /** The stacks, in an order in which they can be deployed one after the other. */
  public get stacks(): Stack[] {
    return [...this.ownStacks, ...this.costStack ? [this.costStack] : [], ...this.monitoring?.watchStacks ?? []];
  }
}

/** Returns the options that make Cognito send through the stage's own identity. */
function sender({ emailIdentityArn, emailFrom, emailConfigurationSetName }: IListBackupEmail) {
  return { emailIdentityArn, emailFrom, emailConfigurationSetName };
}

/** Adds the recovery region to the delivery's regions, because the stage's deployment includes it. Leaves an invalid list to the check. */
function withRegion(delivery: ListBackupDeliveryOptions, region: string | undefined): ListBackupDeliveryOptions {
  const { regions = [] } = delivery;
  return region === undefined || !Array.isArray(regions) ? delivery : { ...delivery, regions: [region, ...regions] };
}
