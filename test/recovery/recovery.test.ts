import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ACCOUNT, arn, PRIMARY, RECOVERY } from './recovery.facts';
import { ListBackupDataReplica, ListBackupRecovery, ListBackupRecoveryProps, ListBackupReplicationAlarmOptions, ListBackupStage, ListBackupVaultLock } from '../../src';
import { RecoveryWish, recoveryRegionFor } from '../../src/recovery/recovery-options';
import { ANY_VALUE, nameTaken, refusal } from '../support/refusal';
import { exportsOf, synth, tagsOf, TemplateJson, TemplateResource } from '../support/synth';

interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

const REPLICATION: ListBackupReplicationAlarmOptions = { sourceBucketName: 'reports', replicaBucketName: 'replicas' };

function recovery(props: Partial<ListBackupRecoveryProps> = {}, replication?: ListBackupReplicationAlarmOptions): TemplateJson {
  return synth((stack) => {
    const made = new ListBackupRecovery(stack, 'Recovery', { stage: ListBackupStage.MAIN, ...props });
    const replica = new ListBackupDataReplica(stack, 'Replica', { stage: ListBackupStage.MAIN, encryptionKey: made.encryptionKey });
    made.allowRestoreInto(replica.bucket);
    if (replication !== undefined) made.alarmOnReplication(replication);
  }, { env: RECOVERY });
}

function statementsOf(role: TemplateResource): Record<string, Statement> {
  const [policy] = role.Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[];
  return Object.fromEntries(policy.PolicyDocument.Statement.map((statement) => [statement.Sid, statement]));
}

/** The front ends of stage main: the zone itself, `app`, and both under the stage's name. */
const WEB_ORIGINS = ['https://listbackup.ai', 'https://app.listbackup.ai', 'https://main.listbackup.ai', 'https://main.app.listbackup.ai'];

