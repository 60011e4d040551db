export { ListBackupUpgradeGuard, type ListBackupUpgradeGuardProps } from './upgrade-guard';
