import { App, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A finding that stays: the rules that report it, the constructs that they report, and why. */
export interface Acknowledged {
  readonly rules: readonly string[];
  readonly on: readonly string[];
  readonly reason: string;
}

const [HIPAA, NIST, PCI] = ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'];
const of = (rule: string, ...packs: string[]): string[] => packs.map((pack) => `${pack}-${rule}`);

const LOGS = 'ListBackup/s3/Buckets/Logs/Resource';
const OBJECTS = (region: string): string => `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::listbackup-data-main-123456789012-${region}/*]`;
const KEYS = 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:us-east-1:123456789012:key/*]';
const RESTORED = (region: string): string => (
  `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:${region}:123456789012:table/awsbackup-restore-test-*]`
);
const POINTS = (region: string): string => `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:backup:${region}:123456789012:recovery-point:*]`;
const DATA = 'ListBackup/s3/Buckets/Data/Resource';
const REPLICA = 'ListBackup/recovery/Replica/DataReplica/Resource';
const REPLICA_LOGS = 'ListBackup/recovery/Replica/ReplicaLogs/Resource';
const ASSETS = 'ListBackup/s3/Buckets/Assets/Resource';
const EXPORTS = 'ListBackup/s3/Buckets/Exports/Resource';

const TOPIC = 'ListBackup/ses/Email/SmsTopic/Resource';
const POOL = 'ListBackup/cognito/Auth/UserPool/Resource';
const SMS_ROLE = 'ListBackup/cognito/Auth/UserPool/SmsRole';
const SMS_LOG_ROLE = 'ListBackup/ses/Email/SmsDeliveryRole';
const EVENT_LOG_ROLE = 'ListBackup/eventbridge/Events/Log/Role';
const REPLICATION_ROLE = 'ListBackup/s3/Buckets/Data/ReplicationRole';
const BACKUP_ROLE = 'ListBackup/backup/Backup/Members/BackupRole';
const RESTORE_ROLE = 'ListBackup/recovery/Recovery/RestoreRole';
const RESTORE_TEST_ROLES = ['ListBackup/backup/Backup/RestoreTestRole', 'ListBackup/recovery/Recovery/RestoreTestRole'];
const HEALTH = 'ListBackup/apiGateway/Api/HealthLambdaFunction';
const HEALTH_ROLE = 'ListBackup/apiGateway/Api/IamRoleLambdaExecution';
const DEPLOY_ROLE = 'ListBackup/deploy/Delivery/DeployRole';
const MONITORING = 'ListBackup/monitoring/Monitoring';
const TABLE_SIZES = `${MONITORING}/TableSizesFunction`;
const SLACK_ROLE = `${MONITORING}/SlackRoleC0123ABCD`;
const TABLE_SIZES_ROLE = `${MONITORING}/TableSizesRole`;
const FAILED_JOBS = [
  ...['BackupJob', 'CopyJob', 'RestoreJob', 'RecoveryRestore'].map((kind) => `ListBackup/backup/Backup/${kind}FailedRule`),
  'ListBackup/backup/Backup/RecoveryReplicationLateRule',
  'ListBackup/recovery/Recovery/RestoreJobFailedRule',
  'ListBackup/recovery/Recovery/ReplicationLateRule',
];
const SECRET = 'ListBackup/secrets/Secrets/Stripe/Resource';
const DISTRIBUTIONS = ['ListBackup/edge/Edge/EdgeAssetsDistribution', 'ListBackup/edge/Edge/EdgeApiDistribution'];

const JOBS = 'Jobs/Jobs/Resource';
const JOBS_POLICY = 'Jobs/Jobs/Role/DefaultPolicy/Resource';
const AUTHORIZER = 'Jobs/HttpApiRoutes-main/Authorizer/ListBackupAuthorizerLambdaFunction';
const AUTHORIZER_POLICY = 'Jobs/HttpApiRoutes-main/Authorizer/Role/DefaultPolicy/Resource';

const LOG_GROUPS = [
  'ListBackup/s3/Buckets/S3AccessLogGroup', 'ListBackup/eventbridge/Events/Log/Group', 'ListBackup/cognito/Auth/LogGroup',
  'ListBackup/apiGateway/Api/HttpApiLogGroup', 'ListBackup/apiGateway/Api/HealthLogGroup', 'ListBackup/edgeCertificate/Certificates/EdgeWebAclLogGroup',
  `${MONITORING}/TableSizesLogGroup`, 'Jobs/Jobs/LogGroup', 'Jobs/HttpApiRoutes-main/Authorizer/ListBackupAuthorizerLogGroup',
];
const DEAD_LETTER_QUEUES = [
  ...['Sync', 'Backup', 'Export', 'Analytics', 'Maintenance', 'Alert'].map((name) => `ListBackup/sqs/Queues/${name}/DeadLetterQueue/Resource`),
  'ListBackup/eventbridge/Events/DeadLetterQueue/Resource',
  'ListBackup/eventbridge/Events/BusDeadLetterQueue/Resource',
];

/** Findings that stay at one or both security levels. */
export const ACKNOWLEDGED: readonly Acknowledged[] = [
  /* ---------------------------------------------------- findings that HARDENED fixes, at a price */
  { rules: of('CloudWatchLogGroupEncrypted', HIPAA, NIST, PCI), on: LOG_GROUPS, reason: 'CloudWatch Logs encrypts with keys of its own; HARDENED has customer-managed keys.' },
  { rules: of('S3DefaultEncryptionKMS', HIPAA, NIST, PCI), on: [DATA, ASSETS, EXPORTS], reason: 'SSE-S3 encrypts at no cost; HARDENED has a customer-managed key.' },
  { rules: of('SNSEncryptedKMS', HIPAA, NIST, PCI), on: [TOPIC], reason: 'Text messages leave AWS unencrypted anyway; HARDENED has a customer-managed key.' },
  { rules: of('SecretsManagerUsingKMSKey', HIPAA, NIST, PCI), on: [SECRET], reason: 'The key aws/secretsmanager encrypts at no cost; HARDENED has a customer-managed key.' },
  { rules: of('COG2', 'AwsSolutions'), on: [POOL], reason: 'Users may choose a second factor; HARDENED requires one.' },
  { rules: of('COG8', 'AwsSolutions'), on: [POOL], reason: 'The plan PLUS has a price for each active user; HARDENED takes it.' },

  /* ---------------------------------------------------- buckets */
  { rules: of('S3DefaultEncryptionKMS', HIPAA, NIST, PCI), on: [LOGS, REPLICA_LOGS], reason: 'S3 delivers access logs to buckets with SSE-S3 only.' },
  { rules: of('S3BucketVersioningEnabled', HIPAA, NIST, PCI), on: [LOGS], reason: 'Log delivery never overwrites, and nobody else may write; HARDENED keeps versions.' },
  { rules: of('S3BucketVersioningEnabled', HIPAA, NIST, PCI), on: [EXPORTS], reason: 'Exports are created again from the data on request, and expire after days; HARDENED keeps versions.' },
  { rules: of('S3BucketReplicationEnabled', HIPAA, NIST, PCI), on: [LOGS, ASSETS, EXPORTS, REPLICA_LOGS], reason: 'Nothing here is needed for recovery: logs are history, assets are deployed, exports are created again on request.' },
  { rules: of('S3BucketReplicationEnabled', HIPAA, NIST, PCI), on: [REPLICA], reason: 'It is the replica.' },
  { rules: ['AwsSolutions-S1', ...of('S3BucketLoggingEnabled', HIPAA, NIST, PCI)], on: [REPLICA], reason: 'Its region has no logs bucket before the standby\'s; HARDENED makes one.' },

  /* ---------------------------------------------------- tables */
  { rules: of('DynamoDBInBackupPlan', HIPAA, NIST), on: ['ListBackup/dynamodb'], reason: 'The backup plan selects the tables from a stack of its own, which the rule does not see.' },

  /* ---------------------------------------------------- roles */
  {
    rules: of('IAMNoInlinePolicy', HIPAA, NIST, PCI),
    on: [
      SMS_LOG_ROLE, EVENT_LOG_ROLE, SMS_ROLE, HEALTH_ROLE, JOBS_POLICY, AUTHORIZER_POLICY, REPLICATION_ROLE, BACKUP_ROLE, RESTORE_ROLE,
      ...RESTORE_TEST_ROLES, TABLE_SIZES_ROLE, SLACK_ROLE, DEPLOY_ROLE, 'ListBackup/recovery/Recovery/TellPrimaryRole',
    ],
    reason: 'The policy is for one role, and lives and goes with it: as a managed policy it could be attached elsewhere.',
  },
  { rules: ['AwsSolutions-IAM5[Resource::*]'], on: [SMS_ROLE], reason: 'A text message to a phone number has no ARN; the role is Cognito\'s, for this account\'s pools.' },
  { rules: ['AwsSolutions-IAM5[Resource::*]'], on: [SLACK_ROLE], reason: 'Reading alarms and metrics for a picture of them: metrics have no ARNs.' },
  { rules: ['AwsSolutions-IAM5[Resource::*]'], on: [JOBS_POLICY], reason: 'Traces have no ARN: X-Ray takes no other resource.' },
  {
    rules: ['AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:us-west-2:123456789012:log-group:sns/us-west-2/123456789012/DirectPublishToPhoneNumber*]'],
    on: [SMS_LOG_ROLE],
    reason: 'SNS names these two groups itself; the pattern covers both, and no others.',
  },
  {
    rules: ['AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs/index/*]'],
    on: [JOBS_POLICY],
    reason: 'The service reads the table by all of its indexes.',
  },
  {
    rules: ['AwsSolutions-IAM5[Action::kms:ReEncrypt*]', 'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]'],
    on: [JOBS_POLICY],
    reason: 'The variants of two actions, on the one key of the tables: what encrypting and decrypting take.',
  },

  /* ---------------------------------------------------- recovery */
  { rules: [OBJECTS('us-west-2')], on: [REPLICATION_ROLE, BACKUP_ROLE], reason: 'Each object of the data bucket is replicated and backed up.' },
  { rules: [OBJECTS('us-east-1')], on: [REPLICATION_ROLE], reason: 'Each object is written to the replica.' },
  { rules: ['AwsSolutions-IAM5[Resource::<DataReplicaBucket.Arn>/*]'], on: [RESTORE_ROLE], reason: 'A restore writes each object.' },
  { rules: [KEYS], on: [REPLICATION_ROLE, BACKUP_ROLE, RESTORE_ROLE], reason: 'A key of another region, or of the standby, has no ARN that is known here: a condition names its alias.' },
  { rules: ['AwsSolutions-IAM5[Resource::*]'], on: [BACKUP_ROLE], reason: 'Listing rules and buckets, and reading metrics: these actions know no resource.' },
  { rules: ['AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:us-west-2:123456789012:rule/AwsBackupManagedRule*]'], on: [BACKUP_ROLE], reason: 'AWS Backup names its rules itself.' },
  { rules: [POINTS('us-west-2'), POINTS('us-east-1')], on: [BACKUP_ROLE], reason: 'Recovery points come each day, under IDs of AWS Backup\'s own; they are tagged, and copied to the one copy vault.' },
  { rules: ['AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:dynamodb:us-east-1:123456789012:table/listbackup-main-*]'], on: [RESTORE_ROLE], reason: 'A restore makes the tables of this stage.' },
  { rules: [RESTORED('us-west-2')], on: [RESTORE_TEST_ROLES[0]], reason: 'AWS Backup names the tables of its restore tests itself.' },
  { rules: [RESTORED('us-east-1')], on: [RESTORE_TEST_ROLES[1]], reason: 'AWS Backup names the tables of its restore tests itself.' },

  /* ---------------------------------------------------- functions and queues */
  { rules: of('LambdaConcurrency', HIPAA, NIST), on: [HEALTH, JOBS, AUTHORIZER, TABLE_SIZES], reason: 'A limit would take its copies from all other functions of the account; the API, the queue and the schedule limit who calls.' },
  { rules: of('LambdaDLQ', HIPAA, NIST, 'Serverless'), on: [HEALTH, JOBS, AUTHORIZER], reason: 'Nobody calls it asynchronously: API Gateway waits, and the queue has a dead-letter queue of its own.' },
  { rules: of('LambdaDLQ', HIPAA, NIST, 'Serverless'), on: [TABLE_SIZES], reason: 'A failed run raises an alarm, and tomorrow\'s tells the sizes again.' },
  { rules: of('LambdaInsideVPC', HIPAA, NIST, PCI), on: [HEALTH, JOBS, AUTHORIZER, TABLE_SIZES], reason: 'There is no network to protect: it calls AWS by TLS and IAM, and nothing listens.' },
  { rules: ['Serverless-LambdaTracing'], on: [HEALTH, AUTHORIZER, TABLE_SIZES], reason: 'Nothing stands before it in a trace, since HTTP APIs and schedules start none; it would cost a permission on every resource.' },
  { rules: ['Serverless-LambdaEventSourceMappingDestination'], on: ['Jobs/Jobs/SyncConsumer'], reason: 'Lambda knows no destination for queues: the queue\'s redrive policy is it.' },
  { rules: ['Serverless-SQSRedrivePolicy'], on: DEAD_LETTER_QUEUES, reason: 'It is a dead-letter queue.' },
  { rules: ['Serverless-EventBusDLQ'], on: [`${MONITORING}/TableSizesSchedule`], reason: 'EventBridge tries for a day, and then comes the next.' },
  { rules: ['Serverless-EventBusDLQ'], on: FAILED_JOBS, reason: 'EventBridge tries for a day; a queue\'s alarm would go to the topic that could not be reached.' },
  { rules: ['AwsSolutions-SQS3'], on: ['ListBackup/eventbridge/Events/DeadLetterQueue/Resource'], reason: 'It is the dead-letter queue of the event rules.' },
  { rules: ['AwsSolutions-SQS3'], on: ['ListBackup/eventbridge/Events/BusDeadLetterQueue/Resource'], reason: 'It is the dead-letter queue of the bus.' },

  /* ---------------------------------------------------- the rest */
  { rules: of('CloudWatchAlarmAction', HIPAA, NIST), on: [MONITORING], reason: 'Composite alarms notify people, once for all alarms of a kind; the rule knows metric alarms only.' },
  { rules: of('CloudWatchAlarmAction', HIPAA, NIST), on: ['ListBackup/recovery/Recovery/ReplicationLateAlarm'], reason: 'Its event goes to the primary\'s Region, where an alarm notifies people.' },
  { rules: ['AwsSolutions-SMG4', ...of('SecretsManagerRotationEnabled', HIPAA, NIST)], on: [SECRET], reason: 'A platform issues this key: only its own console can change it.' },
  { rules: ['AwsSolutions-APIG4'], on: ['ListBackup/apiGateway/Api/HttpApiRouteGetHealth'], reason: 'Who watches the API has no token; the answer says that it is up, and nothing else.' },
  { rules: ['AwsSolutions-CFR1'], on: DISTRIBUTIONS, reason: 'Customers are everywhere.' },
  { rules: ['AwsSolutions-CFR3'], on: DISTRIBUTIONS, reason: 'They are logged by standard logging v2, from the stack edge-logs; the rule knows the older way only.' },
];

/** Acknowledges each finding on its construct. */
export function acknowledge(app: App): void {
  for (const { rules, on, reason } of ACKNOWLEDGED) {
    for (const path of on) {
      const construct = constructAt(app, path);
      // What only one of the postures has.
      if (construct === undefined) continue;
      // As `Validations.of(construct).acknowledge` records it, which refuses the `::` of `<AWS::Partition>` in a finding's ID.
      for (const id of rules) construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [id]: reason });
    }
  }
}

function constructAt(app: App, path: string): IConstruct | undefined {
  return path.split('/').reduce<IConstruct | undefined>((scope, id) => scope?.node.tryFindChild(id), app);
}
