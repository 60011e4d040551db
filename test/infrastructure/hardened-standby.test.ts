import { App, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ListBackupInfrastructure, ListBackupSecurity, ListBackupStage, ListBackupStandby } from '../../src';
import { exportsOf, resourcesOfType, TemplateJson, templateOf } from '../support/synth';

const PROPS = {
  stage: ListBackupStage.MAIN,
  hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
  security: ListBackupSecurity.HARDENED,
  secrets: { secrets: { stripe: {} } },
  edge: { frontsApi: true },
};

const app = new App();
const primary = new ListBackupInfrastructure(app, 'Primary', { ...PROPS, env: { account: '123456789012', region: 'us-west-2' } });
const standbyIn = (scope: App, standby: ListBackupStandby): ListBackupInfrastructure => (
  new ListBackupInfrastructure(scope, 'Standby', { ...PROPS, env: { account: '123456789012', region: 'us-east-1' }, standbyFor: 'us-west-2', standby })
);

/** What the recovery region has: the standby's stacks, what the primary keeps there, and a service that reads tables and objects. */
function recoveryRegion(standby: ListBackupInfrastructure): Record<string, TemplateJson> {
  const service = new Stack(standby.node.root, 'Service', { env: { account: '123456789012', region: 'us-east-1' } });
  const role = new Role(service, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  standby.dataLayer.tables.jobs.grantReadWriteData(role);
  standby.dataLayer.buckets.data.grantReadWrite(role);
  const stacks = [...primary.stacks, ...standby.stacks, service].filter(({ region }) => region === 'us-east-1');
  return Object.fromEntries(stacks.map((stack) => [stack.stackName, templateOf(stack)]));
}

/** Each `{ [kind]: value }` within. */
function within(kind: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === kind ? [inner] : within(kind, inner)));
}

/** What a template refers to and does not hold. */
function dangling({ Resources, Outputs, Parameters = {} }: TemplateJson & { Parameters?: object }): unknown[] {
  const here = new Set([...Object.keys(Resources), ...Object.keys(Parameters)]);
  const asked = [...within('Ref', { Resources, Outputs }), ...within('Fn::GetAtt', { Resources, Outputs }).map((of) => (of as string[])[0])];
  return asked.filter((id) => !String(id).startsWith('AWS::') && !here.has(String(id)));
}

describe.each([ListBackupStandby.COLD, ListBackupStandby.ACTIVE])('a hardened standby, %s', (mode) => {
  const templates = recoveryRegion(standbyIn(mode === ListBackupStandby.COLD ? app : new App(), mode));
  const dynamodb = templates['listbackup-infrastructure-dynamodb-main'];

  test('refers to nothing that its region does not have', () => {
    const exported = new Set(Object.values(templates).flatMap((template) => Object.values(exportsOf(template))));
    const imported = Object.values(templates).flatMap((template) => within('Fn::ImportValue', template));
    expect(imported).toEqual(expect.arrayContaining([
      'listbackup-infrastructure-recovery-main-RecoveryKeyArn', 'listbackup-infrastructure-dynamodb-main-DynamodbEncryptionKeyArn',
    ]));
    expect(imported.filter((name) => !exported.has(String(name)))).toEqual([]);
    expect(Object.values(templates).flatMap(dangling)).toEqual([]);
  });

  test('names no key of the lost region', () => {
    expect(JSON.stringify(templates)).not.toMatch(/:kms:us-west-2:/);
  });

  test('has the key that its tables are restored with, in a stack that makes no table and needs no other', () => {
    expect(Object.values(dynamodb.Resources).map(({ Type }) => Type).filter((type) => type !== 'AWS::CDK::Metadata').sort())
      .toEqual(['AWS::CloudFormation::WaitConditionHandle', 'AWS::KMS::Alias', 'AWS::KMS::Key']);
    expect(Object.values(resourcesOfType(dynamodb, 'AWS::KMS::Alias'))).toMatchObject([{ Properties: { AliasName: 'alias/listbackup-main/dynamodb' } }]);
    expect(exportsOf(dynamodb)).toMatchObject({ DynamodbEncryptionKeyArn: 'listbackup-infrastructure-dynamodb-main-DynamodbEncryptionKeyArn' });
    expect(within('Fn::ImportValue', dynamodb)).toEqual([]);
  });

  test('and the role that restores may use it, by the alias that it will have', () => {
    const { Policies } = templates['listbackup-infrastructure-recovery-main'].Resources.RestoreRole.Properties;
    expect(within('kms:ResourceAliases', Policies)).toEqual(Array(2).fill(['alias/listbackup-main', 'alias/listbackup-main/dynamodb']));
  });
});
