import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { EFFECTS } from '../../../src/plan/rules/effects';
import { LOSSES } from '../../../src/plan/rules/losses';
import { PROTECTIONS } from '../../../src/plan/rules/protections';
import { STATEFUL } from '../../../src/plan/rules/stateful';
import { judged, rulesOf, type StageSketch } from '../support/judged';

type Properties = Record<string, unknown>;

const one = (Type: string, Properties: Properties): StageSketch => ({
  stack: { Resources: { It: { Type, Properties, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } } },
});

/** The table of the page on the takeover, and what the page on the toolchain says the data lack. */
describe('a property that decides about its resource', () => {
  test.each<[type: string, old: Properties, next: Properties, rule: string]>([
    [
      'AWS::DynamoDB::Table',
      { KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }] },
      { KeySchema: [{ AttributeName: 'b', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'b', AttributeType: 'S' }] },
      'replacement',
    ],
    ['AWS::DynamoDB::Table', {}, { ImportSourceSpecification: { InputFormat: 'CSV' } }, 'replacement'],
    ['AWS::SQS::Queue', { QueueName: 'a' }, { QueueName: 'b' }, 'replacement'],
    ['AWS::SQS::Queue', { QueueName: 'a' }, {}, 'replacement'],
    ['AWS::SQS::Queue', { FifoQueue: true }, {}, 'replacement'],
    ['AWS::S3::Bucket', { BucketName: 'a' }, { BucketName: 'b' }, 'replacement'],
    ['AWS::S3::Bucket', {}, { BucketNamePrefix: 'b' }, 'replacement'],
    ['AWS::S3::Bucket', {}, { ObjectLockEnabled: true }, 'replacement'],
    ['AWS::Cognito::UserPool', { AliasAttributes: ['email'] }, { AliasAttributes: ['phone_number'] }, 'refused-update'],
    [
      'AWS::Cognito::UserPool',
      { UsernameConfiguration: { CaseSensitive: true } },
      { UsernameConfiguration: { CaseSensitive: false } },
      'refused-update',
    ],
    ['AWS::Cognito::UserPoolClient', { GenerateSecret: false }, { GenerateSecret: true }, 'replacement'],
    ['AWS::Cognito::UserPoolClient', { UserPoolId: 'a' }, { UserPoolId: 'b' }, 'replacement'],
    ['AWS::Cognito::UserPoolGroup', { GroupName: 'a' }, { GroupName: 'b' }, 'replacement'],
    ['AWS::Events::EventBus', { Name: 'a' }, { Name: 'b' }, 'replacement'],
    ['AWS::Events::EventBus', { Name: 'a' }, { Name: 'a', EventSourceName: 'b' }, 'replacement'],
    ['AWS::Events::Rule', { Name: 'a' }, { Name: 'b' }, 'replacement'],
    ['AWS::Events::Rule', { Name: 'a' }, { Name: 'a', EventBusName: 'b' }, 'replacement'],
    ['AWS::Events::Archive', { ArchiveName: 'a' }, { ArchiveName: 'b' }, 'replacement'],
    ['AWS::Events::Archive', { ArchiveName: 'a', SourceArn: 'a' }, { ArchiveName: 'a', SourceArn: 'b' }, 'replacement'],
    ['AWS::Logs::LogGroup', { LogGroupName: 'a' }, { LogGroupName: 'b' }, 'replacement'],
    ['AWS::SSM::Parameter', { Name: 'a', Type: 'String' }, { Name: 'b', Type: 'String' }, 'replacement'],
    ['AWS::SSM::Parameter', { Name: 'a', Type: 'String' }, { Name: 'a', Type: 'StringList' }, 'refused-update'],
    ['AWS::IAM::Role', { RoleName: 'a' }, { RoleName: 'b' }, 'replacement'],
    ['AWS::IAM::Role', { RoleName: 'a' }, { RoleName: 'a', Path: '/b/' }, 'name-taken'],
    ['AWS::Backup::BackupVault', { BackupVaultName: 'a' }, { BackupVaultName: 'b' }, 'replacement'],
    ['AWS::Backup::BackupVault', { BackupVaultName: 'a' }, { BackupVaultName: 'a', EncryptionKeyArn: 'b' }, 'replacement'],
    ['AWS::CertificateManager::Certificate', { DomainName: 'a' }, { DomainName: 'b' }, 'replacement'],
    ['AWS::CertificateManager::Certificate', { DomainName: 'a' }, { DomainName: 'a', SubjectAlternativeNames: ['b'] }, 'replacement'],
    [
      'AWS::CertificateManager::Certificate',
      { DomainName: 'a', ValidationMethod: 'DNS' },
      { DomainName: 'a', ValidationMethod: 'EMAIL' },
      'replacement',
    ],
    ['AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }, { ProtocolType: 'WEBSOCKET' }, 'replacement'],
    ['AWS::ApiGatewayV2::DomainName', { DomainName: 'a' }, { DomainName: 'b' }, 'replacement'],
    ['AWS::SES::EmailIdentity', { EmailIdentity: 'a' }, { EmailIdentity: 'b' }, 'replacement'],
    ['AWS::SES::ConfigurationSet', { Name: 'a' }, { Name: 'b' }, 'replacement'],
    ['AWS::SES::Template', { Template: { TemplateName: 'a' } }, { Template: { TemplateName: 'b' } }, 'replacement'],
    ['AWS::Route53::RecordSet', { Name: 'a', HostedZoneId: 'z' }, { Name: 'b', HostedZoneId: 'z' }, 'replacement'],
    ['AWS::Route53::RecordSet', { Name: 'a', HostedZoneId: 'z' }, { Name: 'a', HostedZoneId: 'y' }, 'replacement'],
    ['AWS::Route53::RecordSet', { Name: 'a', Type: 'A' }, { Name: 'a', Type: 'CNAME' }, 'replacement'],
    ['AWS::Route53::RecordSet', { Name: 'a', SetIdentifier: 'one' }, { Name: 'a', SetIdentifier: 'two' }, 'replacement'],
    [
      'AWS::DynamoDB::Table',
      { LocalSecondaryIndexes: [] },
      { LocalSecondaryIndexes: [{ IndexName: 'L', KeySchema: [], Projection: {} }] },
      'refused-update',
    ],
    ['AWS::KMS::Key', {}, { KeySpec: 'RSA_2048' }, 'refused-update'],
    ['AWS::KMS::Key', {}, { KeyUsage: 'SIGN_VERIFY' }, 'refused-update'],
    ['AWS::KMS::Key', {}, { MultiRegion: true }, 'refused-update'],
    ['AWS::KMS::Key', {}, { Origin: 'EXTERNAL' }, 'refused-update'],
    ['AWS::Logs::DeliverySource', { Name: 'a', ResourceArn: 'b' }, { Name: 'a', ResourceArn: 'c' }, 'refused-update'],
    ['Custom::Thing', { ServiceToken: 'a' }, { ServiceToken: 'b' }, 'refused-update'],
    ['AWS::Serverless::SimpleTable', { TableName: 'a' }, { TableName: 'b' }, 'replacement'],
    ['AWS::DynamoDB::GlobalTable', { TableName: 'a' }, { TableName: 'b' }, 'replacement'],
  ])('%s %j -> %j', (type, old, next, rule) => {
    expect(rulesOf(judged(one(type, old), one(type, next)))).toEqual([rule]);
  });

  test.each([
    // An account has one source for a resource and a type of log, and CloudFormation creates the new one first.
    ['AccessLogs', 'for the same resource is refused', ['name-taken', 'replacement']],
    ['AuditLogs', 'for another type of log can be accepted', ['replacement']],
  ])('a delivery source of another name, %s, %s', (LogType, _, rules) => {
    const source = (Name: string, of: string) => one('AWS::Logs::DeliverySource', { Name, ResourceArn: 'a', LogType: of });
    expect(rulesOf(judged(source('a', 'AccessLogs'), source('b', LogType)))).toEqual(rules);
  });

  test('a delivery source of another name may take another resource', () => {
    const source = (Name: string, ResourceArn: string) => one('AWS::Logs::DeliverySource', { Name, ResourceArn });
    expect(rulesOf(judged(source('a', 'b'), source('c', 'd')))).toEqual(['replacement']);
  });

  test('a replaced distribution is not delivered by its old source', () => {
    const sketch = (ImageId: string): StageSketch => ({
      stack: {
        Resources: {
          Web: { Type: 'AWS::EC2::Instance', Properties: { ImageId } },
          It: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'a', ResourceArn: { Ref: 'Web' } } },
        },
      },
    });
    expect(rulesOf(judged(sketch('a'), sketch('b')))).toContain('refused-update');
  });

  test('a resource under the same logical ID with another type', () => {
    expect(rulesOf(judged(one('AWS::DynamoDB::Table', {}), one('AWS::DynamoDB::GlobalTable', {})))).toEqual(['replacement']);
  });
});

