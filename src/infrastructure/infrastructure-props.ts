import { Environment, RemovalPolicy } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { ListBackupApiOptions } from '../api';
import { ListBackupAuthOptions } from '../auth';
import { ListBackupBucketsOptions, ListBackupTablesOptions } from '../data-layer';
import { ListBackupDeliveryOptions } from '../delivery';
import { ListBackupDomainsOptions } from '../domains';
import { ListBackupEdgeOptions, ListBackupFirewallOptions } from '../edge';
import { ListBackupEmailOptions } from '../email';
import { ListBackupKeyOptions } from '../keys';
import { ListBackupEventBusOptions, ListBackupQueuesOptions } from '../messaging';
import { ListBackupBudget, ListBackupMonitoringOptions } from '../monitoring';
import { ListBackupBackupOptions, ListBackupRecoveryOptions } from '../recovery';
import { ListBackupSecretsOptions } from '../secrets';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';

/**
 * Senders of the user pool's mail, such as codes and invitations.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
export enum ListBackupAuthSender {
  /** Cognito itself, from its own address: at most 50 messages a day. */
  COGNITO = 'COGNITO',

  /**
   * The stage's SES identity, with its configuration set. The identity has to be verified, and the account out of the SES sandbox: deploy
   * a new stage with `COGNITO` first, and with `SES` once the identity is verified. Synthesis warns of an identity that it creates
   * (`listbackup-infrastructure:senderNotVerified`).
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   */
  SES = 'SES',
}

/**
 * Options of the edge of a whole infrastructure: its distributions and its firewall.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Introduction.html
 */
export interface ListBackupInfrastructureEdgeOptions extends ListBackupEdgeOptions, ListBackupFirewallOptions {
  /**
   * Turns the edge on: CDN, firewall and access logs. `{ enabled: false }` omits it. `{ enabled: true }` creates it in a development stage
   * with all defaults.
   *
   * @default - on in production and staging; in development on if `edge` has any option
   */
  readonly enabled?: boolean;

  /**
   * Makes the API's routes with a Lambda authorizer answer only to requests that came through the edge. This creates a secret
   * `listbackup/{stage}/edge` in the stack of the secrets and disables the API's own endpoint. Requires `frontsApi`. Can't be combined with
   * `edgeSecret`, with which you pass your own secret.
   *
   * @default false
   */
  readonly onlyThroughEdge?: boolean;

  /**
   * Makes the API check the secret that the edge sends. Of a live stage, switch `onlyThroughEdge` (or `edgeSecret`) on and off in two
   * deployments: the API is deployed before the edge, and would refuse every request in between. To switch it on, deploy it with `false`
   * first, and then without. To switch it off, deploy it with `false` first, and then remove both.
   *
   * @default true - once there is a secret
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
   */
  readonly checkEdgeSecret?: boolean;
}

/**
 * Options of the copies and replicas in the recovery region.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html
 */
export interface ListBackupInfrastructureRecoveryOptions extends ListBackupRecoveryOptions {
  /**
   * Turns the recovery region on.
   *
   * @default true - once there are options
   */
  readonly enabled?: boolean;

  /**
   * The recovery region.
   *
   * @default - us-east-1, and us-west-2 for a primary in us-east-1
   */
  readonly region?: string;

  /**
   * Turns on S3 Replication Time Control for the data bucket: S3 commits to replicate within 15 minutes, at a price per gigabyte.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
   */
  readonly replicationTimeControl?: boolean;

  /**
   * Logs the requests to the data bucket's replica, in a bucket created for it in the recovery region.
   *
   * @default false; true with `security` HARDENED
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
   */
  readonly accessLogs?: boolean;
}

/**
 * Options of the daily backups of a whole infrastructure.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html
 */
export interface ListBackupInfrastructureBackupOptions extends ListBackupBackupOptions {
  /**
   * Turns the daily backups on.
   *
   * @default true - once there are options
   */
  readonly enabled?: boolean;
}

/** Modes of a standby. */
export enum ListBackupStandby {
  /** It waits beside its primary: no DNS record, no alias and no host that only one region can hold. */
  COLD = 'COLD',

  /** It serves in its primary's place: it takes over DNS records, aliases and hosts, and its data is backed up. */
  ACTIVE = 'ACTIVE',
}

