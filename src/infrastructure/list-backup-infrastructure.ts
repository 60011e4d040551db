import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { agreed } from './agreed';
import { ListBackupAuthSender } from './auth-sender';
import { backupOptions, createBackup, hasBackup } from './create-backup';
import { createEdge, hasEdge } from './create-edge';
import { createRecovery } from './create-recovery';
import { withEdgeSecret } from './edge-secret';
import { forStandby, isCold } from './for-standby';
import { ListBackupInfrastructureProps } from './infrastructure-props';
import { isMonitored } from './is-monitored';
import { requireInfrastructure } from './require-infrastructure';
import { serviceStacks } from './service-stacks';
import { requireOnlyOne } from './unique';
import { IListBackupApi, ListBackupApi } from '../api';
import { IListBackupAuth, ListBackupAuth } from '../auth';
import { IListBackupDataLayer, ListBackupBuckets, ListBackupTables } from '../data-layer';
import { ListBackupDelivery, ListBackupDeliveryOptions } from '../delivery';
import { deliveryCanStand } from '../delivery/delivery-environment';
import { IListBackupDomains, ListBackupDomains } from '../domains';
import { IListBackupEdge } from '../edge';
import { IListBackupEmail, ListBackupEmail } from '../email';
import { IListBackupKey, ListBackupKey } from '../keys';
import { IListBackupMessaging, ListBackupEventBus, ListBackupQueues } from '../messaging';
import { IListBackupMonitoring, ListBackupMonitoring } from '../monitoring';
import { ListBackupBackup, ListBackupRecovery } from '../recovery';
import { IListBackupSecrets, ListBackupSecrets } from '../secrets';

