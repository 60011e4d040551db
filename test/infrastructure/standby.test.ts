import { App, Duration } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupInfrastructureProps, ListBackupStage, ListBackupStandby, ListBackupVaultLock } from '../../src';
import { refusal } from '../support/refusal';
import { resourcesOfType, TemplateJson, templateOf } from '../support/synth';

const ACCOUNT = '123456789012';
const ZONE = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
const PRIMARY: ListBackupInfrastructureProps = {
  stage: ListBackupStage.MAIN,
  env: { account: ACCOUNT, region: 'us-west-2' },
  hostedZone: ZONE,
  key: {},
  secrets: { secrets: { stripe: {} } },
  domains: { dkimTokens: ['a', 'b', 'c'].map((letter) => letter.repeat(32)) },
  edge: { frontsApi: true, onlyThroughEdge: true, cachedPaths: ['/plans'] },
};
const STANDBY = { ...PRIMARY, env: { account: ACCOUNT, region: 'us-east-1' }, standbyFor: 'us-west-2' };

type Templates = Record<string, TemplateJson>;

function templatesOf({ stacks }: ListBackupInfrastructure): Templates {
  return Object.fromEntries(stacks.map((stack) => [`${stack.region} ${stack.stackName}`, templateOf(stack)]));
}

interface Both {
  readonly primary: ListBackupInfrastructure;
  readonly standby: ListBackupInfrastructure;
}

function both(standby: Partial<ListBackupInfrastructureProps> = {}, app = new App()): Both {
  return {
    primary: new ListBackupInfrastructure(app, 'Primary', PRIMARY),
    standby: new ListBackupInfrastructure(app, 'Standby', { ...STANDBY, ...standby }),
  };
}

const servicesOf = ({ stacks }: ListBackupInfrastructure) => (
  stacks.map(({ region, stackName }) => `${region} ${stackName.replace(/^listbackup-(infrastructure-)?|-main$/g, '')}`)
);

/** By property, the kinds of name that an account holds once, as AWS documents them. */
const ACCOUNT_WIDE: Readonly<Record<string, (properties: Record<string, never>) => unknown>> = {
  'AWS::IAM::Role': ({ RoleName }) => RoleName,
  'AWS::IAM::ManagedPolicy': ({ ManagedPolicyName }) => ManagedPolicyName,
  'AWS::IAM::OIDCProvider': ({ Url }) => Url,
  'AWS::CloudWatch::Dashboard': ({ DashboardName }) => DashboardName,
  'AWS::Budgets::Budget': ({ Budget }) => (Budget as { BudgetName?: unknown }).BudgetName,
  'AWS::CloudFront::OriginAccessControl': ({ OriginAccessControlConfig }) => (OriginAccessControlConfig as { Name: unknown }).Name,
  'AWS::CloudFront::CachePolicy': ({ CachePolicyConfig }) => (CachePolicyConfig as { Name: unknown }).Name,
  'AWS::CloudFront::ResponseHeadersPolicy': ({ ResponseHeadersPolicyConfig }) => (ResponseHeadersPolicyConfig as { Name: unknown }).Name,
  'AWS::Route53::RecordSet': ({ Name, Type }) => `${JSON.stringify(Name)} ${String(Type)}`,
};

/** CloudFront's aliases, which are the world's. */
function aliasesOf(template: TemplateJson): unknown[] {
  return Object.values(resourcesOfType(template, 'AWS::CloudFront::Distribution')).flatMap(({ Properties }) => (
    (Properties.DistributionConfig as { Aliases?: unknown[] }).Aliases ?? []
  ));
}

function accountWideNames(templates: Templates): unknown[] {
  return Object.values(templates).flatMap((template) => [
    ...Object.values(template.Resources).flatMap(({ Type, Properties }) => {
      const name = ACCOUNT_WIDE[Type]?.(Properties);
      return name === undefined ? [] : [`${Type} ${JSON.stringify(name)}`];
    }),
    ...aliasesOf(template).map((alias) => `alias ${String(alias)}`),
  ]);
}

const CLOUDFORMATION_NAMES = ['TableName', 'BucketName', 'QueueName', 'Name', 'RuleName', 'LogGroupName', 'AlarmName', 'BackupVaultName', 'AliasName',
  'RestoreTestingPlanName', 'FunctionName', 'TopicName', 'PolicyName', 'ArchiveName', 'RegistryName', 'UserPoolName', 'DomainName', 'SecretName'];

