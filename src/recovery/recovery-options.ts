import { RemovalPolicy } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { ListBackupVaultLock } from './vault-lock';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';

/** What can be chosen for what is kept in the recovery region. */
export interface ListBackupRecoveryOptions extends ListBackupSecurityOptions {
  /**
   * What keeps copies from being deleted before their time. The backups' retention has to fit it.
   *
   * @default - no lock: who may delete recovery points may delete them; hardened, a governance lock that takes in what is kept for a day or longer
   */
  readonly vaultLock?: ListBackupVaultLock;

  /**
   * Whether the newest copy of each table is restored every Sunday into a table that goes again, at the price of a restore: the restore jobs
   * say how long a recovery takes in the region where it would happen.
   *
   * @default true
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html
   */
  readonly restoreTesting?: boolean;

  /**
   * Who is told of restores that failed: a topic in the recovery region. Its policy lets EventBridge of this account publish.
   *
   * @default - nobody is told in this region
   */
  readonly alarmTopic?: ITopic;

  /**
   * A policy that bounds what the roles made here may ever be allowed.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * What becomes of vault and key when they leave the stack. Without the key, copies and replicas cannot be read.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What is kept in the recovery region. */
export interface ListBackupRecoveryProps extends ListBackupRecoveryOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * The primary's region, where a `ListBackupBackup` with an `alarmTopic` and this recovery region tells people of restores that failed here.
   *
   * @default - only `alarmTopic` is told
   */
  readonly primaryRegion?: string;
}