/**
 * The whole infrastructure of a stage as it is deployed: a stack a service, under the names that live stacks carry.
 *
 * Stands below an App, a Stage or any construct; stack names never gain a prefix. The stacks know their order: `cdk deploy --all`
 * deploys tables, queues, buckets, domains and e-mail side by side, then the event bus, authentication, the API; the edge as soon as its
 * certificates are there.
 *
 * Without a hosted zone there are no domains and no hosts of the API's or the edge's own; everything else stands.
 *
 * @throws at synthesis when the app holds another infrastructure of the same stage, account and region, when parts contradict each other,
 * and when an option needs a hosted zone or a concrete environment that is not given.
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
export class ListBackupInfrastructure extends Construct {
  /** Tables and buckets. */
  public readonly dataLayer: IListBackupDataLayer;

  /** Queues, event bus and rules. */
  public readonly messaging: IListBackupMessaging;

  /** User pool, client, groups and identity pool. */
  public readonly auth: IListBackupAuth;

  /** What sends e-mail and text messages. */
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
   * @default - none unless it is asked for
   */
  public readonly key?: IListBackupKey;

  /**
   * The stage's secrets.
   *
   * @default - none unless some are asked for
   */
  public readonly secrets?: IListBackupSecrets;

  /**
   * The daily backups.
   *
   * @default - none where they are off, and none in a cold standby
   */
  public readonly backup?: ListBackupBackup;

  /**
   * What is kept in the recovery region.
   *
   * @default - none where recovery is off, and none in a standby
   */
  public readonly recovery?: ListBackupRecovery;

  /**
   * Alarms and dashboards.
   *
   * @default - none in development unless they are asked for
   */
  public readonly monitoring?: IListBackupMonitoring;

  /**
   * What GitHub Actions deploys the stage with.
   *
   * @default - none unless it is asked for, and none in a standby
   */
  public readonly delivery?: ListBackupDelivery;

  private readonly ownStacks: Stack[];

  /**
   * @param scope the app, or a `Stage` of the CDK.
   * @param id the construct's id; stack names and logical IDs do not follow from it.
   * @param props the stage, and what differs from its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupInfrastructureProps) {
    const { stage, domainName } = requireInfrastructure(props);
    super(scope, id);
    const chosen = forStandby(stage, props);
    const { hostedZone } = chosen;
    const apex = agreed('apex', { domains: chosen.domains?.apex, api: chosen.api?.apex, edge: chosen.edge?.apex });
    const stacks = serviceStacks(this, stage, chosen.env);
    const kept = { stage, removalPolicy: chosen.removalPolicy, security: chosen.security, permissionsBoundary: chosen.permissionsBoundary };

    const kms = chosen.key && stacks.stackOf('kms');
    this.key = kms && new ListBackupKey(kms, 'Key', { ...kept, ...chosen.key });
    const shared = { ...kept, encryptionKey: this.key };

    const secrets = withEdgeSecret(chosen.secrets, chosen.edge);
    this.secrets = secrets && new ListBackupSecrets(stacks.stackOf('secrets'), 'Secrets', { ...shared, ...secrets });
    const edgeSecret = chosen.edge?.onlyThroughEdge ? this.secrets?.byName('edge') : chosen.edge?.edgeSecret;

    const dynamodb = stacks.stackOf('dynamodb');
    const env = { account: dynamodb.account, region: dynamodb.region };
    const isFirst = requireOnlyOne(this, stage, env);
    // An account keeps a stage safe once: copies of a second region would meet those of the first.
    const recovery = isFirst ? createRecovery(this, stacks, env, { ...kept, domainName, ...chosen.buckets }, chosen) : undefined;
    this.recovery = recovery?.recovery;
    this.dataLayer = {
      tables: new ListBackupTables(dynamodb, 'Tables', { ...shared, ...chosen.tables }),
      buckets: new ListBackupBuckets(stacks.stackOf('s3'), 'Buckets', {
        ...shared, domainName, dataReplication: recovery?.dataReplication, ...chosen.buckets,
      }),
    };
    const queues = new ListBackupQueues(stacks.stackOf('sqs'), 'Queues', { ...shared, ...chosen.queues });
    this.domains = hostedZone && new ListBackupDomains(stacks.stackOf('domains'), 'Domains', { ...kept, hostedZone, apex, ...chosen.domains });
    this.email = new ListBackupEmail(stacks.stackOf('ses'), 'Email', {
      ...shared,
      hostedZone,
      // Where the live records stand in `domains`, they stay there.
      dkimRecords: chosen.domains?.dkimTokens ? false : undefined,
      ...chosen.email,
    });

    const bus = new ListBackupEventBus(stacks.stackOf('eventbridge'), 'Events', { ...shared, ...chosen.eventBus });
    this.messaging = { queues, eventBus: bus.eventBus, rules: bus.rules };
    this.auth = new ListBackupAuth(stacks.stackOf('cognito'), 'Auth', {
      ...kept, domainName, ...(chosen.authSender === ListBackupAuthSender.SES ? sender(this.email) : {}), ...chosen.auth,
    });
    this.api = new ListBackupApi(stacks.stackOf('apiGateway'), 'Api', {
      ...shared,
      hostedZone,
      apex,
      userPool: this.auth.userPool,
      userPoolClient: this.auth.userPoolClient,
      certificate: this.domains?.certificate,
      apexCertificate: this.domains?.apexCertificate,
      behindEdge: chosen.edge?.frontsApi,
      edgeSecret,
      ...chosen.api,
    });

    if (isFirst && hasEdge(this, dynamodb, chosen.edge)) {
      const { buckets } = this.dataLayer;
      this.edge = createEdge(stacks, {
        ...kept,
        hostedZone: isCold(stage, chosen) ? undefined : hostedZone,
        apex,
        buckets,
        api: this.api,
        options: { ...chosen.edge, edgeSecret },
        standby: chosen.standby,
      });
    }
    if (isMonitored(stage, chosen)) {
      const { dataLayer, messaging, auth, api, email } = this;
      this.monitoring = new ListBackupMonitoring(stacks.stackOf('monitoring'), 'Monitoring', {
        ...shared, dataLayer, messaging, auth, api, email, budget: chosen.budget, ...chosen.monitoring,
      });
    }
    if (hasBackup(stage, chosen)) {
      this.backup = createBackup(stacks, { ...shared, ...backupOptions(chosen), recoveryRegion: recovery?.region }, this.dataLayer, this.monitoring);
    }
    // Role and provider are the account's: a standby is deployed with its primary's.
    if (isFirst && stage.standbyFor === undefined && deliveryCanStand(this, chosen.delivery)) {
      this.delivery = new ListBackupDelivery(stacks.stackOf('deploy'), 'Delivery', { ...kept, ...withRegion(chosen.delivery, recovery?.region) });
    }
    this.ownStacks = stacks.inOrder();
  }

  /** The stacks, in an order in which they can be deployed one after the other. */
  public get stacks(): Stack[] {
    return [...this.ownStacks, ...this.monitoring?.watchStacks ?? []];
  }
}

/** What makes Cognito send through the stage's own identity. */
function sender({ emailIdentityArn, emailFrom, emailConfigurationSetName }: IListBackupEmail) {
  return { emailIdentityArn, emailFrom, emailConfigurationSetName };
}

/** Whoever deploys the stage deploys its recovery region, too. A list that is none is left to the check. */
function withRegion(delivery: ListBackupDeliveryOptions, region: string | undefined): ListBackupDeliveryOptions {
  const { regions = [] } = delivery;
  return region === undefined || !Array.isArray(regions) ? delivery : { ...delivery, regions: [region, ...regions] };
}