/** What a region holds once: stack, type and name. */
function regionalNames(templates: Templates): string[] {
  return Object.entries(templates).flatMap(([stack, template]) => {
    const region = stack.split(' ')[0];
    return [`stack ${stack}`, ...Object.values(template.Resources).flatMap(({ Type, Properties = {} }) => {
      if (Type in ACCOUNT_WIDE || Type === 'AWS::IAM::Policy') return [];
      const key = CLOUDFORMATION_NAMES.find((name) => Properties[name] !== undefined);
      // What is named below a parent: rules of a bus, schemas of a registry.
      const { EventBusName, RegistryName, SchemaName } = Properties;
      return key === undefined ? [] : [JSON.stringify([region, Type, Properties[key], EventBusName, RegistryName, SchemaName])];
    })];
  });
}

const twice = <T>(list: readonly T[]): T[] => list.filter((one, at) => list.indexOf(one) !== at);

describe('primary and cold standby in one app and account', () => {
  const app = new App();
  const { primary, standby } = both({}, app);
  const templates = { ...templatesOf(primary), ...templatesOf(standby) };

  test('have their stacks', () => {
    expect(servicesOf(primary)).toEqual([
      'us-east-1 recovery', 'us-west-2 kms', 'us-west-2 secrets', 'us-west-2 dynamodb', 'us-west-2 sqs', 'us-west-2 s3', 'us-west-2 domains',
      'us-west-2 ses',
      'us-west-2 eventbridge', 'us-west-2 cognito', 'us-west-2 api-gateway', 'us-east-1 edge-certificate', 'us-west-2 edge', 'us-east-1 edge-logs',
      'us-west-2 monitoring', 'us-west-2 backup',
    ]);
    expect(servicesOf(standby)).toEqual([
      'us-east-1 kms', 'us-east-1 secrets', 'us-east-1 dynamodb', 'us-east-1 sqs', 'us-east-1 s3', 'us-east-1 domains', 'us-east-1 ses',
      'us-east-1 eventbridge', 'us-east-1 cognito', 'us-east-1 api-gateway', 'us-east-1 edge', 'us-east-1 monitoring',
    ]);
  });

  test('no name that an account holds once stands twice', () => {
    const names = accountWideNames(templates);
    expect(names).toEqual(expect.arrayContaining([
      'AWS::IAM::Role "CognitoSmsRole-main"', 'AWS::IAM::Role "CognitoSmsRole-main-us-east-1"',
      'AWS::IAM::Role "listbackup-eventbridge-log-role-main"', 'AWS::IAM::Role "listbackup-eventbridge-log-role-main-us-east-1"',
      'AWS::IAM::Role "listbackup-main-sms-delivery-role"', 'AWS::IAM::Role "listbackup-main-sms-delivery-role-us-east-1"',
      'AWS::CloudFront::OriginAccessControl "listbackup-main-assets"', 'AWS::CloudFront::OriginAccessControl "listbackup-main-assets-us-east-1"',
    ]));
    expect(twice(names)).toEqual([]);
  });

  test('no stack and no name of a region stands twice', () => {
    expect(twice(regionalNames(templates))).toEqual([]);
  });

  test('the standby makes no table, no data bucket, no alias, and no record but those of DKIM, whose tokens are its own', () => {
    const made = Object.values(templatesOf(standby));
    expect(made.flatMap((template) => Object.keys(resourcesOfType(template, 'AWS::DynamoDB::Table')))).toEqual([]);
    const records = made.flatMap((template) => Object.entries(resourcesOfType(template, 'AWS::Route53::RecordSet')));
    expect(records.map(([id, { Properties: { Name } }]) => [id, Name])).toEqual([1, 2, 3].map((number) => (
      [`SESDomainIdentityDKIM${number}`, { 'Fn::GetAtt': ['SESDomainIdentity', `DkimDNSTokenName${number}`] }]
    )));
    expect(made.flatMap((template) => Object.keys(resourcesOfType(template, 'AWS::S3::Bucket'))).sort()).toEqual(['AssetsBucket', 'ExportsBucket', 'LogsBucket']);
    expect(made.flatMap(aliasesOf)).toEqual([]);
  });

  test('nothing of the standby fails or alarms for ever while it has no tables', () => {
    const made = Object.values(templatesOf(standby)).flatMap(({ Resources }) => Object.entries(Resources));
    expect(made.map(([id]) => id).filter((id) => id.startsWith('TableSizes'))).toEqual([]);
    const breaching = made.filter(([, { Type, Properties }]) => Type === 'AWS::CloudWatch::Alarm' && !['notBreaching', 'ignore'].includes(String(Properties.TreatMissingData)));
    expect(breaching).toEqual([]);
  });

  test('replicas that don\'t arrive, or arrive late, alarm', () => {
    const dimensions = [
      { Name: 'SourceBucket', Value: expect.anything() }, { Name: 'DestinationBucket', Value: `listbackup-data-main-${ACCOUNT}-us-east-1` }, { Name: 'RuleId', Value: 'Replicate' },
    ];
    expect(templates['us-west-2 listbackup-infrastructure-backup-main'].Resources.ReplicationFailedAlarm.Properties).toMatchObject({ Dimensions: dimensions });
    dimensions[0].Value = `listbackup-data-main-${ACCOUNT}-us-west-2`;
    expect(templates['us-east-1 listbackup-infrastructure-recovery-main'].Resources.ReplicationLateAlarm.Properties).toMatchObject({ Dimensions: dimensions, Threshold: 3600 });
  });

  test('the app synthesizes as a whole, and the standby reads nothing from the lost region', () => {
    const assembly = app.synth();
    const ofStandby = assembly.stacks.filter(({ environment, id }) => environment.region === 'us-east-1' && id.startsWith('Standby'));
    expect(ofStandby).toHaveLength(standby.stacks.length);
    expect(JSON.stringify(ofStandby.map(({ template }) => template))).not.toMatch(/Fn::GetStackOutput/);
    // Only in `standbyFor`'s own place: nothing names a resource of the primary's region.
    expect(JSON.stringify(ofStandby.map(({ template }) => template))).not.toContain('us-west-2');
  });

});

