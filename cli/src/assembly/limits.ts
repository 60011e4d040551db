import type { EditableResource, EditableTemplate } from '../template';
import { API } from './limits/api';
import { BACKUP } from './limits/backup';
import { EDGE } from './limits/edge';
import { EMAIL } from './limits/email';
import { FUNCTIONS } from './limits/functions';
import { always, encryptedBy, PERMISSIONS, type TypeLimits } from './limits/row';
import { SECRETS } from './limits/secrets';

export type { TypeLimits } from './limits/row';

/** Every type that has been examined. */
export const LIMITS: readonly TypeLimits[] = [
  {
    type: 'AWS::DynamoDB::Table',
    keeps: ['AttributeDefinitions', 'BillingMode', 'DeletionProtectionEnabled', 'GlobalSecondaryIndexes', 'KeySchema', 'LocalSecondaryIndexes',
      'ProvisionedThroughput', 'ResourcePolicy', 'SSESpecification', 'StreamSpecification', 'TableName', 'Tags'],
    inert: encryptedBy('SSESpecification'),
  },
  {
    type: 'AWS::SQS::Queue',
    keeps: ['ContentBasedDeduplication', 'DeduplicationScope', 'DelaySeconds', 'FifoQueue', 'FifoThroughputLimit', 'KmsDataKeyReusePeriodSeconds',
      'KmsMasterKeyId', 'MaximumMessageSize', 'MessageRetentionPeriod', 'QueueName', 'ReceiveMessageWaitTimeSeconds', 'RedriveAllowPolicy',
      'RedrivePolicy', 'SqsManagedSseEnabled', 'Tags', 'VisibilityTimeout'],
  },
  { type: 'AWS::SQS::QueuePolicy', keeps: ['PolicyDocument', 'Queues'], inert: PERMISSIONS },
  {
    type: 'AWS::S3::Bucket',
    keeps: ['BucketEncryption', 'BucketName', 'CorsConfiguration', 'NotificationConfiguration', 'PublicAccessBlockConfiguration',
      'VersioningConfiguration', 'WebsiteConfiguration'],
    inert: encryptedBy('BucketEncryption'),
  },
  { type: 'AWS::S3::BucketPolicy', keeps: ['Bucket', 'PolicyDocument'], inert: PERMISSIONS },
  { type: 'AWS::Events::EventBus', keeps: ['Description', 'Name', 'Tags'] },
  {
    type: 'AWS::Events::EventBusPolicy',
    keeps: ['Action', 'EventBusName', 'Principal', 'Statement', 'StatementId'],
    inert: PERMISSIONS,
  },
  {
    type: 'AWS::Events::Rule',
    keeps: ['Description', 'EventBusName', 'EventPattern', 'Name', 'RoleArn', 'ScheduleExpression', 'State', 'Tags', 'Targets'],
    inert: { applies: hasLogGroupTarget, why: 'delivers to queues and functions, not to log groups' },
  },
  {
    type: 'AWS::Logs::LogGroup',
    keeps: ['KmsKeyId', 'LogGroupClass', 'LogGroupName', 'ResourcePolicyDocument', 'RetentionInDays', 'Tags'],
  },
  {
    type: 'AWS::Logs::ResourcePolicy',
    keeps: ['PolicyDocument', 'PolicyName'],
    inert: { applies: always, why: 'stored, no service writes to log groups' },
  },
  {
    type: 'AWS::Cognito::UserPool',
    keeps: ['AccountRecoverySetting', 'AdminCreateUserConfig', 'AliasAttributes', 'AutoVerifiedAttributes', 'DeletionProtection',
      'DeviceConfiguration', 'EmailConfiguration', 'EmailVerificationMessage', 'EmailVerificationSubject', 'EnabledMfas', 'LambdaConfig',
      'MfaConfiguration', 'Policies', 'Schema', 'SmsAuthenticationMessage', 'SmsConfiguration', 'SmsVerificationMessage',
      'UserAttributeUpdateSettings', 'UsernameAttributes', 'UsernameConfiguration', 'UserPoolAddOns', 'UserPoolName', 'UserPoolTags',
      'UserPoolTier', 'VerificationMessageTemplate'],
    lacks: ['ProviderURL'],
  },
  {
    type: 'AWS::Cognito::UserPoolClient',
    keeps: ['AccessTokenValidity', 'AllowedOAuthFlows', 'AllowedOAuthFlowsUserPoolClient', 'AllowedOAuthScopes', 'AnalyticsConfiguration',
      'AuthSessionValidity', 'CallbackURLs', 'ClientName', 'DefaultRedirectURI', 'EnablePropagateAdditionalUserContextData',
      'EnableTokenRevocation', 'ExplicitAuthFlows', 'GenerateSecret', 'IdTokenValidity', 'LogoutURLs', 'PreventUserExistenceErrors',
      'ReadAttributes', 'RefreshTokenValidity', 'SupportedIdentityProviders', 'TokenValidityUnits', 'UserPoolId', 'WriteAttributes'],
  },
  { type: 'AWS::Cognito::UserPoolDomain', keeps: ['CustomDomainConfig', 'Domain', 'ManagedLoginVersion', 'Routing', 'UserPoolId'] },
  { type: 'AWS::Cognito::UserPoolGroup', keeps: ['Description', 'GroupName', 'Precedence', 'RoleArn', 'UserPoolId'] },
  {
    type: 'AWS::Cognito::IdentityPool',
    keeps: ['AllowClassicFlow', 'AllowUnauthenticatedIdentities', 'CognitoIdentityProviders', 'DeveloperProviderName', 'IdentityPoolName',
      'IdentityPoolTags', 'OpenIdConnectProviderARNs', 'SamlProviderARNs', 'SupportedLoginProviders'],
  },
  { type: 'AWS::Cognito::IdentityPoolRoleAttachment', keeps: ['IdentityPoolId', 'RoleMappings', 'Roles'] },
  { type: 'AWS::Cognito::IdentityPoolPrincipalTag', keeps: ['IdentityPoolId', 'IdentityProviderName', 'PrincipalTags', 'UseDefaults'] },
  {
    type: 'AWS::IAM::Role',
    keeps: ['AssumeRolePolicyDocument', 'Description', 'ManagedPolicyArns', 'MaxSessionDuration', 'Path', 'Policies', 'RoleName', 'Tags'],
    inert: PERMISSIONS,
  },
  { type: 'AWS::IAM::Policy', keeps: ['Groups', 'PolicyDocument', 'PolicyName', 'Roles', 'Users'], inert: PERMISSIONS },
  {
    type: 'AWS::IAM::ManagedPolicy',
    keeps: ['Description', 'Groups', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles', 'Users'],
    inert: PERMISSIONS,
  },
  {
    type: 'AWS::SSM::Parameter',
    keeps: ['AllowedPattern', 'DataType', 'Description', 'Name', 'Policies', 'Tags', 'Tier', 'Type', 'Value'],
  },
  {
    type: 'AWS::Lambda::Function',
    keeps: ['Architectures', 'Code', 'Description', 'Environment', 'EphemeralStorage', 'FunctionName', 'Handler', 'Layers', 'LoggingConfig',
      'MemorySize', 'PackageType', 'Role', 'Runtime', 'SnapStart', 'Tags', 'Timeout', 'TracingConfig'],
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    keeps: ['ActionsEnabled', 'AlarmActions', 'AlarmDescription', 'AlarmName', 'ComparisonOperator', 'DatapointsToAlarm', 'Dimensions',
      'EvaluationPeriods', 'ExtendedStatistic', 'InsufficientDataActions', 'MetricName', 'Namespace', 'OKActions', 'Period', 'Statistic', 'Tags',
      'Threshold', 'TreatMissingData', 'Unit'],
    refuses: { applies: ({ Properties }) => Properties?.Metrics !== undefined, what: 'metric math' },
  },
  { type: 'AWS::CloudWatch::Dashboard', keeps: ['DashboardBody', 'DashboardName'] },
  ...SECRETS,
  ...FUNCTIONS,
  ...EMAIL,
  ...API,
  ...EDGE,
  ...BACKUP,
];

function hasLogGroupTarget(rule: EditableResource, template: EditableTemplate): boolean {
  const targets = rule.Properties?.Targets;
  if (!Array.isArray(targets)) return false;
  const logGroups = Object.entries(template.Resources ?? {}).filter(([, { Type }]) => Type === 'AWS::Logs::LogGroup').map(([id]) => id);
  const text = JSON.stringify(targets);
  return text.includes(':log-group:') || logGroups.some((id) => text.includes(JSON.stringify(id)) || text.includes(`\${${id}.`));
}
