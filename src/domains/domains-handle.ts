import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IConstruct } from 'constructs';

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