test('a cold standby whose DKIM records are made by hand makes none', () => {
  const { standby } = both({ email: { dkimRecords: false } });
  expect(Object.values(templatesOf(standby)).flatMap((template) => Object.keys(resourcesOfType(template, 'AWS::Route53::RecordSet')))).toEqual([]);
});

describe('the primary', () => {
  const { primary } = both();
  const templates = templatesOf(primary);

  test('replicates to the recovery stack\'s bucket under its key', () => {
    const { ReplicationConfiguration } = templates['us-west-2 listbackup-infrastructure-s3-main'].Resources.DataBucket.Properties;
    const text = JSON.stringify(ReplicationConfiguration);
    const { Resources } = templates['us-east-1 listbackup-infrastructure-recovery-main'];
    expect(text).toContain(`:s3:::${String(Resources.DataReplicaBucket.Properties.BucketName)}`);
    expect(text).toContain(`:kms:us-east-1:${ACCOUNT}:${String(Resources.RecoveryKeyAlias.Properties.AliasName)}`);
  });

  test('copies its backups to the recovery stack\'s vault', () => {
    const { BackupPlan } = templates['us-west-2 listbackup-infrastructure-backup-main'].Resources;
    const { CopyVault } = templates['us-east-1 listbackup-infrastructure-recovery-main'].Resources;
    expect(JSON.stringify(BackupPlan.Properties)).toContain(`:backup:us-east-1:${ACCOUNT}:backup-vault:${String(CopyVault.Properties.BackupVaultName)}"`);
  });

  test('deploys the data bucket after its replica, and backups after what they back up', () => {
    const dependencies = (name: string) => primary.stacks.find(({ stackName }) => stackName === name)?.dependencies.map(({ stackName }) => stackName);
    expect(dependencies('listbackup-infrastructure-s3-main')).toContain('listbackup-infrastructure-recovery-main');
    expect(dependencies('listbackup-infrastructure-backup-main')).toEqual(expect.arrayContaining([
      'listbackup-infrastructure-dynamodb-main', 'listbackup-infrastructure-s3-main',
    ]));
  });
});

describe('an active standby', () => {
  const { standby } = both({ standby: ListBackupStandby.ACTIVE });
  const templates = templatesOf(standby);

  test('takes over every record and alias', () => {
    const records = Object.values(templates).flatMap((template) => Object.values(resourcesOfType(template, 'AWS::Route53::RecordSet')));
    expect([...new Set(records.map(({ Properties }) => JSON.stringify(Properties.Name)))]).toEqual(expect.arrayContaining([
      '"main-origin.api.listbackup.ai"', '"main.assets.listbackup.ai"', '"main.api.listbackup.ai"', '"api.listbackup.ai"',
    ]));
    expect(Object.values(templates).flatMap(aliasesOf)).toEqual(['main.assets.listbackup.ai', 'main.api.listbackup.ai', 'api.listbackup.ai']);
  });

  test('under the primary\'s certificates and firewall', () => {
    expect(JSON.stringify(templates['us-east-1 listbackup-infrastructure-edge-main'])).toContain(
      '{"Fn::ImportValue":"listbackup-infrastructure-edge-certificate-main-EdgeWebAclArn"}');
    expect(servicesOf(standby)).not.toContain('us-east-1 edge-certificate');
  });

  test('signs mail with its own identity\'s keys, not with the primary\'s tokens', () => {
    expect(Object.keys(resourcesOfType(templates['us-east-1 listbackup-infrastructure-domains-main'], 'AWS::Route53::RecordSet'))).toEqual([]);
    expect(Object.keys(resourcesOfType(templates['us-east-1 listbackup-infrastructure-ses-main'], 'AWS::Route53::RecordSet'))).toHaveLength(3);
  });

  test('is backed up, without copies', () => {
    const { Resources } = templates['us-east-1 listbackup-infrastructure-backup-main'];
    expect(Resources.BackupVault.Properties.BackupVaultName).toBe('listbackup-main');
    expect(JSON.stringify(Resources.BackupPlan)).not.toContain('CopyActions');
  });
});

