import { readFileSync } from 'fs';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { ROOT } from './snippets';
import { ListBackupInfrastructure, ListBackupSecurity, ListBackupStage } from '../../src';
import { TABLE_FACTS } from '../data-layer/tables.facts';
import { templateOf } from '../support/synth';

const PAGE = readFileSync(join(ROOT, 'docs', 'recovery.md'), 'utf8');

test('the runbook switches time to live on for every table that has it, by its attribute', () => {
  const calls = [...PAGE.matchAll(/\bttl ([a-z-]+) (\w+)/g)].map(([, table, attribute]) => [table, attribute]);
  expect(calls).toEqual(TABLE_FACTS.flatMap(([, name, , , timeToLive]) => (timeToLive === undefined ? [] : [[name, timeToLive]])));
});

test('the runbook reads outputs that the stacks have', () => {
  const primary = new ListBackupInfrastructure(new App(), 'Primary', {
    stage: ListBackupStage.MAIN, env: { account: '123456789012', region: 'us-west-2' }, security: ListBackupSecurity.HARDENED,
  });
  const keys = Object.fromEntries(primary.stacks.map((stack) => [stack.stackName, Object.keys(templateOf(stack).Outputs)]));
  const reads = [...PAGE.matchAll(/--stack-name (\S+) \\\n\s+--query "Stacks\[0\]\.Outputs\[\?OutputKey=='(\w+)'\]/g)].map(([, stack, key]) => ({ stack, key }));
  expect(reads.map(({ key }) => key)).toEqual(['DynamodbEncryptionKeyArn', 'RestoreRoleArn', 'CognitoUserPoolId', 'HttpApiEndpoint', 'AssetsDistributionId']);
  for (const { stack, key } of reads) expect(keys[stack]).toContain(key);
});

test('the runbook names the vault, the archive and the bucket as the templates do', () => {
  const app = new App();
  const primary = new ListBackupInfrastructure(app, 'Primary', { stage: ListBackupStage.MAIN, env: { account: '123456789012', region: 'us-west-2' } });
  const named = (id: string, property: string) => primary.stacks.flatMap((stack) => templateOf(stack).Resources[id]?.Properties[property] ?? []);
  for (const name of [...named('CopyVault', 'BackupVaultName'), ...named('EventArchive', 'ArchiveName'), ...named('DataReplicaBucket', 'BucketName')]) {
    expect(PAGE).toContain(String(name));
  }
  expect(named('CopyVault', 'BackupVaultName')).toEqual(['listbackup-main-copy']);
});
