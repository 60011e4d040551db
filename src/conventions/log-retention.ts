import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupSecurity, ListBackupStage } from '../stage';
import { refuse } from '../stage/refuse';

/** How long a hardened stage of any kind keeps its logs. */
export const HARDENED_LOGS = { logRetention: RetentionDays.ONE_YEAR } as const;

/** The key of a log group that only a hardened stage encrypts. The key has to admit CloudWatch Logs. */
export function logKeyFor(security: ListBackupSecurity | undefined, encryptionKey: IKey | undefined): string | undefined {
  return security?.isHardened ? encryptionKey?.keyArn : undefined;
}

/** How long logs are kept: the caller's wish, or what the stage decides. CloudWatch knows only certain numbers of days. */
export function logRetentionFor(stage: ListBackupStage, asked: RetentionDays | undefined): RetentionDays {
  if (asked === undefined) return stage.logRetention;
  const possible = Object.values(RetentionDays).filter((days) => typeof days === 'number');
  if (!possible.includes(asked)) {
    refuse('logRetention', asked, `CloudWatch Logs keeps logs for one of: ${possible.filter((days) => days !== RetentionDays.INFINITE).join(', ')} days, or for ever.`,
      'RetentionDays.ONE_MONTH');
  }
  return asked;
}

/** The same as a number of days for what expires by it, or `undefined` for logs kept for ever. */
export function retentionInDays(retention: RetentionDays): number | undefined {
  return retention === RetentionDays.INFINITE ? undefined : retention;
}
