import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupStageKind } from './stage-kind';

const PRODUCTION = ['main', 'prod', 'production'];
const STAGING = ['staging'];

/** The kind that follows from a valid stage name. */
export function kindOf(stageName: string): ListBackupStageKind {
  if (PRODUCTION.includes(stageName)) return ListBackupStageKind.PRODUCTION;
  if (STAGING.includes(stageName)) return ListBackupStageKind.STAGING;
  return ListBackupStageKind.DEVELOPMENT;
}

interface StageDefaults {
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly pointInTimeRecoveryDays?: number;
  readonly logRetention: RetentionDays;
  readonly eventArchiveDays: number;
}

/** What a stage decides where a caller says nothing: one row a kind. */
export const STAGE_DEFAULTS: Readonly<Record<ListBackupStageKind, StageDefaults>> = {
  [ListBackupStageKind.PRODUCTION]: {
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    pointInTimeRecoveryDays: 35,
    logRetention: RetentionDays.ONE_YEAR,
    eventArchiveDays: 365,
  },
  [ListBackupStageKind.STAGING]: {
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
    pointInTimeRecoveryDays: 7,
    logRetention: RetentionDays.THREE_MONTHS,
    eventArchiveDays: 30,
  },
  [ListBackupStageKind.DEVELOPMENT]: {
    removalPolicy: RemovalPolicy.DESTROY,
    deletionProtection: false,
    logRetention: RetentionDays.ONE_MONTH,
    eventArchiveDays: 7,
  },
};
