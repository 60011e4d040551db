import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnArchive, IEventBus } from 'aws-cdk-lib/aws-events';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { claimLogicalId } from '../conventions';
import { ListBackupStage } from '../stage';
import { eventArchiveName } from '../stage/naming';
import { requireDuration } from '../stage/require-duration';

/** EventBridge counts an archive's days in 32 bits; 0 would mean for ever. */
const MAX_DAYS = 2_147_483_647;

/** Keeps every event of the bus for replay: without a pattern an archive takes all. */
export function archiveEvents(
  scope: Construct, stage: ListBackupStage, bus: IEventBus, retention: Duration, removalPolicy: RemovalPolicy, encryptionKey?: IKey,
): void {
  claimLogicalId(new CfnArchive(scope, 'Archive', {
    archiveName: eventArchiveName(stage),
    sourceArn: bus.eventBusArn,
    retentionDays: requireArchiveDays(retention),
    kmsKeyIdentifier: encryptionKey?.keyArn,
  }), 'EventArchive').applyRemovalPolicy(removalPolicy);
}

function requireArchiveDays(retention: Duration): number {
  return requireDuration('archiveRetention', retention, 'days', 1, MAX_DAYS, 30);
}
