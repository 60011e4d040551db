import { App, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { FeaturePlan, Mfa, StandardThreatProtectionMode } from 'aws-cdk-lib/aws-cognito';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  ListBackupApi, ListBackupAuth, ListBackupAuthorizer, ListBackupBucket, ListBackupBuckets,
  ListBackupDataLayer, ListBackupEdge, ListBackupEdgeCertificate,
  ListBackupEmail, ListBackupEventBus,
  ListBackupFunction, ListBackupLookup, ListBackupMessaging, ListBackupQueue, ListBackupQueues, ListBackupRuntime, ListBackupSecrets,
  ListBackupSecurity, ListBackupStage, ListBackupTable, ListBackupTables,
} from '../../src';
import { roleIn, statementsOf } from '../handles/kinds';
import { ANY_VALUE, nameTaken, noNamingRule, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, resourcesOfType, synth, TemplateJson, templateOf } from '../support/synth';

const stage = ListBackupStage.DEV;
const security = ListBackupSecurity.HARDENED;
const own = (stack: Construct) => Key.fromKeyArn(stack, 'Own', 'arn:aws:kms:us-west-2:123456789012:key/own');

/** What is made, the key's logical ID, its alias, and where the key of each resource stands. */
const ROOMS: [string, (stack: Stack) => void, string, string, string, string, number][] = [
  ['tables', (s) => new ListBackupTables(s, 'Tables', { stage, security }), 'DynamodbEncryptionKey', 'dynamodb',
    'AWS::DynamoDB::Table', 'SSESpecification.KMSMasterKeyId', 23],
  ['queues', (s) => new ListBackupQueues(s, 'Queues', { stage, security }), 'SqsEncryptionKey', 'sqs', 'AWS::SQS::Queue', 'KmsMasterKeyId', 12],
  ['event bus', (s) => new ListBackupEventBus(s, 'Bus', { stage, security }), 'EventbridgeEncryptionKey', 'eventbridge',
    'AWS::Events::EventBus', 'KmsKeyIdentifier', 1],
  ['event archive', (s) => new ListBackupEventBus(s, 'Bus', { stage, security }), 'EventbridgeEncryptionKey', 'eventbridge',
    'AWS::Events::Archive', 'KmsKeyIdentifier', 1],
  ['events that were not delivered', (s) => new ListBackupEventBus(s, 'Bus', { stage, security }), 'EventbridgeEncryptionKey', 'eventbridge',
    'AWS::SQS::Queue', 'KmsMasterKeyId', 1],
  ['event log', (s) => new ListBackupEventBus(s, 'Bus', { stage, security }), 'EventbridgeEncryptionKey', 'eventbridge',
    'AWS::Logs::LogGroup', 'KmsKeyId', 1],
  ['access log of buckets', (s) => new ListBackupBuckets(s, 'Buckets', { stage, security }), 'S3EncryptionKey', 's3',
    'AWS::Logs::LogGroup', 'KmsKeyId', 1],
  ['logs of Cognito', (s) => new ListBackupAuth(s, 'Auth', { stage, security }), 'CognitoEncryptionKey', 'cognito',
    'AWS::Logs::LogGroup', 'KmsKeyId', 1],
  ['SMS topic', (s) => new ListBackupEmail(s, 'Email', { stage, security }), 'SesEncryptionKey', 'ses', 'AWS::SNS::Topic', 'KmsMasterKeyId', 1],
  ['secrets', (s) => new ListBackupSecrets(s, 'Secrets', { stage, security, secrets: { 'stripe': {}, 'google-oauth': {} } }),
    'SecretsEncryptionKey', 'secrets', 'AWS::SecretsManager::Secret', 'KmsKeyId', 2],
  ['a table of a service\'s own', (s) => new ListBackupTable(s, 'Invoices', {
    stage, security, service: 'listbackup-api-billing', partitionKey: { name: 'id', type: 'S' as never },
  }), 'ApiBillingEncryptionKey', 'api-billing', 'AWS::DynamoDB::Table', 'SSESpecification.KMSMasterKeyId', 1],
  ['a queue of a service\'s own', (s) => new ListBackupQueue(s, 'Invoices', { stage, security, service: 'listbackup-api-billing' }),
    'ApiBillingEncryptionKey', 'api-billing', 'AWS::SQS::Queue', 'KmsMasterKeyId', 2],
];

