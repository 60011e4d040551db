import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZoneAttributes, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IConstruct } from 'constructs';
import { ListBackupFromStageProps } from '../exports';
import { ListBackupSecurityOptions } from '../stage';

/** What can be chosen for the domains of a stage. */
export interface ListBackupDomainsOptions extends ListBackupSecurityOptions {
  /**
   * A certificate for `*.api.{zone}` that stands already, usually that of the account's first stage: certificates belong to the account.
   * It stands in the region of the API.
   *
   * @default - one is created and validated in the zone
   */
  readonly certificate?: ICertificate;

  /**
   * Whether the stage serves `api.{zone}` itself and so needs a certificate for it. Only production stages may.
   *
   * @default - on in stage `main`, off in any other
   */
  readonly apex?: boolean;

  /**
   * A certificate for `api.{zone}` that stands already. Only where the apex is on.
   *
   * @default - one is created and validated in the zone, where the apex is on
   */
  readonly apexCertificate?: ICertificate;

  /**
   * The three DKIM tokens of an e-mail identity whose records stand in this stack, as the live ones do. Excludes the records that
   * `ListBackupEmail` makes from its own identity (`dkimRecords: false` there): both would be the same records.
   *
   * @default - no DKIM records here
   * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html
   */
  readonly dkimTokens?: string[];

  /**
   * How long resolvers may remember the DKIM records: 0 to 2147483647 whole seconds. Needs `dkimTokens`.
   *
   * @default Duration.minutes(30)
   */
  readonly dkimTtl?: Duration;

  /**
   * What becomes of certificates and DKIM records when they leave the stack. Destroying those of a production stage is possible only
   * by saying so here, and synthesis warns of it (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The domains of a stage that were deployed. */
export interface ListBackupDomainsFromStageProps extends ListBackupFromStageProps {
  /** The Route 53 zone below which the stage's hosts stand. */
  readonly hostedZone: HostedZoneAttributes;

  /**
   * Whether the stage was deployed with a certificate for `api.{zone}` itself.
   *
   * @default - in `main` only
   */
  readonly apex?: boolean;
}

/** What the hosts of a stage's API stand on, whether this app made it or another did. */
export interface IListBackupDomains extends IConstruct {
  /** The zone below which the hosts stand. */
  readonly hostedZone: IHostedZone;

  /** The certificate for `*.api.{zone}`, in the API's region. */
  readonly certificate: ICertificate;

  /**
   * The certificate for `api.{zone}` itself, which the wildcard does not cover.
   *
   * @default - the stage does not serve the apex
   */
  readonly apexCertificate?: ICertificate;

  /** The SSM parameter that holds the ARN of `certificate`: `/{stage}/domains/api-certificate-arn`. */
  readonly certificateParameterName: string;
}
