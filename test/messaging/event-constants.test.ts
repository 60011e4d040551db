import { newStack, STAGE } from './synthesize';
import { ListBackupDetailType, ListBackupEventBus, ListBackupEventSource } from '../../src';

test('sources', () => {
  expect({ ...ListBackupEventSource }).toEqual({
    SOURCES: 'listbackup.sources',
    JOBS: 'listbackup.jobs',
    USERS: 'listbackup.users',
    AUTH: 'listbackup.auth',
    BILLING: 'listbackup.billing',
    PLATFORMS: 'listbackup.platforms',
    INTEGRATIONS: 'listbackup.integrations',
    SYSTEM: 'listbackup.system',
  });
});

test('detail types', () => {
  expect({ ...ListBackupDetailType }).toEqual({
    DATA_SYNC_STARTED: 'Data Sync Started',
    DATA_SYNC_COMPLETED: 'Data Sync Completed',
    DATA_SYNC_FAILED: 'Data Sync Failed',
    JOB_STARTED: 'Job Started',
    JOB_COMPLETED: 'Job Completed',
    JOB_FAILED: 'Job Failed',
    JOB_QUEUED: 'Job Queued',
    USER_REGISTERED: 'User Registered',
    USER_LOGIN: 'User Login',
    USER_LOGOUT: 'User Logout',
    PASSWORD_RESET: 'Password Reset',
    USAGE_RECORDED: 'Usage Recorded',
    BILLING_CALCULATED: 'Billing Calculated',
    PAYMENT_PROCESSED: 'Payment Processed',
    INVOICE_GENERATED: 'Invoice Generated',
    OAUTH_CONNECTED: 'OAuth Connected',
    OAUTH_FAILED: 'OAuth Failed',
    PLATFORM_ERROR: 'Platform Error',
    CONNECTION_TEST: 'Connection Test',
    SERVICE_STARTED: 'Service Started',
    SERVICE_ERROR: 'Service Error',
    HEALTH_CHECK: 'Health Check',
    MAINTENANCE: 'Maintenance',
  });
});

test('each is matched by exactly one rule', () => {
  const { rules } = new ListBackupEventBus(newStack(), 'Bus', { stage: STAGE });
  const sources = rules.all.flatMap((rule) => rule.sources);
  const detailTypes = rules.all.flatMap((rule) => rule.detailTypes);
  expect([...sources].sort()).toEqual(Object.values(ListBackupEventSource).sort());
  expect([...detailTypes].sort()).toEqual(Object.values(ListBackupDetailType).sort());
});
