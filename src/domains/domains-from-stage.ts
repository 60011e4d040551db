import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { ListBackupFromStageProps } from '../exports';

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
