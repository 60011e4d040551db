import type { Stage } from './mutations';
import { today } from '../support/today';
import { tomorrow } from '../support/tomorrow';

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const att = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });
const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] } } };
const code = { S3Bucket: 'code', S3Key: 'one.zip' };
const lambda = (name: string | undefined, more: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { ...name === undefined ? {} : { FunctionName: name }, Code: code, Handler: 'i.h', Runtime: 'nodejs22.x', MemorySize: 512, Timeout: 30, Role: att('Role'), ...more },
});

/** What SAM's transform makes of an API with a table, a schedule and a queue. */
const SAM: Stage = {
  'orders-prod': {
    Resources: {
      Role: ROLE,
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: true,
        },
      },
      Work: { ...lambda(undefined, { Tags: [{ Key: 'lambda:createdBy', Value: 'SAM' }], Environment: { Variables: { TABLE: { Ref: 'Orders' } } } }), Metadata: { SamResourceId: 'Work' } },
      WorkStream: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Work' }, EventSourceArn: att('Orders', 'StreamArn'), StartingPosition: 'LATEST', BatchSize: 10 } },
      WorkTimer: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Work', Arn: att('Work') }] } },
      WorkTimerPermission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Work' }, Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com', SourceArn: att('WorkTimer') } },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'orders', ProtocolType: 'HTTP' } },
      ApiStage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true } },
      Dead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1209600, KmsMasterKeyId: { Ref: 'Key' } } },
      Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true, PendingWindowInDays: 30, KeyPolicy: { Statement: [] } } },
      Uploads: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' }, LifecycleConfiguration: { Rules: [{ Id: 'tmp', Status: 'Enabled', Prefix: 'tmp/', ExpirationInDays: 30 }] } } },
      UploadsPolicy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Uploads' }, PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }] } } },
    },
    Outputs: { Table: { Value: { Ref: 'Orders' }, Export: { Name: 'orders-table' } }, Dead: { Value: att('Dead'), Export: { Name: 'orders-dead' } } },
  },
  'reports-prod': {
    Resources: {
      Role: ROLE,
      Report: lambda('report', { Environment: { Variables: { TABLE: { 'Fn::ImportValue': 'orders-table' } } }, DeadLetterConfig: { TargetArn: { 'Fn::ImportValue': 'orders-dead' } } }),
      Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/report', RetentionInDays: 365 } },
      Database: {
        Type: 'AWS::RDS::DBInstance',
        DeletionPolicy: 'Snapshot',
        UpdateReplacePolicy: 'Snapshot',
        Properties: {
          DBInstanceIdentifier: 'reports',
          DBInstanceClass: 'db.t4g.micro',
          Engine: 'postgres',
          EngineVersion: '16.3',
          AllocatedStorage: '20',
          StorageEncrypted: true,
          DBName: 'reports',
          MasterUsername: 'admin',
          ManageMasterUserPassword: true,
          BackupRetentionPeriod: 7,
          DeletionProtection: true,
          MultiAZ: true,
        },
      },
    },
  },
};

/** What plain CDK writes: hashes in logical IDs, handlers, references across stacks by made exports. */
const CDK: Stage = {
  'Shop-Data': {
    Resources: {
      PeopleA1B2: { Type: 'AWS::Cognito::UserPool', ...KEPT, Properties: { UserPoolName: 'people', UsernameAttributes: ['email'], Schema: [{ Name: 'email', Required: true, Mutable: true }], Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } } } },
      PeopleWebC3D4: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'PeopleA1B2' }, ClientName: 'web', GenerateSecret: false } },
      DocsE5F6: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'shop-docs', VersioningConfiguration: { Status: 'Enabled' }, Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] } },
      DocsEmptier: { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken: 'arn:aws:lambda:us-west-2:123456789012:function:empty', BucketName: { Ref: 'DocsE5F6' } }, DependsOn: 'DocsE5F6' },
      SiteDeploy: { Type: 'Custom::CDKBucketDeployment', Properties: { ServiceToken: 'arn:aws:lambda:us-west-2:123456789012:function:deploy', SourceBucketNames: ['assets'], SourceObjectKeys: ['a.zip'], DestinationBucketName: { Ref: 'DocsE5F6' }, Prune: false } },
      FilesG7: { Type: 'AWS::EFS::FileSystem', ...KEPT, Properties: { Encrypted: true, BackupPolicy: { Status: 'ENABLED' } } },
      StreamH8: { Type: 'AWS::Kinesis::Stream', ...KEPT, Properties: { Name: 'clicks', RetentionPeriodHours: 168, ShardCount: 2 } },
      SecretI9: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'shop/db', GenerateSecretString: { PasswordLength: 32 } } },
      ImagesJ0: { Type: 'AWS::ECR::Repository', ...KEPT, Properties: { RepositoryName: 'shop', ImageTagMutability: 'IMMUTABLE', LifecyclePolicy: { LifecyclePolicyText: '{"rules":[]}' } } },
      SearchK1: { Type: 'AWS::OpenSearchService::Domain', Properties: { DomainName: 'shop', EngineVersion: 'OpenSearch_2.13', EncryptionAtRestOptions: { Enabled: true } } },
      GlobalL2: {
        Type: 'AWS::DynamoDB::GlobalTable',
        ...KEPT,
        Properties: {
          TableName: 'carts',
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }, { AttributeName: 'owner', AttributeType: 'S' }],
          TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: false },
          GlobalSecondaryIndexes: [{ IndexName: 'owner', KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } }],
          Replicas: [{ Region: 'us-west-2', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }, { Region: 'us-east-1' }],
        },
      },
    },
    Outputs: { ExportsOutputRefPeople: { Value: { Ref: 'PeopleA1B2' }, Export: { Name: 'Shop-Data:ExportsOutputRefPeople' } } },
  },
  'Shop-Api': {
    Parameters: { Version: { Type: 'String', Default: 'one' } },
    Resources: {
      Role: ROLE,
      Handler: lambda('shop-api', { Environment: { Variables: { POOL: { 'Fn::ImportValue': 'Shop-Data:ExportsOutputRefPeople' }, VERSION: { Ref: 'Version' } } } }),
      Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Handler' }, Name: 'live', FunctionVersion: '1' } },
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alarms' } },
      Subscription: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'ops@example.org' } },
      Work: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work', VisibilityTimeout: 60, RedrivePolicy: { deadLetterTargetArn: att('Dead'), maxReceiveCount: 3 } } },
      Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work-dead', MessageRetentionPeriod: 1209600 } },
      WorkPolicy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Work' }, { Ref: 'Dead' }], PolicyDocument: { Statement: [] } } },
      Record: { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: 'Z1', Name: 'api.example.org.', Type: 'CNAME', TTL: '60', ResourceRecords: ['a.example.org'] } },
    },
  },
};

/** What the mutations start from: each the whole of a stage. */
export const BASES: Readonly<Record<string, () => Stage>> = {
  sam: () => structuredClone(SAM),
  cdk: () => structuredClone(CDK),
  serverless: () => structuredClone(today()) as unknown as Stage,
  library: () => structuredClone(tomorrow()) as unknown as Stage,
};