/** The whole infrastructure of a stage. */
export interface ListBackupInfrastructureProps extends ListBackupSecurityOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * Account and region of the stacks. The edge requires both to be concrete; parts of it are in us-east-1.
   *
   * @default - those of the enclosing Stage, otherwise those of the deployment
   * @see https://docs.aws.amazon.com/cdk/v2/guide/environments.html
   */
  readonly env?: Environment;

  /**
   * Route 53 zone of the stage's hosts, in the account of the stacks.
   *
   * @default - hosts are named below `listbackup.ai`, and there is no DNS record, no certificate and no host of the API's or the edge's own
   */
  readonly hostedZone?: HostedZoneAttributes;

  /**
   * Removal policy of all stateful resources when they leave their stack. Options of a part override it.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Permissions boundary of the stage's roles. Options of a part override it. CDK's own role for emptying buckets in development follows
   * `iam.PermissionsBoundary.of(app)` instead.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Creates one customer-managed key, `alias/listbackup-{stage}`, for all resources that accept a key. Options of a part override it. To
   * use the defaults, pass `{}`.
   *
   * @default - each service uses its own keys for encryption
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
   */
  readonly key?: ListBackupKeyOptions;

  /**
   * The stage's secrets, `listbackup/{stage}/{name}`.
   *
   * @default - none, and no stack for them
   */
  readonly secrets?: ListBackupSecretsOptions;

  /**
   * Options of the tables.
   *
   * @default - the stage's default
   */
  readonly tables?: ListBackupTablesOptions;

  /**
   * Options of the buckets.
   *
   * @default - the stage's default
   */
  readonly buckets?: ListBackupBucketsOptions;

  /**
   * Options of the queues.
   *
   * @default - the stage's default
   */
  readonly queues?: ListBackupQueuesOptions;

  /**
   * Options of the event bus and its rules.
   *
   * @default - the stage's default
   */
  readonly eventBus?: ListBackupEventBusOptions;

  /**
   * Options of the certificates and their records. Require the hosted zone.
   *
   * @default - the stage's defaults, with a hosted zone
   */
  readonly domains?: ListBackupDomainsOptions;

  /**
   * Options of e-mail and text messages.
   *
   * @default - the stage's default
   */
  readonly email?: ListBackupEmailOptions;

  /**
   * Options of the user pool, its client and the identity pool.
   *
   * @default - the stage's default
   */
  readonly auth?: ListBackupAuthOptions;

  /**
   * Sender of the user pool's mail.
   *
   * @default ListBackupAuthSender.COGNITO
   */
  readonly authSender?: ListBackupAuthSender;

  /**
   * Options of the HTTP API.
   *
   * @default - the stage's default
   */
  readonly api?: ListBackupApiOptions;

  /**
   * Options of the edge. With `{}` the stage must have an edge: synthesis fails if account or Region is not concrete.
   *
   * @default - an edge in production and staging, none in development; without a concrete account and Region the edge is left out, with a
   *   warning (`listbackup-infrastructure:edgeLeftOut`)
   */
  readonly edge?: ListBackupInfrastructureEdgeOptions;

  /**
   * Options of alarms and dashboards. `{}` makes dashboards and topics in any stage; in development alarms take `alarms: true`.
   *
   * @default - on in production and staging, off in development
   */
  readonly monitoring?: ListBackupMonitoringOptions;

  /**
   * Monthly cost limit of the stage, and who is notified when it is reached. The budget is in a stack of its own, which deploys after the
   * alarms. A budget in `monitoring` overrides it.
   *
   * @default - no budget; production and staging warn of it (`listbackup-infrastructure:budgetLeftOut`)
   */
  readonly budget?: ListBackupBudget;

  /**
   * From which GitHub repository, and its branch or environment, the stage is deployed.
   *
   * @default - no role for it, with a warning (`listbackup-infrastructure:deliveryLeftOut`)
   */
  readonly delivery?: ListBackupDeliveryOptions;

  /**
   * Options of the copies and replicas in the recovery region. With `{}`, synthesis fails if they can't be created.
   *
   * @default - in production; without a concrete account and region they are left out, with a warning
   *   (`listbackup-infrastructure:recoveryLeftOut`)
   */
  readonly recovery?: ListBackupInfrastructureRecoveryOptions;

  /**
   * Options of the daily backups. `{}` switches them on in any stage.
   *
   * @default - on in production and staging, off in development
   */
  readonly backup?: ListBackupInfrastructureBackupOptions;

  /**
   * Region of the primary. If set, this stage is the standby in the recovery region: the same app with another `env`. Names of resources
   * that exist once per account then contain the region. Tables and data bucket aren't created but referenced by name, because backup and
   * replication create them. The stacks `recovery` and `edge-certificate` are omitted, because the primary's are there.
   *
   * @default - this is the primary
   */
  readonly standbyFor?: string;

  /**
   * Mode of the standby: it waits or serves. Only applies with `standbyFor`.
   *
   * @default ListBackupStandby.COLD
   */
  readonly standby?: ListBackupStandby;
}