describe('what is the same to AWS is the same to the judge', () => {
  test.each<[type: string, old: Properties, next: Properties]>([
    ['AWS::SQS::Queue', { QueueName: 'a', VisibilityTimeout: 30 }, { QueueName: { 'Fn::Sub': 'a' }, VisibilityTimeout: '30', FifoQueue: false }],
    [
      'AWS::DynamoDB::Table',
      {
        TableName: 'a',
        Tags: [
          { Key: 'x', Value: '1' },
          { Key: 'y', Value: '2' },
        ],
      },
      {
        TableName: 'a',
        Tags: [
          { Key: 'y', Value: 2 },
          { Key: 'x', Value: '1' },
        ],
        BillingMode: 'PROVISIONED',
      },
    ],
    [
      'AWS::S3::Bucket',
      { BucketName: { 'Fn::Sub': 'data-${AWS::AccountId}-${AWS::Region}' } },
      { BucketName: { 'Fn::Join': ['-', ['data', { Ref: 'AWS::AccountId' }, { Ref: 'AWS::Region' }]] }, ObjectLockEnabled: false },
    ],
    [
      'AWS::Cognito::UserPool',
      { Schema: [{ Name: 'b', AttributeDataType: 'String' }, { Name: 'a' }], AliasAttributes: ['email', 'phone_number'] },
      {
        Schema: [
          { Name: 'a', Mutable: false },
          { Name: 'b', Required: false },
        ],
        AliasAttributes: ['phone_number', 'email'],
        MfaConfiguration: 'OFF',
      },
    ],
    ['AWS::Events::Rule', { Name: 'a' }, { Name: 'a', EventBusName: 'default', State: 'ENABLED' }],
    ['AWS::IAM::Role', { RoleName: 'a' }, { RoleName: 'a', Path: '/' }],
    ['AWS::CertificateManager::Certificate', { DomainName: 'a' }, { DomainName: 'a', KeyAlgorithm: 'RSA_2048' }],
    ['AWS::Logs::LogGroup', { LogGroupName: { 'Fn::Sub': '/aws/${AWS::StackName}' } }, { LogGroupName: '/aws/stack', LogGroupClass: 'STANDARD' }],
    ['AWS::KMS::Key', {}, { KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'ENCRYPT_DECRYPT', MultiRegion: false }],
    ['AWS::SNS::Topic', { TopicName: 'a' }, { TopicName: 'a', FifoTopic: 'false', Tags: [] }],
    [
      'AWS::Cognito::UserPoolClient',
      { UserPoolId: 'a', CallbackURLs: ['https://a', 'https://b'] },
      { UserPoolId: 'a', CallbackURLs: ['https://b', 'https://a'], GenerateSecret: 'false' },
    ],
    [
      'AWS::SES::Template',
      { Template: { TemplateName: 'a', TextPart: 'na?ve ??' } },
      { Template: { TemplateName: 'a', TextPart: 'naïve 👋'.replace('👋', '✓✓') } },
    ],
  ])('%s %j', (type, old, next) => {
    expect(judged(one(type, old), one(type, next))).toEqual([]);
  });
});

