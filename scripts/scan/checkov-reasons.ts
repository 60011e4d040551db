/** A failed check of checkov that stays: the logical IDs, or `all` that it reports in STANDARD only, and why. */
export interface CheckovReason {
  readonly check: string;
  readonly on: readonly string[] | 'what HARDENED mends';
  readonly reason: string;
}

const FUNCTIONS = ['HealthLambdaFunction', 'JobsFunction', 'ListBackupAuthorizerLambdaFunction', 'TableSizesFunction'];
const DISTRIBUTIONS = ['EdgeAssetsDistribution', 'EdgeApiDistribution'];
const MENDED = 'what HARDENED mends';

export const CHECKOV_REASONS: readonly CheckovReason[] = [
  { check: 'CKV_AWS_119', on: MENDED, reason: 'DynamoDB encrypts with a key of its own.' },
  { check: 'CKV_AWS_27', on: MENDED, reason: 'SSE-SQS encrypts; the check knows KMS keys only.' },
  { check: 'CKV_AWS_158', on: MENDED, reason: 'CloudWatch Logs encrypts with a key of its own.' },
  { check: 'CKV_AWS_173', on: MENDED, reason: 'Lambda encrypts environment variables with a key of its own.' },
  { check: 'CKV_AWS_26', on: MENDED, reason: 'Text messages leave AWS unencrypted anyway.' },
  { check: 'CKV_AWS_149', on: MENDED, reason: 'Secrets Manager encrypts with the key aws/secretsmanager.' },
  { check: 'CKV_AWS_21', on: ['LogsBucket', 'ExportsBucket'], reason: 'Log delivery never overwrites; exports are created again on request and expire. HARDENED keeps versions.' },
  { check: 'CKV_AWS_18', on: ['DataReplicaBucket'], reason: 'Its region has no logs bucket before the standby\'s. HARDENED makes one.' },
  { check: 'CKV_AWS_166', on: MENDED, reason: 'AWS Backup encrypts with the key aws/backup.' },

  { check: 'CKV_AWS_27', on: ['EventBusDeadLetterQueue'], reason: 'SSE-SQS on purpose: it keeps events for which the bus couldn\'t use its key.' },
  { check: 'CKV_AWS_18', on: ['LogsBucket', 'ReplicaLogsBucket'], reason: 'The access logs\' own bucket would log itself without end.' },
  { check: 'CKV_AWS_115', on: FUNCTIONS, reason: 'A limit would take its copies from all other functions of the account.' },
  { check: 'CKV_AWS_116', on: FUNCTIONS, reason: 'API Gateway waits, the queue has a dead-letter queue, and the next day measures the sizes again.' },
  { check: 'CKV_AWS_117', on: FUNCTIONS, reason: 'There is no network to protect.' },
  { check: 'CKV_AWS_111', on: ['CognitoSmsRole'], reason: 'A text message to a phone number has no ARN.' },
  { check: 'CKV_AWS_86', on: DISTRIBUTIONS, reason: 'Logged by standard logging v2, from the stack edge-logs.' },
  { check: 'CKV2_AWS_71', on: ['ApiSSLCertificate'], reason: 'The contract: one certificate for `*.api.{zone}`, which covers the stages\' hosts.' },
];