const at = (path: string, value: unknown): unknown => (
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], value)
);

describe('a key of the service\'s own, rotated', () => {
  test.each(ROOMS)('%s', (_, make, keyId, short, type, path, count) => {
    const template = synth(make);
    // The queue for events that the bus couldn't use its key for has SQS' own encryption.
    const resources = Object.entries(resourcesOfType(template, type)).filter(([id]) => id !== 'EventBusDeadLetterQueue').map(([, resource]) => resource);
    expect(resources).toHaveLength(count);
    for (const { Properties } of resources) expect(at(path, Properties)).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
    expect(Object.keys(resourcesOfType(template, 'AWS::KMS::Key'))).toEqual([keyId]);
    expect(template.Resources[keyId].Properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 365 });
    expect(template.Resources[`${keyId}Alias`].Properties).toEqual({ AliasName: `alias/listbackup-dev/${short}`, TargetKeyId: { Ref: keyId } });
    expect(exportsOf(template)[`${keyId}Arn`]).toMatch(new RegExp(`^listbackup-.*-dev-${keyId}Arn$`));
  });

  test('is not made where one is given', () => {
    const template = synth((stack) => {
      const encryptionKey = own(stack);
      new ListBackupDataLayer(stack, 'Data', { stage, security, encryptionKey });
      new ListBackupMessaging(stack, 'Messaging', { stage, security, encryptionKey });
      new ListBackupAuth(stack, 'Auth', { stage, security, encryptionKey });
      new ListBackupEmail(stack, 'Email', { stage, security, encryptionKey });
      new ListBackupSecrets(stack, 'Secrets', { stage, security, encryptionKey, secrets: { stripe: {} } });
    });
    expect(resourcesOfType(template, 'AWS::KMS::Key')).toEqual({});
    expect(template.Resources.CognitoLogGroup.Properties).toMatchObject({ KmsKeyId: 'arn:aws:kms:us-west-2:123456789012:key/own' });
  });

  test('buckets, but not that of the logs: log delivery writes to SSE-S3 only', () => {
    const template = synth((stack) => new ListBackupBuckets(stack, 'Buckets', { stage, security, autoDeleteObjects: false }));
    const path = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';
    const encryption = (id: string) => at(path, template.Resources[id].Properties);
    for (const id of ['DataBucket', 'AssetsBucket', 'ExportsBucket']) {
      expect(encryption(id)).toEqual({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['S3EncryptionKey', 'Arn'] } });
    }
    expect(encryption('LogsBucket')).toEqual({ SSEAlgorithm: 'AES256' });
  });

  test('the firewall\'s log, in us-east-1', () => {
    const template = synth((stack) => new ListBackupEdgeCertificate(stack, 'Edge', { stage: ListBackupStage.MAIN, security }),
      { env: { ...MAIN_ENV, region: 'us-east-1' } });
    expect(template.Resources.EdgeWebAclLogGroup.Properties)
      .toMatchObject({ KmsKeyId: { 'Fn::GetAtt': ['EdgeCertificateEncryptionKey', 'Arn'] }, RetentionInDays: 365 });
  });

  test('one key for all functions of a service in a stack, with room for each', () => {
    const template = synth((stack) => ['One', 'Two', 'Three'].forEach((id) => new ListBackupFunction(stack, id, {
      stage, security, runtime: ListBackupRuntime.NODEJS, code: lambda.Code.fromInline('exports.handler = async () => {};'),
    })));
    expect(Object.keys(resourcesOfType(template, 'AWS::KMS::Key'))).toEqual(['ApiEncryptionKey']);
    expect(at('KeyPolicy.Statement', template.Resources.ApiEncryptionKey.Properties)).toHaveLength(2);
    for (const { Properties } of Object.values(resourcesOfType(template, 'AWS::Lambda::Function'))) {
      expect(Properties).toMatchObject({ KmsKeyArn: { 'Fn::GetAtt': ['ApiEncryptionKey', 'Arn'] } });
    }
    for (const { Properties } of Object.values(resourcesOfType(template, 'AWS::Logs::LogGroup'))) {
      expect(Properties).toMatchObject({ KmsKeyId: { 'Fn::GetAtt': ['ApiEncryptionKey', 'Arn'] }, RetentionInDays: 365 });
    }
  });

  test('one key in each of two stacks that hold functions of a service, without an alias, an export or a reference between them', () => {
    const app = new App();
    const stacks = ['One', 'Two'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
    stacks.forEach((stack, index) => new ListBackupFunction(stack, `Get${index}`, {
      stage, security, runtime: ListBackupRuntime.NODEJS, code: lambda.Code.fromInline('exports.handler = async () => {};'),
    }));
    for (const stack of stacks) {
      const template = templateOf(stack);
      expect(Object.keys(resourcesOfType(template, 'AWS::KMS::Key'))).toEqual(['ApiEncryptionKey']);
      expect(resourcesOfType(template, 'AWS::KMS::Alias')).toEqual({});
      expect(JSON.stringify(exportsOf(template))).not.toContain('Key');
      for (const { Properties } of Object.values(resourcesOfType(template, 'AWS::Lambda::Function'))) {
        expect(Properties).toMatchObject({ KmsKeyArn: { 'Fn::GetAtt': ['ApiEncryptionKey', 'Arn'] } });
      }
      expect(stack.dependencies).toEqual([]);
    }
  });

  test('rules of the bus, topics and notifications reach encrypted queues', () => {
    const template = synth((stack) => new ListBackupQueues(stack, 'Queues', { stage, security }));
    type Admission = { Sid: string; Principal: { Service?: string } };
    const statements = at('KeyPolicy.Statement', template.Resources.SqsEncryptionKey.Properties) as Admission[];
    expect(statements.map(({ Sid, Principal }) => [Sid, Principal.Service])).toEqual([
      ['AccountDecides', undefined],
      ['EventRulesSend', 'events.amazonaws.com'],
      ['TopicsSend', 'sns.amazonaws.com'],
      ['BucketsSend', 's3.amazonaws.com'],
    ]);
  });

  test('none without it', () => {
    const template = synth((stack) => {
      new ListBackupDataLayer(stack, 'Data', { stage });
      new ListBackupMessaging(stack, 'Messaging', { stage, security: ListBackupSecurity.STANDARD });
      new ListBackupAuth(stack, 'Auth', { stage });
    });
    expect(resourcesOfType(template, 'AWS::KMS::Key')).toEqual({});
  });

  test('is not made twice under one alias', () => {
    const app = new App();
    const make = (id: string) => new ListBackupTable(new Stack(app, id, { env: MAIN_ENV }), id, {
      stage, security, service: 'listbackup-api-billing', partitionKey: { name: 'id', type: 'S' as never },
    });
    make('Invoices');
    expect(() => make('Payments')).toThrow(nameTaken('key', 'alias/listbackup-dev/api-billing'));
  });
});

