import { judgedWhole, rulesOf, type StageSketch } from '../support/judged';

type Properties = Record<string, unknown>;

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const TOPIC = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'beside' }, ...KEPT };
const stage = (Type: string, properties: Properties): StageSketch => (
  { stack: { Resources: { Topic: TOPIC, It: { Type, Properties: properties, ...KEPT } } as never } });
const block = (on: boolean): Properties => ({ PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: on } });
const encrypted = { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Key' } } }] } };
const sse = (key?: string): Properties => ({ SSESpecification: { SSEEnabled: true, SSEType: 'KMS', ...key === undefined ? {} : { KMSMasterKeyId: key } } });
const statement = (Effect: string, Principal: unknown, Action: string) => ({ Effect, Principal, Action, Resource: '*' });
const keyPolicy = (...statements: object[]): Properties => ({ KeyPolicy: { Version: '2012-10-17', Statement: statements } });
const ROOT = statement('Allow', { AWS: 'arn:aws:iam::123456789012:root' }, 'kms:*');
const ADMIN = statement('Allow', { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::123456789012:role/admin']] } }, 'kms:*');
const policy = (...statements: object[]): Properties => ({ Bucket: 'b', PolicyDocument: { Statement: statements } });
const rule = (pattern: object, more: Properties = {}): Properties => ({ Name: 'r', EventPattern: pattern, Targets: [{ Id: 'a', Arn: 'arn:x' }], ...more });
const selection = (more: Properties): Properties => ({ BackupPlanId: 'p', BackupSelection: { SelectionName: 's', IamRoleArn: 'r', ...more } });
const replica = (Status: string): Properties => ({ ReplicationConfiguration: { Role: 'r', Rules: [{ Id: 'a', Status, Destination: { Bucket: 'c' } }] } });
const distribution = (more: Properties): Properties => ({ DistributionConfig: { Enabled: true, Aliases: ['a.example.org', 'b.example.org'], WebACLId: 'w', ...more } });
const lambda = (more: Properties): Properties => ({ FunctionName: 'f', Code: {}, Role: 'arn:r', ...more });

/** Each setting as it is weakened, and as it is made stronger or merely changed. */
test.each<[what: string, type: string, before: Properties, weaker: Properties, fine: Properties]>([
  ['a public access block', 'AWS::S3::Bucket', block(true), block(false), { PublicAccessBlockConfiguration: { ...block(true).PublicAccessBlockConfiguration as object, IgnorePublicAcls: true } }],
  ['the encryption of a bucket', 'AWS::S3::Bucket', encrypted, {}, JSON.parse(JSON.stringify(encrypted).replace('aws:kms', 'aws:kms:dsse')) as Properties],
  ['the key of a queue', 'AWS::SQS::Queue', { QueueName: 'q', KmsMasterKeyId: { Ref: 'Key' } }, { QueueName: 'q' }, { QueueName: 'q', KmsMasterKeyId: 'alias/other' }],
  ['the key of a table', 'AWS::DynamoDB::Table', sse('alias/own'), sse(), sse('alias/other')],
  ['a queue without encryption', 'AWS::SQS::Queue', { QueueName: 'q', SqsManagedSseEnabled: true }, { QueueName: 'q', SqsManagedSseEnabled: false }, { QueueName: 'q' }],
  ['a key that its account manages', 'AWS::KMS::Key', keyPolicy(ROOT, ADMIN), keyPolicy(ADMIN), keyPolicy(ROOT)],
  ['a denial', 'AWS::S3::BucketPolicy', policy(statement('Deny', '*', 's3:DeleteObject'), ADMIN), policy(ADMIN), policy(statement('Deny', '*', 's3:Delete*'), ADMIN)],
  ['the resource policy of a table', 'AWS::DynamoDB::Table', { ResourcePolicy: { PolicyDocument: { Statement: [ADMIN] } } }, {}, { ResourcePolicy: { PolicyDocument: { Statement: [ADMIN, ROOT] } } }],
  ['a pattern with fewer values', 'AWS::Events::Rule', rule({ source: ['a', 'b'] }), rule({ source: ['a'] }), rule({ source: ['a', 'b', 'c'] })],
  ['a pattern with another field', 'AWS::Events::Rule', rule({ source: ['a'], detail: { kind: ['x'] } }), rule({ 'source': ['a'], 'detail': { kind: ['x'] }, 'detail-type': ['y'] }), rule({ source: ['a'] })],
  ['a filter of a trigger', 'AWS::Lambda::EventSourceMapping', { FunctionName: 'f', EventSourceArn: 'arn:q' }, { FunctionName: 'f', EventSourceArn: 'arn:q', FilterCriteria: { Filters: [{ Pattern: '{}' }] } }, { FunctionName: 'f', EventSourceArn: 'arn:q', BatchSize: 5 }],
  ['a trigger that is off', 'AWS::Lambda::EventSourceMapping', { FunctionName: 'f', EventSourceArn: 'arn:q' }, { FunctionName: 'f', EventSourceArn: 'arn:q', Enabled: false }, { FunctionName: 'f', EventSourceArn: 'arn:q', Enabled: true }],
  ['a selection of backups', 'AWS::Backup::BackupSelection', selection({ Resources: ['*'] }), selection({ Resources: ['arn:a'] }), selection({ Resources: ['*', 'arn:a'] })],
  ['a selection that leaves something out', 'AWS::Backup::BackupSelection', selection({ Resources: ['*'] }), selection({ Resources: ['*'], NotResources: ['arn:a'] }), selection({ Resources: ['*'], IamRoleArn: 's' })],
  ['a replication that is off', 'AWS::S3::Bucket', replica('Enabled'), replica('Disabled'), { ReplicationConfiguration: { Role: 's', Rules: (replica('Enabled').ReplicationConfiguration as { Rules: unknown }).Rules } }],
  ['a function without concurrency', 'AWS::Lambda::Function', lambda({}), lambda({ ReservedConcurrentExecutions: 0 }), lambda({ ReservedConcurrentExecutions: 5 })],
  ['an endpoint that is off', 'AWS::ApiGatewayV2::Api', { Name: 'a', ProtocolType: 'HTTP' }, { Name: 'a', ProtocolType: 'HTTP', DisableExecuteApiEndpoint: true }, { Name: 'a', ProtocolType: 'HTTP', DisableExecuteApiEndpoint: false }],
  ['an alarm that calls nobody', 'AWS::CloudWatch::Alarm', { AlarmName: 'a', AlarmActions: ['x'] }, { AlarmName: 'a', AlarmActions: ['x'], ActionsEnabled: false }, { AlarmName: 'a', AlarmActions: ['x', 'y'], ActionsEnabled: true }],
  ['a distribution that is off', 'AWS::CloudFront::Distribution', distribution({}), distribution({ Enabled: false }), distribution({ Comment: 'of tomorrow' })],
  ['an alternate domain name', 'AWS::CloudFront::Distribution', distribution({}), distribution({ Aliases: ['a.example.org'] }), distribution({ Aliases: ['b.example.org', 'a.example.org', 'c.example.org'] })],
  ['a web ACL', 'AWS::CloudFront::Distribution', distribution({}), distribution({ WebACLId: undefined }), distribution({ WebACLId: 'v' })],
  ['a trail that is off', 'AWS::CloudTrail::Trail', { IsLogging: true, S3BucketName: 'b' }, { IsLogging: false, S3BucketName: 'b' }, { IsLogging: true, S3BucketName: 'b', IsMultiRegionTrail: true }],
  ['the authorization of a route', 'AWS::ApiGatewayV2::Route', { ApiId: 'a', RouteKey: 'GET /', AuthorizationType: 'JWT' }, { ApiId: 'a', RouteKey: 'GET /' }, { ApiId: 'a', RouteKey: 'GET /', AuthorizationType: 'AWS_IAM' }],
  ['the second factor', 'AWS::Cognito::UserPool', { UserPoolName: 'p', MfaConfiguration: 'ON' }, { UserPoolName: 'p', MfaConfiguration: 'OPTIONAL' }, { UserPoolName: 'p', MfaConfiguration: 'ON', UserPoolTier: 'PLUS' }],
  ['the tier of a pool', 'AWS::Cognito::UserPool', { UserPoolName: 'p', UserPoolTier: 'PLUS' }, { UserPoolName: 'p', UserPoolTier: 'LITE' }, { UserPoolName: 'p', UserPoolTier: 'PLUS', MfaConfiguration: 'ON' }],
  ['tags of images', 'AWS::ECR::Repository', { RepositoryName: 'r', ImageTagMutability: 'IMMUTABLE' }, { RepositoryName: 'r' }, { RepositoryName: 'r', ImageTagMutability: 'IMMUTABLE', ImageScanningConfiguration: { ScanOnPush: true } }],
  ['guests', 'AWS::Cognito::IdentityPool', { AllowUnauthenticatedIdentities: false }, { AllowUnauthenticatedIdentities: true }, { AllowUnauthenticatedIdentities: false, DeveloperProviderName: 'x' }],
])('%s', (_, type, before, weaker, fine) => {
  expect(rulesOf(judgedWhole(stage(type, before), stage(type, weaker)))).toContain('weakened');
  expect(judgedWhole(stage(type, before), stage(type, fine)).filter(({ rule: id }) => id === 'weakened')).toEqual([]);
});

/** AWS encrypts tables and objects whatever the setting. */
test.each<[type: string, before: Properties]>([
  ['AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true } }],
  ['AWS::S3::Bucket', { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } }],
])('%s may go back to a key of AWS by default', (type, before) => {
  expect(judgedWhole(stage(type, before), stage(type, {})).filter(({ rule: id }) => id === 'weakened')).toEqual([]);
});

test.each<[what: string, before: Properties, after: Properties, rules: string[]]>([
  ['a written value takes the place of a generated one', { GenerateSecretString: {} }, { SecretString: 'x' }, ['data-expiry']],
  ['another written value', { SecretString: 'x' }, { SecretString: 'y' }, ['data-expiry']],
  ['the same value', { SecretString: 'x' }, { SecretString: 'x', Description: 'y' }, []],
])('a secret: %s', (_, before, after, rules) => {
  expect(rulesOf(judgedWhole(stage('AWS::SecretsManager::Secret', { Name: 's', ...before }), stage('AWS::SecretsManager::Secret', { Name: 's', ...after })))
    .filter((rule_) => rule_ === 'data-expiry')).toEqual(rules);
});