describe('the recovery stack', () => {
  const template = recovery();

  test('a vault for copies, under the recovery key', () => {
    expect(template.Resources.CopyVault).toMatchObject({
      Type: 'AWS::Backup::BackupVault',
      Properties: { BackupVaultName: 'listbackup-main-copy', EncryptionKeyArn: { 'Fn::GetAtt': ['RecoveryKey', 'Arn'] } },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('a key that rotates, known elsewhere by its alias, and kept', () => {
    expect(template.Resources.RecoveryKey).toMatchObject({
      Properties: { EnableKeyRotation: true, RotationPeriodInDays: 365, PendingWindowInDays: 30 }, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain',
    });
    expect(template.Resources.RecoveryKeyAlias.Properties).toEqual({ AliasName: 'alias/listbackup/recovery/main', TargetKeyId: { Ref: 'RecoveryKey' } });
    expect(tagsOf(template.Resources.RecoveryKey)).toEqual({ Service: 'listbackup-infrastructure-recovery', Stage: 'main', ManagedBy: 'CDK' });
  });

  test('the key leaves it to IAM who uses it, and admits AWS Backup and CloudTrail for this account only', () => {
    const { Statement: statements } = template.Resources.RecoveryKey.Properties.KeyPolicy as { Statement: Statement[] };
    expect(statements.map(({ Principal, Condition }) => [Principal, Condition])).toEqual([
      [{ AWS: arn(`iam::${ACCOUNT}:root`) }, undefined],
      [{ Service: 'backup.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
      [{ Service: 'backup.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': ACCOUNT }, Bool: { 'kms:GrantIsForAWSResource': 'true' } }],
      [{ Service: 'cloudtrail.amazonaws.com' }, { ArnLike: { 'aws:SourceArn': arn(`cloudtrail:*:${ACCOUNT}:trail/*`) } }],
    ]);
  });

  test('the replica bucket has the standby\'s name, the recovery key, and the protection and lifecycle of the data bucket', () => {
    expect(template.Resources.DataReplicaBucket).toMatchObject({
      Properties: {
        BucketName: `listbackup-data-main-${ACCOUNT}-us-east-1`,
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['RecoveryKey', 'Arn'] } },
          }],
        },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: {
          Rules: [{
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            NoncurrentVersionExpiration: { NoncurrentDays: 730 },
            NoncurrentVersionTransitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 30 }, { StorageClass: 'GLACIER', TransitionInDays: 90 }],
            Status: 'Enabled',
            Transitions: [
              { StorageClass: 'STANDARD_IA', TransitionInDays: 30 }, { StorageClass: 'GLACIER', TransitionInDays: 90 },
              { StorageClass: 'DEEP_ARCHIVE', TransitionInDays: 365 },
            ],
          }],
        },
        CorsConfiguration: { CorsRules: [{ AllowedOrigins: WEB_ORIGINS, AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'] }] },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    const { PolicyDocument } = template.Resources.DataReplicaBucketPolicy.Properties as unknown as { PolicyDocument: { Statement: Statement[] } };
    expect(PolicyDocument.Statement.map(({ Sid }) => Sid)).toEqual(['TlsOnly', 'CloudTrailAclCheck', 'CloudTrailWrite']);
    expect(PolicyDocument.Statement[0]).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });

  test('a role that restores: into tables of the stage and into the replica, and nowhere else', () => {
    expect(template.Resources.RestoreRole.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{ Principal: { Service: 'backup.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }],
    });
    const bucketArn = { 'Fn::GetAtt': ['DataReplicaBucket', 'Arn'] };
    const key = { 'Fn::GetAtt': ['RecoveryKey', 'Arn'] };
    expect(Object.fromEntries(Object.entries(statementsOf(template.Resources.RestoreRole)).map(([sid, { Resource }]) => [sid, Resource]))).toEqual({
      RestoreTables: arn(`dynamodb:us-east-1:${ACCOUNT}:table/listbackup-main-*`),
      UseVaultKey: key,
      GrantVaultKey: key,
      UseTableKey: arn(`kms:us-east-1:${ACCOUNT}:key/*`),
      GrantTableKey: arn(`kms:us-east-1:${ACCOUNT}:key/*`),
      RestoreBucket: bucketArn,
      RestoreObjects: { 'Fn::Join': ['', [bucketArn, '/*']] },
    });
    expect(statementsOf(template.Resources.RestoreRole).RestoreTables.Action).toContain('dynamodb:RestoreTableFromAwsBackup');
  });

  test('it encrypts the tables with the stage\'s keys alone, and through DynamoDB', () => {
    const { UseTableKey, GrantTableKey } = statementsOf(template.Resources.RestoreRole);
    const ofStage = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/listbackup-main', 'alias/listbackup-main/dynamodb'] } };
    expect(UseTableKey.Condition).toEqual({ ...ofStage, StringEquals: { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' } });
    expect(GrantTableKey.Condition).toEqual({ ...ofStage, Bool: { 'kms:GrantIsForAWSResource': 'true' } });
  });

  test('tests restore the copies where a recovery would, into tables of their own', () => {
    expect(template.Resources.RestoreTestingPlan.Properties).toMatchObject({
      RestoreTestingPlanName: 'listbackup_main_copy', RecoveryPointSelection: { IncludeVaults: [{ 'Fn::GetAtt': ['CopyVault', 'BackupVaultArn'] }] },
    });
    expect(statementsOf(template.Resources.RestoreTestRole)).toMatchObject({
      RestoreTables: { Resource: arn(`dynamodb:us-east-1:${ACCOUNT}:table/awsbackup-restore-test-*`) },
      UseVaultKey: { Resource: { 'Fn::GetAtt': ['RecoveryKey', 'Arn'] } },
    });
  });

  test('what a person or the standby needs is published', () => {
    expect(exportsOf(template)).toEqual(Object.fromEntries([
      'RecoveryKeyArn', 'RecoveryKeyId', 'CopyVaultName', 'CopyVaultArn', 'RestoreRoleArn',
      'DataReplicaBucketName', 'DataReplicaBucketArn', 'DataReplicaBucketDomainName', 'DataReplicaBucketRegionalDomainName',
    ].map((key) => [key, `listbackup-infrastructure-recovery-main-${key}`])));
  });

  test('nothing is named that an account holds once', () => {
    const named = Object.values(template.Resources).filter(({ Type, Properties }) => Type === 'AWS::IAM::Role' && 'RoleName' in Properties);
    expect(named).toEqual([]);
  });
});

test('lock, removal, topic and the tests are the caller\'s', () => {
  const topicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:people`;
  const template = recovery({
    vaultLock: ListBackupVaultLock.governance({ minRetention: Duration.days(7) }),
    removalPolicy: RemovalPolicy.DESTROY,
    restoreTesting: false,
    alarmTopic: Topic.fromTopicArn(new Stack(new App(), 'Topics'), 'Topic', topicArn),
  });
  expect(template.Resources.CopyVault).toMatchObject({ Properties: { LockConfiguration: { MinRetentionDays: 7 } }, DeletionPolicy: 'Delete' });
  expect(template.Resources.RecoveryKey.DeletionPolicy).toBe('Delete');
  expect(template.Resources).not.toHaveProperty('RestoreTestingPlan');
  expect(template.Resources.RestoreJobFailedRule.Properties).toMatchObject({
    EventPattern: { detail: { iamRoleArn: [{ 'Fn::GetAtt': ['RestoreRole', 'Arn'] }] } }, Targets: [{ Arn: topicArn }],
  });
});

describe('the primary\'s region', () => {
  const busArn = arn(`events:us-west-2:${ACCOUNT}:event-bus/listbackup-recovery-main`);
  const { Resources } = recovery({ primaryRegion: 'us-west-2' });

  test('is told of restores that failed, tests among them', () => {
    expect(Resources.RestoreJobFailedRule.Properties).toMatchObject({
      Name: 'listbackup-main-copy-restore-job-failed',
      EventPattern: {
        'source': ['aws.backup'],
        'detail-type': ['Restore Job State Change'],
        'detail': { iamRoleArn: [{ 'Fn::GetAtt': ['RestoreRole', 'Arn'] }, { 'Fn::GetAtt': ['RestoreTestRole', 'Arn'] }], status: ['ABORTED', 'FAILED'] },
      },
      Targets: [{ Id: 'Primary', Arn: busArn, RoleArn: { 'Fn::GetAtt': ['TellPrimaryRole', 'Arn'] } }],
    });
  });

  test('is told by a role that may do nothing else', () => {
    expect(Resources.TellPrimaryRole.Properties).toMatchObject({
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn }] } }],
    });
  });

  test('and a topic of this region, where there is one', () => {
    const topicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:people`;
    const both = recovery({ primaryRegion: 'us-west-2', alarmTopic: Topic.fromTopicArn(new Stack(), 'Topic', topicArn) });
    expect(both.Resources.RestoreJobFailedRule.Properties.Targets).toMatchObject([{ Id: 'Topic', Arn: topicArn }, { Id: 'Primary', Arn: busArn }]);
  });

  test('is told of replicas that are late for a quarter of an hour, by the event of an alarm', () => {
    const { ReplicationLateAlarm, ReplicationLateRule } = recovery({ primaryRegion: 'us-west-2' }, REPLICATION).Resources;
    expect(ReplicationLateAlarm.Properties).toMatchObject({
      AlarmName: 'listbackup-main-copy-replication-late',
      Namespace: 'AWS/S3',
      MetricName: 'ReplicationLatency',
      Dimensions: [{ Name: 'SourceBucket', Value: 'reports' }, { Name: 'DestinationBucket', Value: 'replicas' }, { Name: 'RuleId', Value: 'Replicate' }],
      Statistic: 'Maximum',
      Period: 300,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 3600,
      TreatMissingData: 'notBreaching',
    });
    expect(ReplicationLateAlarm.Properties).not.toHaveProperty('AlarmActions');
    expect(ReplicationLateRule.Properties).toMatchObject({
      EventPattern: {
        'source': ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change'],
        'resources': [{ 'Fn::GetAtt': ['ReplicationLateAlarm', 'Arn'] }],
        'detail': { state: { value: ['ALARM'] } },
      },
      Targets: [{ Id: 'Primary', Arn: busArn }],
    });
  });

  test('late replicas alarm nobody where nobody is told, and a topic of this region directly', () => {
    expect(recovery({}, REPLICATION).Resources).not.toHaveProperty('ReplicationLateAlarm');
    const topicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:people`;
    const here = recovery({ alarmTopic: Topic.fromTopicArn(new Stack(), 'Topic', topicArn) }, { ...REPLICATION, after: Duration.minutes(15) }).Resources;
    expect(here.ReplicationLateAlarm.Properties).toMatchObject({ AlarmActions: [topicArn], Threshold: 900 });
    expect(here).not.toHaveProperty('ReplicationLateRule');
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', null, refusal('alarmOnReplication', null)],
    ['no source', { replicaBucketName: 'replicas' }, refusal('sourceBucketName', undefined, 'must be the name of a bucket')],
    ['a name that is none', { ...REPLICATION, replicaBucketName: 'Replicas' }, refusal('replicaBucketName', 'Replicas', 'must be the name of a bucket')],
    ['no time', { ...REPLICATION, after: Duration.seconds(1) }, refusal('after', '1 second')],
  ])('%s is refused', (_, options, message) => {
    expect(() => recovery({}, options as never)).toThrow(message);
  });

  test('is not told unless it is named', () => {
    expect(Object.keys(recovery().Resources).filter((id) => /Failed|TellPrimary/.test(id))).toEqual([]);
  });
});

test('two recoveries of a stage in one region are refused', () => {
  const app = new App();
  const make = (id: string) => new ListBackupRecovery(new Stack(app, id, { env: RECOVERY }), 'Recovery', { stage: ListBackupStage.MAIN });
  make('One');
  expect(() => make('Two')).toThrow(nameTaken('key alias', 'alias/listbackup/recovery/main', 'One/Recovery'));
});

describe('which region', () => {
  const region = (env: { account: string; region: string }, wish: RecoveryWish = {}, stage = ListBackupStage.MAIN) => (
    recoveryRegionFor(new Stack(new App(), 'Stack'), stage, env, wish)
  );
  const anywhere = (): { account: string; region: string } => new Stack(new App(), 'Anywhere');

  test.each([
    ['us-west-2', 'us-east-1'],
    ['us-east-1', 'us-west-2'],
    ['eu-central-1', 'us-east-1'],
  ])('production in %s is kept in %s', (primary, expected) => {
    expect(region({ account: ACCOUNT, region: primary })).toBe(expected);
  });

  test('another region is the caller\'s, as is whether at all', () => {
    expect(region(PRIMARY, { region: 'eu-west-1' })).toBe('eu-west-1');
    expect(region(PRIMARY, { asked: false })).toBeUndefined();
  });

  test('staging and development have none unless asked', () => {
    expect(region(PRIMARY, {}, ListBackupStage.STAGING)).toBeUndefined();
    expect(region(PRIMARY, {}, ListBackupStage.DEV)).toBeUndefined();
    expect(region(PRIMARY, { asked: true }, ListBackupStage.DEV)).toBe('us-east-1');
    expect(region(PRIMARY, { region: 'eu-west-1' }, ListBackupStage.STAGING)).toBe('eu-west-1');
  });

  test('a standby uses its primary\'s', () => {
    expect(region(RECOVERY, {}, ListBackupStage.MAIN.asStandbyFor('us-west-2'))).toBeUndefined();
    expect(() => region(RECOVERY, { asked: true }, ListBackupStage.MAIN.asStandbyFor('us-west-2')))
      .toThrow(refusal('recovery', 'standby for us-west-2', 'can\'t be in a standby: the primary\'s is in the same Region'));
  });

  test('without a concrete environment it is left out with a warning, and refused where it was asked for', () => {
    const stack = new Stack(new App(), 'Stack');
    expect(recoveryRegionFor(stack, ListBackupStage.MAIN, anywhere(), {})).toBeUndefined();
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('copies and replicas in another region are left out'));
    expect(warnings.map(({ entry }) => String(entry.data))).toEqual([expect.stringContaining('[ack: listbackup-infrastructure:recoveryLeftOut]')]);
    for (const wish of [{ asked: true }, { region: 'us-east-1' }]) {
      expect(() => region(anywhere(), wish)).toThrow(refusal('recovery', ANY_VALUE, 'requires a concrete account and Region: its stacks are in two Regions and name each other'));
    }
  });

  test.each<[string, RecoveryWish, string | RegExp]>([
    ['the primary\'s own', { region: 'us-west-2' }, refusal('recoveryRegion', 'us-west-2', 'must be another Region than the primary\'s: what is lost with one must be safe in the other')],
    ['a zone', { region: 'us-east-1a' }, refusal('recoveryRegion', 'us-east-1a', 'must be the code of an AWS Region, known at synthesis')],
    ['one of another partition', { region: 'us-gov-west-1' }, refusal('recoveryRegion', 'us-gov-west-1', 'must be in the same AWS partition as "')],
    ['one for no recovery', { region: 'us-east-1', asked: false }, refusal('recoveryRegion', ANY_VALUE, 'requires recovery, which is off')],
    ['a word', { asked: 'yes' as never }, refusal('recovery', 'yes', 'must be true or false')],
  ])('%s is refused', (_, wish, message) => {
    expect(() => region(PRIMARY, wish)).toThrow(message);
  });
});

test.each<[string, Partial<Record<keyof ListBackupRecoveryProps, unknown>>, string | RegExp]>([
  ['a standby', { stage: ListBackupStage.MAIN.asStandbyFor('us-west-2') }, refusal('recovery', 'standby for us-west-2')],
  ['a lock that is none', { vaultLock: 'compliance' }, refusal('vaultLock', 'compliance', 'must be a vault lock')],
  ['a topic\'s ARN', { alarmTopic: 'arn:aws:sns:us-east-1:123456789012:people' }, refusal('alarmTopic', 'arn:aws:sns:us-east-1:123456789012:people', 'must be an SNS topic')],
  ['a primary in its own region', { primaryRegion: 'us-east-1' }, refusal('primaryRegion', 'us-east-1')],
  ['a primary that is no region', { primaryRegion: 'Oregon' }, refusal('primaryRegion', 'Oregon', 'must be the code of an AWS Region, known at synthesis')],
  ['a word', { restoreTesting: 'no' }, refusal('restoreTesting', 'no', 'must be true or false')],
])('%s is refused', (_, props, message) => {
  expect(() => recovery(props as Partial<ListBackupRecoveryProps>)).toThrow(message);
});
