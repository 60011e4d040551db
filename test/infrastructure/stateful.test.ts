import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from '../../src';
import { MAIN_ENV, templateOf } from '../support/synth';

/** What holds data or identity: to lose or replace one of these is to lose something of a customer's. */
const STATEFUL: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Cognito::UserPool': 'UserPoolName',
  'AWS::Cognito::UserPoolClient': 'ClientName',
  'AWS::Cognito::UserPoolGroup': 'GroupName',
  'AWS::Cognito::UserPoolDomain': 'Domain',
  'AWS::Cognito::IdentityPool': 'IdentityPoolName',
  'AWS::CertificateManager::Certificate': 'DomainName',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::ApiGatewayV2::Api': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::KMS::Key': 'Description',
  'AWS::Backup::BackupVault': 'BackupVaultName',
};

/** Failed restores of the recovery region only pass over it. */
const HOLDS_NOTHING = ['RecoveryBus'];

const whole = () => new ListBackupInfrastructure(new App(), 'ListBackup', {
  stage: ListBackupStage.MAIN,
  env: MAIN_ENV,
  hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
  key: {},
  edge: { frontsApi: true, onlyThroughEdge: true },
});

/**
 * A change here replaces a resource that holds data on every deployed stage. No test run rewrites the snapshot; only
 * `npx projen test:update` does, and a reviewer must see why.
 */
test('logical ID, type and name of what is stateful in main', () => {
  const { stacks } = whole();
  const lines = stacks.flatMap((stack) => Object.entries(templateOf(stack).Resources)
    .filter(([id, { Type }]) => Type in STATEFUL && !HOLDS_NOTHING.includes(id))
    .map(([id, { Type, Properties }]) => `${stack.stackName} ${id} ${Type} ${JSON.stringify(Properties[STATEFUL[Type]])}`));
  expect(lines.sort().join('\n')).toMatchSnapshot();
});

const PROTECTED = ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool'];

test('all of it is retained in main', () => {
  const { stacks } = whole();
  const lost = stacks.flatMap((stack) => Object.entries(templateOf(stack).Resources))
    .filter(([id, { Type, DeletionPolicy, UpdateReplacePolicy }]) => Type in STATEFUL && !HOLDS_NOTHING.includes(id) && Type !== 'AWS::Cognito::UserPoolDomain'
      // What deletion protection guards can't be deleted by a rollback either.
      && (DeletionPolicy !== (PROTECTED.includes(Type) ? 'Retain' : 'RetainExceptOnCreate') || UpdateReplacePolicy !== 'Retain'));
  expect(lost.map(([id]) => id)).toEqual([]);
});
