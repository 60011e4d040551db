import { ListBackupInfrastructureProps } from './infrastructure-props';
import { ListBackupStage } from '../stage';

/** Whether a stage has a monitoring stack: an operated one, and any that was asked to. */
export function isMonitored(stage: ListBackupStage, { monitoring, budget }: ListBackupInfrastructureProps): boolean {
  return monitoring !== undefined || budget !== undefined || stage.isOperated;
}