describe('a change after which data go sooner', () => {
  const pitr = (days?: number): Properties => ({
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, ...(days === undefined ? {} : { RecoveryPeriodInDays: days }) },
  });
  const ttl = (AttributeName: string, Enabled = true): Properties => ({ TimeToLiveSpecification: { AttributeName, Enabled } });
  const rules = (...Rules: Properties[]): Properties => ({
    LifecycleConfiguration: { Rules: Rules.map((rule) => ({ Status: 'Enabled', ...rule })) },
  });
  const secret = (length: number): Properties => ({ GenerateSecretString: { PasswordLength: length } });

  test.each<[type: string, old: Properties, sooner: Properties, later: Properties, what: RegExp]>([
    ['AWS::DynamoDB::Table', pitr(), {}, pitr(35), /recovery points of the last 35 days are gone/],
    ['AWS::DynamoDB::Table', pitr(35), pitr(7), pitr(), /recovery points older than 7 days are gone/],
    ['AWS::DynamoDB::Table', ttl('ttl'), ttl('expires'), ttl('ttl', false), /items whose expires has passed are deleted/],
    ['AWS::DynamoDB::Table', {}, ttl('ttl'), ttl('ttl', false), /items whose ttl has passed/],
    [
      'AWS::DynamoDB::Table',
      { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } },
      { StreamSpecification: { StreamViewType: 'KEYS_ONLY' } },
      { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } },
      /another ARN/,
    ],
    [
      'AWS::DynamoDB::GlobalTable',
      { Replicas: [{ Region: 'us-east-1' }, { Region: 'us-west-2' }] },
      { Replicas: [{ Region: 'us-west-2' }] },
      { Replicas: [{ Region: 'us-west-2' }, { Region: 'us-east-1' }] },
      /the replica in us-east-1 is deleted/,
    ],
    [
      'AWS::S3::Bucket',
      { VersioningConfiguration: { Status: 'Enabled' } },
      { VersioningConfiguration: { Status: 'Suspended' } },
      { VersioningConfiguration: { Status: 'Enabled' } },
      /no old version/,
    ],
    ['AWS::S3::Bucket', rules({ ExpirationInDays: 30 }), rules({ ExpirationInDays: 7 }), rules({ ExpirationInDays: 60 }), /expire after 7 days/],
    ['AWS::S3::Bucket', {}, rules({ NoncurrentVersionExpiration: { NoncurrentDays: 730 } }), rules({ Transitions: [] }), /old versions are deleted after 730 days/],
    [
      'AWS::S3::Bucket',
      rules({ ExpirationInDays: 30, Prefix: 'a/' }),
      rules({ ExpirationInDays: 30 }),
      rules({ ExpirationInDays: 30, Prefix: 'a/' }, { ExpirationInDays: 1, Status: 'Disabled' }),
      /expire after 30 days/,
    ],
    // Of two rules of one scope, the sooner one counts, in whichever order they are.
    ...[[7, 60], [60, 7]].map((days): [string, Properties, Properties, Properties, RegExp] => [
      'AWS::S3::Bucket',
      rules({ ExpirationInDays: 30, Prefix: 'a/' }),
      rules(...days.map((ExpirationInDays) => ({ ExpirationInDays, Prefix: 'a/' }))),
      rules(...days.map((more) => ({ ExpirationInDays: 30 + more, Prefix: 'a/' }))),
      /expire after 7 days/,
    ]),
    ...[[7, 60], [60, 7]].map((days): [string, Properties, Properties, Properties, RegExp] => [
      'AWS::S3::Bucket',
      rules(...days.map((more) => ({ ExpirationInDays: 30 + more }))),
      rules({ ExpirationInDays: 36 }),
      rules({ ExpirationInDays: 37 }),
      /expire after 36 days/,
    ]),
    // A rule for current objects says nothing about old versions, nor one of old versions about current objects.
    [
      'AWS::S3::Bucket',
      rules({ ExpirationInDays: 14 }),
      rules({ ExpirationInDays: 14, NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
      rules({ ExpirationInDays: 14, NoncurrentVersionTransitions: [] }),
      /old versions are deleted after 30 days/,
    ],
    [
      'AWS::S3::Bucket',
      rules({ NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 5 } }),
      rules({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
      rules({ NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 9 } }),
      /old versions are deleted after 30 days/,
    ],
    ['AWS::S3::Bucket', {}, rules({ ExpirationDate: '2027-01-01T00:00:00Z' }), rules({ AbortIncompleteMultipartUpload: {} }), /objects expire on a date/],
    ['AWS::S3::Bucket', rules({ ExpirationInDays: 30 }), rules({ ExpirationInDays: { Ref: 'AWS::NotificationARNs' } }), rules({}), /cannot be told/],
    [
      'AWS::DynamoDB::GlobalTable',
      { Replicas: [{ Region: 'us-west-2', ...pitr() }] },
      { Replicas: [{ Region: 'us-west-2' }] },
      { Replicas: [{ Region: 'us-west-2', ...pitr(35) }] },
      /recovery points of the replica in us-west-2 are gone/,
    ],
    ['AWS::DynamoDB::GlobalTable', {}, ttl('ttl'), ttl('ttl', false), /items whose ttl has passed/],
    ['AWS::KMS::ReplicaKey', {}, { Enabled: false }, { Enabled: true }, /nothing encrypted with the key can be read/],
    [
      'AWS::Backup::BackupPlan',
      { BackupPlan: { BackupPlanRule: [{ RuleName: 'a', Lifecycle: { DeleteAfterDays: 35 } }] } },
      { BackupPlan: { BackupPlanRule: [] } },
      { BackupPlan: { BackupPlanRule: [{ RuleName: 'a', Lifecycle: { DeleteAfterDays: 35 } }, { RuleName: 'b' }] } },
      /backups are made or kept less often/,
    ],
    ['AWS::ECR::Repository', {}, { LifecyclePolicy: { LifecyclePolicyText: '{}' } }, {}, /new rules may delete/],
    ['AWS::Logs::LogGroup', {}, { RetentionInDays: 30 }, {}, /log events older than 30 days are deleted/],
    ['AWS::SQS::Queue', { MessageRetentionPeriod: 1209600 }, {}, { MessageRetentionPeriod: '1209600' }, /messages older than 345600 seconds/],
    [
      'AWS::Events::Archive',
      { ArchiveName: 'a', RetentionDays: 0 },
      { ArchiveName: 'a', RetentionDays: 365 },
      { ArchiveName: 'a' },
      /events older than 365 days/,
    ],
    ['AWS::Kinesis::Stream', { RetentionPeriodHours: 48 }, {}, { RetentionPeriodHours: 72 }, /records older than 24 hours/],
    ['AWS::SecretsManager::Secret', secret(20), secret(30), secret(20), /a new value takes the place/],
    ['AWS::KMS::Key', {}, { Enabled: false }, { Enabled: true }, /nothing encrypted with the key can be read/],
  ])('%s %j', (type, old, sooner, later, what) => {
    const findings = judged(one(type, old), one(type, sooner));
    expect(rulesOf(findings)).toEqual(['data-expiry']);
    expect(findings[0]?.what).toMatch(what);
    // It may be intended, so the owner can say so.
    expect(findings[0]?.accept).toMatch(/^stack\.It\./);
    expect(judged(one(type, old), one(type, later))).toEqual([]);
  });
});

