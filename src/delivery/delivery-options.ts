import { Duration } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { ListBackupStage } from '../stage';

/** From where a stage is deployed, and how. */
export interface ListBackupDeliveryOptions {
  /** The GitHub repository that deploys, `owner/name`, in the capitals that GitHub shows: the comparison minds them. */
  readonly repository: string;

  /**
   * The branch from which the stage is deployed, without `refs/heads/`. Excludes `environment`: GitHub's token names one of the two.
   *
   * @default - 'main', unless there is an `environment`
   */
  readonly branch?: string;

  /**
   * The GitHub environment from whose jobs the stage is deployed, from whichever branch. Letters, digits, dots, hyphens and underscores. An
   * environment has no rules of its own until it is given some: say there which branches may deploy, and who has to agree.
   *
   * @default - none: the branch decides
   * @see https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
   */
  readonly environment?: string;

  /**
   * Whether GitHub is made known to the account as an OpenID Connect provider. An account holds one of that URL: `false` where it stands
   * already, such as for the second stage of an account. It is kept when it leaves the stack, as other roles may trust it.
   *
   * @default true
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
   */
  readonly createProvider?: boolean;

  /**
   * Further regions that the app deploys to.
   *
   * @default - the stack's own and us-east-1, where the edge and the recovery stand (us-west-2 for a stack in us-east-1)
   */
  readonly regions?: string[];

  /**
   * For how long a session of the role may last: 1 to 12 hours, which are IAM's bounds. A workflow may ask for less.
   *
   * @default Duration.hours(1)
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
   */
  readonly sessionDuration?: Duration;

  /**
   * A policy that bounds what the role may ever be allowed.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/** What deploys a stage. */
export interface ListBackupDeliveryProps extends ListBackupDeliveryOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}