describe('grants of what another app made', () => {
  const KEY = 'arn:aws:kms:us-west-2:123456789012:key/0a1b';
  const imported = (service: string, output: string) => ({ 'Fn::ImportValue': `listbackup-infrastructure-${service}-main-${output}` });
  const main = ListBackupStage.MAIN;

  test.each<[string, (stack: Stack, role: ReturnType<typeof roleIn>) => unknown, string, string]>([
    ['tables', (s, role) => ListBackupTables.fromStage(s, 'T', { stage: main, security }).rateLimits.grantReadData(role),
      'dynamodb', 'DynamodbEncryptionKeyArn'],
    ['queues', (s, role) => ListBackupQueues.fromStage(s, 'T', { stage: main, security }).sync.grantConsumeMessages(role),
      'sqs', 'SqsEncryptionKeyArn'],
    ['buckets', (s, role) => ListBackupBuckets.fromStage(s, 'T', { stage: main, security }).data.grantRead(role), 's3', 'S3EncryptionKeyArn'],
    ['undelivered events', (s, role) => ListBackupEventBus.fromStage(s, 'T', { stage: main, security }).deadLetterQueue.grantConsumeMessages(role),
      'eventbridge', 'EventbridgeEncryptionKeyArn'],
    ['secrets', (s, role) => ListBackupSecrets.fromStage(s, 'T', { stage: main, security, names: ['stripe'] }).byName('stripe').grantRead(role),
      'secrets', 'SecretsEncryptionKeyArn'],
  ])('%s include the key, by its export', (_, grant, service, output) => {
    const template = synth((stack) => grant(stack, roleIn(stack, 'Role')));
    const [policy] = Object.values(resourcesOfType(template, 'AWS::IAM::Policy'));
    const statements = at('PolicyDocument.Statement', policy.Properties) as { Action: string | string[]; Resource: unknown }[];
    const onKey = statements.filter(({ Action }) => [Action].flat().some((action) => action === 'kms:Decrypt'));
    expect(onKey.map(({ Resource }) => Resource)).toEqual([imported(service, output)]);
  });

  test('the logs bucket has no key', () => {
    const stack = new Stack(new App(), 'Consumer', { env: MAIN_ENV });
    expect(ListBackupBuckets.fromStage(stack, 'T', { stage: main, security }).logs.encryptionKey).toBeUndefined();
  });

  test('a key that is given goes before the published one', () => {
    const stack = new Stack(new App(), 'Consumer', { env: MAIN_ENV });
    const role = roleIn(stack, 'Role');
    ListBackupQueues.fromStage(stack, 'T', { stage: main, security, encryptionKey: Key.fromKeyArn(stack, 'K', KEY) }).sync.grantConsumeMessages(role);
    expect(JSON.stringify(statementsOf(role))).toContain(KEY);
  });

  test('no naming rule tells a key, which is said', () => {
    const stack = new Stack(new App(), 'Consumer', { env: MAIN_ENV });
    expect(() => ListBackupTables.fromStage(stack, 'T', { stage: main, security, lookup: ListBackupLookup.names() }))
      .toThrow(noNamingRule('DynamodbEncryptionKeyArn'));
  });

  test('a bucket of a service\'s own', () => {
    const stack = new Stack(new App(), 'Consumer', { env: MAIN_ENV });
    const bucket = ListBackupBucket.fromStage(stack, 'Reports', { stage: main, security, service: 'listbackup-api-billing' });
    expect(stack.resolve(bucket.encryptionKey?.keyArn)).toEqual({ 'Fn::ImportValue': 'listbackup-api-billing-main-ApiBillingEncryptionKeyArn' });
  });
});

