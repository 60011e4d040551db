import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZoneAttributes, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IConstruct } from 'constructs';
import { ListBackupFromStageProps } from '../exports';
import { ListBackupSecurityOptions } from '../stage';

/** Options of a stage's domains. */
export interface ListBackupDomainsOptions extends ListBackupSecurityOptions {
  /**
   * Existing certificate for `*.api.{zone}`, usually that of the account's first stage, because certificates belong to the account. It must
   * be in the region of the API.
   *
   * @default - one is created and validated in the zone
   */
  readonly certificate?: ICertificate;

  /**
   * Serves `api.{zone}` from this stage, and creates the certificate for it. Only production stages can set it.
   *
   * @default - on in stage `main`, off in any other
   */
  readonly apex?: boolean;

  /**
   * Existing certificate for `api.{zone}`. Only applies if the apex is on.
   *
   * @default - one is created and validated in the zone, where the apex is on
   */
  readonly apexCertificate?: ICertificate;

  /**
   * Three DKIM tokens of an e-mail identity whose records are in this stack, like the live ones. Can't be combined with the records that
   * `ListBackupEmail` creates for its own identity, because they would be the same records: set `dkimRecords: false` there.
   *
   * @default - no DKIM records in this stack
   * @see https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html
   */
  readonly dkimTokens?: string[];

  /**
   * Time for which resolvers cache the DKIM records: 0 to 2147483647 whole seconds. Requires `dkimTokens`.
   *
   * @default Duration.minutes(30)
   */
  readonly dkimTtl?: Duration;

  /**
   * Removal policy of certificates and DKIM records when they leave the stack. To destroy those of a production stage, you must set
   * `DESTROY` here. Synthesis then warns (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The domains of a stage that were deployed. */
export interface ListBackupDomainsFromStageProps extends ListBackupFromStageProps {
  /** Route 53 zone of the stage's hosts. */
  readonly hostedZone: HostedZoneAttributes;

  /**
   * Set to true if the stage was deployed with a certificate for `api.{zone}`.
   *
   * @default - in `main` only
   */
  readonly apex?: boolean;
}

/** Handle of the domains of a stage's API, created by this app or by another one. */
export interface IListBackupDomains extends IConstruct {
  /** Hosted zone of the stage's hosts. */
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
