import { BackupClient, DescribeBackupVaultCommand, GetBackupPlanCommand } from '@aws-sdk/client-backup';
import { expect, type Check, type CheckGroup } from './check';

export const backup: CheckGroup = {
  name: 'backup',
  needs: ['backup.BackupPlanId', 'backup.BackupVaultName'],
  prepare: (deployed) => {
    const { value: BackupPlanId, region } = deployed.get('backup.BackupPlanId');
    const BackupVaultName = deployed.get('backup.BackupVaultName').value;
    const copies = deployed.find('recovery.CopyVaultArn');
    const client = new BackupClient(deployed.client(region));
    const rules = async () => {
      const { BackupPlan } = await client.send(new GetBackupPlanCommand({ BackupPlanId }));
      const { Rules = [] } = BackupPlan ?? {};
      expect(Rules.length > 0, `the plan ${BackupPlanId} has no rules`);
      return Rules;
    };
    const checks: Check[] = [
      {
        name: 'each rule of the plan fills the vault',
        run: async () => {
          const { BackupVaultName: there } = await client.send(new DescribeBackupVaultCommand({ BackupVaultName }));
          expect(there === BackupVaultName, `the vault is ${there}`);
          const vaults = (await rules()).map(({ TargetBackupVaultName }) => TargetBackupVaultName);
          expect(vaults.every((vault) => vault === BackupVaultName), `they fill ${vaults.join(', ')}`);
          return BackupVaultName;
        },
      },
    ];
    if (copies) {
      checks.push({
        name: 'each rule copies into the vault of the other region',
        run: async () => {
          const other = new BackupClient(deployed.client(copies.region));
          const { BackupVaultArn } = await other.send(new DescribeBackupVaultCommand({ BackupVaultName: deployed.get('recovery.CopyVaultName').value }));
          expect(BackupVaultArn === copies.value, `the vault there is ${BackupVaultArn}, and ${copies.value} is exported`);
          for (const { RuleName, CopyActions = [] } of await rules()) {
            const destinations = CopyActions.map(({ DestinationBackupVaultArn }) => DestinationBackupVaultArn);
            expect(destinations.includes(copies.value), `${RuleName} copies to ${destinations.join(', ') || 'nowhere'}`);
          }
          return copies.region;
        },
      });
    }
    return { checks };
  },
};
