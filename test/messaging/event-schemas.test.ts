import { idsOf, properties, templateOf } from './synthesize';
import { ListBackupEventBus, ListBackupStage } from '../../src';

/** schema's logical ID, name, detail type, sources, identifiers in `detail` */
const SCHEMAS: [string, string, string, string[], string[]][] = [
  ['DataSyncStartedSchema', 'listbackup.sources@DataSyncStarted', 'Data Sync Started', ['listbackup.sources'], ['accountId', 'sourceId', 'jobId']],
  ['DataSyncCompletedSchema', 'listbackup.sources@DataSyncCompleted', 'Data Sync Completed', ['listbackup.sources'], ['accountId', 'sourceId', 'jobId']],
  ['DataSyncFailedSchema', 'listbackup.sources@DataSyncFailed', 'Data Sync Failed', ['listbackup.sources'], ['accountId', 'sourceId', 'jobId']],
  ['JobStartedSchema', 'listbackup.jobs@JobStarted', 'Job Started', ['listbackup.jobs'], ['accountId', 'userId', 'sourceId', 'jobId']],
  ['JobCompletedSchema', 'listbackup.jobs@JobCompleted', 'Job Completed', ['listbackup.jobs'], ['accountId', 'userId', 'sourceId', 'jobId']],
  ['JobFailedSchema', 'listbackup.jobs@JobFailed', 'Job Failed', ['listbackup.jobs'], ['accountId', 'userId', 'sourceId', 'jobId']],
  ['JobQueuedSchema', 'listbackup.jobs@JobQueued', 'Job Queued', ['listbackup.jobs'], ['accountId', 'userId', 'sourceId', 'jobId']],
  ['UserRegisteredSchema', 'listbackup.users@UserRegistered', 'User Registered', ['listbackup.users', 'listbackup.auth'], ['userId', 'accountId']],
  ['UserLoginSchema', 'listbackup.users@UserLogin', 'User Login', ['listbackup.users', 'listbackup.auth'], ['userId', 'accountId']],
  ['UserLogoutSchema', 'listbackup.users@UserLogout', 'User Logout', ['listbackup.users', 'listbackup.auth'], ['userId', 'accountId']],
  ['PasswordResetSchema', 'listbackup.users@PasswordReset', 'Password Reset', ['listbackup.users', 'listbackup.auth'], ['userId', 'accountId']],
  ['UsageRecordedSchema', 'listbackup.billing@UsageRecorded', 'Usage Recorded', ['listbackup.billing'], ['accountId', 'usageId', 'sourceId']],
  ['BillingCalculatedSchema', 'listbackup.billing@BillingCalculated', 'Billing Calculated', ['listbackup.billing'], ['accountId', 'billingId']],
  ['PaymentProcessedSchema', 'listbackup.billing@PaymentProcessed', 'Payment Processed', ['listbackup.billing'], ['accountId', 'billingId']],
  ['InvoiceGeneratedSchema', 'listbackup.billing@InvoiceGenerated', 'Invoice Generated', ['listbackup.billing'], ['accountId', 'billingId']],
  ['OAuthConnectedSchema', 'listbackup.platforms@OAuthConnected', 'OAuth Connected', ['listbackup.platforms', 'listbackup.integrations'],
    ['accountId', 'userId', 'platformId', 'connectionId']],
  ['OAuthFailedSchema', 'listbackup.platforms@OAuthFailed', 'OAuth Failed', ['listbackup.platforms', 'listbackup.integrations'],
    ['accountId', 'userId', 'platformId', 'connectionId']],
  ['PlatformErrorSchema', 'listbackup.platforms@PlatformError', 'Platform Error', ['listbackup.platforms', 'listbackup.integrations'],
    ['accountId', 'platformId', 'connectionId']],
  ['ConnectionTestSchema', 'listbackup.platforms@ConnectionTest', 'Connection Test', ['listbackup.platforms', 'listbackup.integrations'],
    ['accountId', 'platformId', 'connectionId']],
  ['ServiceStartedSchema', 'listbackup.system@ServiceStarted', 'Service Started', ['listbackup.system'], []],
  ['ServiceErrorSchema', 'listbackup.system@ServiceError', 'Service Error', ['listbackup.system'], []],
  ['HealthCheckSchema', 'listbackup.system@HealthCheck', 'Health Check', ['listbackup.system'], []],
  ['MaintenanceSchema', 'listbackup.system@Maintenance', 'Maintenance', ['listbackup.system'], []],
];

const template = templateOf(ListBackupEventBus, {}, ListBackupStage.MAIN);

test('each detail type of the catalogue has one schema', () => {
  expect(idsOf(template, 'AWS::EventSchemas::Schema')).toEqual(SCHEMAS.map(([logicalId]) => logicalId).sort());
});

test.each(SCHEMAS)('%s', (logicalId, name, detailType, sources, identifiers) => {
  const { Content, Description, ...schema } = properties(template, logicalId) as { Content: string; Description: string };
  expect(schema).toEqual({
    RegistryName: { 'Fn::GetAtt': ['SchemaRegistry', 'RegistryName'] },
    SchemaName: name,
    Type: 'JSONSchemaDraft4',
    Tags: [
      { Key: 'ManagedBy', Value: 'CDK' },
      { Key: 'Service', Value: 'listbackup-infrastructure-eventbridge' },
      { Key: 'Stage', Value: 'main' },
    ],
  });
  const text = { type: 'string' };
  expect(JSON.parse(Content)).toEqual({
    $schema: 'http://json-schema.org/draft-04/schema#',
    title: detailType,
    description: Description,
    type: 'object',
    required: ['version', 'id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail'],
    properties: {
      'version': text,
      'id': text,
      'detail-type': { type: 'string', enum: [detailType] },
      'source': { type: 'string', enum: sources },
      'account': text,
      'time': { type: 'string', format: 'date-time' },
      'region': text,
      'resources': { type: 'array', items: text },
      'detail': { type: 'object', properties: Object.fromEntries(identifiers.map((identifier) => [identifier, text])) },
    },
  });
});

test('names and descriptions are what the registry takes', () => {
  for (const [logicalId] of SCHEMAS) {
    const { SchemaName, Description } = properties(template, logicalId) as { SchemaName: string; Description: string };
    expect(SchemaName).toMatch(/^[0-9A-Za-z_.@-]{1,385}$/);
    expect(Description).toMatch(/^[A-Z].{10,254}\.$/);
  }
});