test.each([
  'AWS::DynamoDB::Table',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolGroup',
  'AWS::Events::EventBus',
  'AWS::Events::Archive',
  'AWS::Logs::LogGroup',
  'AWS::SSM::Parameter',
  'AWS::Backup::BackupVault',
  'AWS::CertificateManager::Certificate',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::SES::EmailIdentity',
  'AWS::SNS::Topic',
  'AWS::KMS::Key',
  'AWS::SecretsManager::Secret',
  'AWS::Cognito::IdentityPool',
  'AWS::Cognito::UserPoolDomain',
])('%s does not leave its stack without a word', (type) => {
  const role = { Type: 'AWS::IAM::Role' };
  const { stack } = one(type, {});
  expect(rulesOf(judged({ stack: { Resources: { ...stack?.Resources, role } } }, { stack: { Resources: { role } } }))).toEqual(['removal']);
});

test.each(['AWS::Lambda::Permission', 'AWS::Lambda::Version', 'AWS::S3::BucketPolicy'])('a replacement of %s loses nothing', (type) => {
  const properties = { 'AWS::Lambda::Permission': 'Principal', 'AWS::Lambda::Version': 'Description', 'AWS::S3::BucketPolicy': 'Bucket' }[type] ?? '';
  expect(judged(one(type, { [properties]: 'a' }), one(type, { [properties]: 'b' }))).toEqual([]);
});

test('every row of ours names where it is written', () => {
  for (const { source } of [...EFFECTS, ...LOSSES, ...STATEFUL, ...PROTECTIONS]) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});

test('no row of ours repeats what the specification data say', () => {
  const database = loadAwsServiceSpecSync();
  const known = (type: string) => database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
  expect(STATEFUL.filter(({ type }) => known(type)?.isStateful).map(({ type }) => type)).toEqual([]);
  expect(
    EFFECTS.filter(({ type, property }) => known(type)?.properties[property]?.causesReplacement === 'yes').map(
      ({ type, property }) => `${type} ${property}`,
    ),
  ).toEqual([]);
});

test('a stack is not emptied', () => {
  expect(rulesOf(judged(one('AWS::IAM::Policy', {}), { stack: { Resources: {} } }))).toEqual(['template-limit']);
});
