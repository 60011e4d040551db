import { App } from 'aws-cdk-lib';
import { policies } from './managed-policies.json';
import { ListBackupInfrastructure, ListBackupStage } from '../../src';
import { MAIN_ENV, TemplateJson, templateOf } from '../support/synth';

/** Actions of AWS's policies that our roles do without, and why. A new one needs a reason here, or a right in `src/recovery/statements.ts`. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'dynamodb:CreateBackup': 'AWS Backup\'s advanced features for DynamoDB are on: DynamoDB\'s own backups are never made',
  'dynamodb:DeleteBackup': 'as dynamodb:CreateBackup',
  'dynamodb:DescribeBackup': 'as dynamodb:CreateBackup',
  'dynamodb:RestoreTableFromBackup': 'as dynamodb:CreateBackup',
  'tag:GetResources': 'the plan selects by ARN, not by tag',
  's3:CreateBucket': 'objects are restored into the replica, which exists',
  's3:PutBucketOwnershipControls': 'as s3:CreateBucket',
  's3:PutBucketVersioning': 'as s3:CreateBucket',
};

const { stacks } = new ListBackupInfrastructure(new App(), 'ListBackup', { stage: ListBackupStage.MAIN, env: MAIN_ENV, key: {} });

function templateIn(service: string): TemplateJson {
  const found = stacks.find(({ stackName }) => stackName === `listbackup-infrastructure-${service}-main`);
  if (!found) throw new Error(`there is no stack of ${service}`);
  return templateOf(found);
}

/** Every action that a role may do, whatever the resource. */
function actionsOf(template: TemplateJson, role: string): Set<string> {
  const list = template.Resources[role].Properties.Policies as { PolicyDocument: { Statement: { Action: string | string[] }[] } }[];
  return new Set(list.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => Action)));
}

const backup = actionsOf(templateIn('backup'), 'BackupRole');
const restore = actionsOf(templateIn('recovery'), 'RestoreRole');

test.each([
  ['backs up as AWSBackupServiceRolePolicyForBackup', backup, policies.AWSBackupServiceRolePolicyForBackup],
  ['backs up as AWSBackupServiceRolePolicyForS3Backup', backup, policies.AWSBackupServiceRolePolicyForS3Backup],
  ['restores as AWSBackupServiceRolePolicyForRestores', restore, policies.AWSBackupServiceRolePolicyForRestores],
  ['restores as AWSBackupServiceRolePolicyForS3Restore', restore, policies.AWSBackupServiceRolePolicyForS3Restore],
])('a role that %s has each of its actions, or a reason without', (_, role, { actions }) => {
  expect(actions.filter((action) => !role.has(action) && LEFT_OUT[action] === undefined)).toEqual([]);
});

test('no reason is left for an action that a role has, or that AWS no longer lists', () => {
  const listed = Object.values(policies).flatMap(({ actions }) => actions);
  expect(Object.keys(LEFT_OUT).filter((action) => backup.has(action) || restore.has(action) || !listed.includes(action))).toEqual([]);
});
