import { Topic } from 'aws-cdk-lib/aws-sns';
import { isCold } from './for-standby';
import { ListBackupInfrastructureProps } from './infrastructure-props';
import { ServiceStacks } from './service-stacks';
import { IListBackupDataLayer } from '../data-layer';
import { IListBackupMonitoring } from '../monitoring';
import { ListBackupBackup, ListBackupBackupProps } from '../recovery';
import { ListBackupStage } from '../stage';
import { alarmTopicName } from '../stage/naming';
import { requireBoolean } from '../stage/require';

/** Whether a stage is backed up. A cold standby has nothing of its own yet. */
export function hasBackup(stage: ListBackupStage, props: ListBackupInfrastructureProps): boolean {
  const { backup } = props;
  requireBoolean('backup.enabled', backup?.enabled);
  if (isCold(stage, props)) return false;
  return backup?.enabled ?? (backup !== undefined || stage.isOperated);
}

/** The daily backups, and who is told when one fails. */
export function createBackup(
  stacks: ServiceStacks, props: Omit<ListBackupBackupProps, 'tables' | 'dataBucket'>, { tables, buckets }: IListBackupDataLayer,
  monitoring: IListBackupMonitoring | undefined,
): ListBackupBackup {
  const stack = stacks.stackOf('backup');
  // By name, so that vault and alarms are deployed side by side: a rule may name a topic that is about to be.
  const topicArn = stack.formatArn({ service: 'sns', resource: alarmTopicName(props.stage, 'critical') });
  const alarmTopic = monitoring && Topic.fromTopicArn(stack, 'AlarmTopic', topicArn);
  return new ListBackupBackup(stack, 'Backup', { alarmTopic, ...props, tables: tables.all, dataBucket: buckets.data });
}

/** The vault's own options, without the word whether there is one. */
export function backupOptions({ backup }: ListBackupInfrastructureProps): Partial<ListBackupBackupProps> {
  const { enabled, ...options } = { ...backup };
  return options;
}