test('a standby elsewhere than in us-east-1 reads the edge\'s certificates by output, and has no access logs', () => {
  const standby = new ListBackupInfrastructure(new App(), 'Standby', {
    ...STANDBY, env: { account: ACCOUNT, region: 'us-west-2' }, standbyFor: 'us-east-1', standby: ListBackupStandby.ACTIVE,
  });
  const edge = templatesOf(standby)['us-west-2 listbackup-infrastructure-edge-main'];
  expect(edge.Resources.EdgeAssetsDistribution.Properties.DistributionConfig).toMatchObject({
    WebACLId: { 'Fn::GetStackOutput': { StackName: 'listbackup-infrastructure-edge-certificate-main', OutputName: 'EdgeWebAclArn', Region: 'us-east-1' } },
  });
  expect(Object.keys(resourcesOfType(edge, 'AWS::Logs::Delivery'))).toEqual([]);
});

describe('which stages', () => {
  const ofStage = (name: string, more: Partial<ListBackupInfrastructureProps> = {}) => servicesOf(new ListBackupInfrastructure(new App(), 'ListBackup', {
    stage: ListBackupStage.of(name), env: PRIMARY.env, ...more,
  })).map((service) => service.split(' ')[1].replace(`-${name}`, '').replace(/-(staging|dev)$/, ''));
  const kept = (services: string[]) => services.filter((service) => ['recovery', 'backup'].includes(service));

  test.each([['main', ['recovery', 'backup']], ['staging', ['backup']], ['dev', []]])('%s has %j', (name, expected) => {
    expect(kept(ofStage(name))).toEqual(expected);
  });

  test('which an option changes either way', () => {
    expect(kept(ofStage('main', { recovery: { enabled: false }, backup: { enabled: false } }))).toEqual([]);
    expect(kept(ofStage('dev', { recovery: {}, backup: {} }))).toEqual(['recovery', 'backup']);
  });
});

describe('refused', () => {
  test.each<[string, Partial<ListBackupInfrastructureProps>, RegExp]>([
    ['its own region', { standbyFor: 'us-east-1' }, refusal('standbyFor', 'us-east-1', 'must be another Region than that of the standby\'s own stacks')],
    ['a name', { standbyFor: 'Oregon' }, refusal('standbyFor', 'Oregon', 'must be the code of an AWS Region, known at synthesis')],
    ['no region of its own', { env: undefined }, refusal('standbyFor', 'us-west-2', 'requires stacks with a concrete Region: their names contain it')],
    ['a word', { standby: 'warm' as ListBackupStandby }, refusal('standby', 'warm', 'must be one of: ')],
    ['a standby of nothing', { standbyFor: undefined, standby: ListBackupStandby.ACTIVE }, refusal('standby', 'ACTIVE', 'requires standbyFor, which names the primary Region')],
  ])('a standby for %s', (_, props, message) => {
    expect(() => new ListBackupInfrastructure(new App(), 'Standby', { ...STANDBY, ...props })).toThrow(message);
  });

  test.each<[string, Partial<ListBackupInfrastructureProps>, RegExp]>([
    ['recovery in the primary\'s region', { recovery: { region: 'us-west-2' } }, refusal('recoveryRegion', 'us-west-2')],
    ['recovery without an environment', { recovery: {}, env: undefined, edge: undefined }, refusal('recovery', /\{\}/, 'requires a concrete account and Region: its stacks are in two Regions and name each other')],
    ['a retention below the copy vault\'s minimum', {
      recovery: { vaultLock: ListBackupVaultLock.governance({ minRetention: Duration.days(31) }) },
    }, refusal('retention', '30 days')],
    ['a retention below the vault\'s minimum', {
      backup: { retention: Duration.days(7), vaultLock: ListBackupVaultLock.governance({ minRetention: Duration.days(30) }) },
    }, refusal('retention', '7 days')],
    ['a word for backups', { backup: 'daily' as never }, refusal('backup', 'daily')],
  ])('%s', (_, props, message) => {
    expect(() => new ListBackupInfrastructure(new App(), 'Primary', { ...PRIMARY, ...props })).toThrow(message);
  });
});
