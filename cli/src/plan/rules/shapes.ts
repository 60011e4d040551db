import type { Json } from '../../template';

/** Differences between equivalent ways to write a resource. */
export interface ShapeRow {
  /** Values that AWS assumes for omitted properties. */
  readonly defaults?: Readonly<Record<string, Json>>;
  /** Lists that are sets to AWS, as paths; their order says nothing. */
  readonly sets?: readonly string[];
  /** Values that AWS assumes for omitted properties of a list's objects. */
  readonly itemDefaults?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

/**
 * Only what decides whether something is kept, changed or replaced; whatever is not here is compared as it is written.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const SHAPES: Readonly<Record<string, ShapeRow>> = {
  'AWS::ApiGatewayV2::Api': { defaults: { DisableExecuteApiEndpoint: false } },
  'AWS::CertificateManager::Certificate': { defaults: { KeyAlgorithm: 'RSA_2048', CertificateExport: 'DISABLED' } },
  'AWS::Cognito::UserPool': {
    defaults: { DeletionProtection: 'INACTIVE', MfaConfiguration: 'OFF' },
    sets: ['AliasAttributes', 'AutoVerifiedAttributes', 'EnabledMfas', 'Schema', 'UsernameAttributes', 'AccountRecoverySetting.RecoveryMechanisms'],
    itemDefaults: { Schema: { AttributeDataType: 'String', Mutable: false, Required: false, DeveloperOnlyAttribute: false } },
  },
  'AWS::Cognito::UserPoolClient': {
    defaults: { GenerateSecret: false, EnableTokenRevocation: true, AllowedOAuthFlowsUserPoolClient: false },
    sets: [
      'AllowedOAuthFlows',
      'AllowedOAuthScopes',
      'CallbackURLs',
      'ExplicitAuthFlows',
      'LogoutURLs',
      'ReadAttributes',
      'SupportedIdentityProviders',
      'WriteAttributes',
    ],
  },
  'AWS::DynamoDB::GlobalTable': {
    defaults: { BillingMode: 'PROVISIONED' },
    sets: ['AttributeDefinitions', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'KeySchema', 'Replicas'],
  },
  'AWS::DynamoDB::Table': {
    defaults: { BillingMode: 'PROVISIONED', DeletionProtectionEnabled: false, TableClass: 'STANDARD' },
    sets: ['AttributeDefinitions', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'KeySchema'],
  },
  'AWS::Events::EventBus': {},
  'AWS::Events::Rule': { defaults: { EventBusName: 'default', State: 'ENABLED' } },
  'AWS::IAM::Role': { defaults: { Path: '/', MaxSessionDuration: 3600 }, sets: ['ManagedPolicyArns', 'Policies'] },
  'AWS::KMS::Key': {
    defaults: {
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      Origin: 'AWS_KMS',
      Enabled: true,
      EnableKeyRotation: false,
    },
  },
  'AWS::Lambda::Function': { defaults: { PackageType: 'Zip', Architectures: ['x86_64'], MemorySize: 128, Timeout: 3 } },
  'AWS::Logs::LogGroup': { defaults: { LogGroupClass: 'STANDARD', DeletionProtectionEnabled: false } },
  'AWS::S3::Bucket': { defaults: { ObjectLockEnabled: false } },
  'AWS::SNS::Topic': { defaults: { FifoTopic: false } },
  'AWS::SQS::Queue': {
    defaults: {
      FifoQueue: false,
      DelaySeconds: 0,
      MaximumMessageSize: 262144,
      MessageRetentionPeriod: 345600,
      ReceiveMessageWaitTimeSeconds: 0,
      VisibilityTimeout: 30,
    },
  },
  'AWS::SSM::Parameter': { defaults: { Tier: 'Standard', DataType: 'text' } },
};