describe('authentication', () => {
  const auth = (options: object = {}): TemplateJson => synth((stack) => new ListBackupAuth(stack, 'Auth', { stage, security, ...options }));

  test('second factor, threat protection, long passwords, short tokens, no implicit flow', () => {
    const { CognitoUserPool: pool, CognitoUserPoolClient: client } = auth().Resources;
    expect(pool.Properties).toMatchObject({
      MfaConfiguration: 'ON',
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      Policies: { PasswordPolicy: { MinimumLength: 14, PasswordHistorySize: 24, TemporaryPasswordValidityDays: 1 } },
    });
    expect(client.Properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AccessTokenValidity: 1,
      IdTokenValidity: 1,
      RefreshTokenValidity: 1,
      TokenValidityUnits: { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
    });
  });

  test('each explicit option goes before it', () => {
    const { CognitoUserPool: pool, CognitoUserPoolClient: client } = auth({
      mfa: Mfa.OPTIONAL, threatProtection: StandardThreatProtectionMode.AUDIT_ONLY, passwordMinLength: 8, passwordHistorySize: 0, implicitFlow: true,
    }).Resources;
    expect(pool.Properties).toMatchObject({
      MfaConfiguration: 'OPTIONAL',
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
      Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 0 } },
    });
    expect(client.Properties).toMatchObject({ AllowedOAuthFlows: ['code', 'implicit'] });
  });

  test('users read their objects by the keys of the buckets, through S3 and with an account only', () => {
    const policies = (options: object) => at('Policies.0.PolicyDocument.Statement', auth({ tenantAttributes: true, ...options })
      .Resources.CognitoAuthenticatedRole.Properties) as { Action: string }[];
    expect(policies({}).filter(({ Action }) => Action.startsWith('kms:'))).toEqual([{
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:us-west-2:123456789012:key/*']] },
      Condition: {
        'StringLike': { 'aws:PrincipalTag/accountId': '?*' },
        'StringEquals': { 'kms:ViaService': 's3.us-west-2.amazonaws.com' },
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/listbackup-dev/s3', 'alias/listbackup-dev'] },
      },
    }]);
    expect(policies({ security: undefined }).filter(({ Action }) => Action.startsWith('kms:'))).toEqual([]);
  });

  test('a smaller plan leaves out what it does not include', () => {
    expect(auth({ featurePlan: FeaturePlan.ESSENTIALS }).Resources.CognitoUserPool.Properties)
      .toMatchObject({ UserPoolTier: 'ESSENTIALS', Policies: { PasswordPolicy: { PasswordHistorySize: 24 } } });
    const lite = auth({ featurePlan: FeaturePlan.LITE }).Resources.CognitoUserPool.Properties;
    expect(lite).not.toHaveProperty('UserPoolAddOns');
    expect(at('Policies.PasswordPolicy', lite)).not.toHaveProperty('PasswordHistorySize');
  });
});

describe('the API', () => {
  const app = new App();
  const home = new Stack(app, 'Home', { env: MAIN_ENV });
  const { userPool, userPoolClient } = new ListBackupAuth(home, 'Auth', { stage });
  const api = new ListBackupApi(home, 'Api', { stage, security, userPool, userPoolClient });
  const services = ['One', 'Two'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
  services.forEach((service) => api.addRoute(`GET /${service.node.id}`, new lambda.Function(service, 'Handler', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
  }), { groups: ['Admins'] }));
  const [homeTemplate, ...serviceTemplates] = [home, ...services].map(templateOf);

  test('has one key for its logs and its function, which admits CloudWatch Logs once', () => {
    const { Resources } = homeTemplate;
    for (const id of ['HttpApiLogGroup', 'HealthLogGroup']) {
      expect(Resources[id].Properties).toMatchObject({ KmsKeyId: { 'Fn::GetAtt': ['ApiGatewayEncryptionKey', 'Arn'] }, RetentionInDays: 365 });
    }
    expect(Resources.HealthLambdaFunction.Properties).toMatchObject({ KmsKeyArn: { 'Fn::GetAtt': ['ApiGatewayEncryptionKey', 'Arn'] } });
    const statements = at('KeyPolicy.Statement', Resources.ApiGatewayEncryptionKey.Properties) as { Sid: string }[];
    expect(statements.map(({ Sid }) => Sid)).toEqual(['AccountDecides', 'ApiLogGroups']);
  });

  test('shares it with the authorizers of other stacks', () => {
    const key = { 'Fn::ImportValue': 'listbackup-api-gateway-dev-ApiGatewayEncryptionKeyArn' };
    for (const { Resources } of serviceTemplates) {
      expect(Resources.ListBackupAuthorizerLogGroup.Properties).toMatchObject({ KmsKeyId: key, RetentionInDays: 365 });
      expect(Resources.ListBackupAuthorizerLambdaFunction.Properties).toMatchObject({ KmsKeyArn: key });
    }
  });
});

test('authorizers of an API that another app made take its key', () => {
  const template = synth((stack) => ListBackupApi.fromStage(stack, 'Api', { stage, security }).addRoute('GET /jobs', new lambda.Function(stack, 'Handler', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
  }), { groups: ['Admins'] }));
  expect(template.Resources.ListBackupAuthorizerLogGroup.Properties)
    .toMatchObject({ KmsKeyId: { 'Fn::ImportValue': 'listbackup-api-gateway-dev-ApiGatewayEncryptionKeyArn' }, RetentionInDays: 365 });
  expect(resourcesOfType(template, 'AWS::KMS::Key')).toEqual({});
});

test('a hardened authorizer by itself has a key of its stack', () => {
  const template = synth((stack) => {
    const { userPool, userPoolClient } = new ListBackupAuth(stack, 'Auth', { stage });
    const httpApi = HttpApi.fromHttpApiAttributes(stack, 'HttpApi', { httpApiId: 'a1b2c3' });
    new ListBackupAuthorizer(stack, 'Authorizer', { stage, security, httpApi, userPool, userPoolClient });
  });
  expect(template.Resources.ListBackupAuthorizerLogGroup.Properties).toMatchObject({ KmsKeyId: { 'Fn::GetAtt': ['ApiEncryptionKey', 'Arn'] } });
});

describe('the edge', () => {
  const bucket = (stack: Stack) => Bucket.fromBucketName(stack, 'Assets', 'assets');
  const zone = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
  const edge = (options: object): unknown => at('DistributionConfig.ViewerCertificate', synth((stack) => new ListBackupEdge(stack, 'Edge', {
    stage,
    assetsBucket: bucket(stack),
    hostedZone: zone,
    assetsCertificate: Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b'),
    ...options,
  })).Resources.EdgeAssetsDistribution.Properties);

  test('takes TLS 1.3 only, unless told otherwise', () => {
    expect(edge({ security })).toMatchObject({ MinimumProtocolVersion: 'TLSv1.3_2025' });
    expect(edge({ security, tls13Only: false })).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021' });
  });

  test('without hosts of its own has CloudFront\'s', () => {
    expect(edge({ security, hostedZone: undefined, assetsCertificate: undefined })).toEqual({ CloudFrontDefaultCertificate: true });
  });
});

test('mail goes to servers with TLS only', () => {
  const set = (options: object) => (
    synth((stack) => new ListBackupEmail(stack, 'Email', { stage, ...options })).Resources.SESConfigurationSet.Properties
  );
  expect(set({ security })).toMatchObject({ DeliveryOptions: { TlsPolicy: 'REQUIRE' } });
  expect(set({ security, requireTls: false })).not.toHaveProperty('DeliveryOptions');
  expect(set({})).not.toHaveProperty('DeliveryOptions');
});

test.each(['S3AccessLogGroup', 'EventBridgeLogGroup', 'CognitoLogGroup'])('%s is kept for a year in any stage', (id) => {
  const groups = (options: object) => synth((stack) => {
    new ListBackupBuckets(stack, 'Buckets', { stage, autoDeleteObjects: false, ...options });
    new ListBackupEventBus(stack, 'Bus', { stage, ...options });
    new ListBackupAuth(stack, 'Auth', { stage, ...options });
  }).Resources[id].Properties;
  expect(groups({ security })).toMatchObject({ RetentionInDays: 365 });
  expect(groups({ security, logRetention: RetentionDays.ONE_WEEK })).toMatchObject({ RetentionInDays: 7 });
  expect(groups({})).toMatchObject({ RetentionInDays: 30 });
});

describe('versions', () => {
  const bucketsOf = (options: object) => synth((stack) => new ListBackupBuckets(stack, 'Buckets', { stage, autoDeleteObjects: false, ...options })).Resources;
  const versionsOf = (options: object) => Object.entries({ Data: 730, Assets: undefined, Exports: 7, Logs: 30 }).filter(([id, days]) => {
    const { VersioningConfiguration, LifecycleConfiguration } = bucketsOf(options)[`${id}Bucket`].Properties;
    const expiration = at('Rules.0.NoncurrentVersionExpiration', LifecycleConfiguration);
    const versioned = VersioningConfiguration !== undefined;
    if (versioned) expect(VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect([id, expiration]).toEqual([id, versioned && days ? { NoncurrentDays: days } : undefined]);
    return versioned;
  }).map(([id]) => id);

  test('are kept of every bucket, for days where what is in it is temporary', () => {
    expect(versionsOf({ security })).toEqual(['Data', 'Assets', 'Exports', 'Logs']);
  });

  test('without it, of what cannot be made anew', () => {
    expect(versionsOf({})).toEqual(['Data', 'Assets']);
  });

  test('as the option says, which goes before it', () => {
    expect(versionsOf({ security, allVersioned: false })).toEqual(['Data', 'Assets']);
    expect(versionsOf({ allVersioned: true })).toEqual(['Data', 'Assets', 'Exports', 'Logs']);
    expect(() => bucketsOf({ allVersioned: 'yes' })).toThrow(refusal('allVersioned', 'yes'));
  });
});

describe('schema discovery', () => {
  const discoverers = (options: object) => Object.keys(resourcesOfType(synth((stack) => new ListBackupEventBus(stack, 'Bus', { stage, ...options })),
    'AWS::EventSchemas::Discoverer'));

  test('is off, since the bus has a key', () => {
    expect(discoverers({})).toHaveLength(1);
    expect(discoverers({ security })).toEqual([]);
  });

  test('asked for explicitly is refused', () => {
    expect(() => discoverers({ security, schemaDiscovery: true })).toThrow(refusal('schemaDiscovery', true));
  });
});

test.each([true, 'hardened', 1, null, {}])('%p is no posture', (posture) => {
  const props = { stage, security: posture } as never;
  for (const make of [ListBackupTables, ListBackupBuckets, ListBackupQueues, ListBackupEventBus, ListBackupAuth, ListBackupEmail]) {
    expect(() => new make(new Stack(new App(), 'S'), 'X', props))
      .toThrow(refusal('security', ANY_VALUE, 'must be a ListBackupSecurity'));
  }
});
