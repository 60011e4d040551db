import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import * as fc from 'fast-check';
import { ACCOUNT, arn, PRIMARY, RECOVERY, TABLE_NAMES } from './recovery.facts';
import {
  ListBackupBackup, ListBackupBackupProps, ListBackupDataLayer, ListBackupRecovery, ListBackupStage, ListBackupTable, ListBackupVaultLock,
} from '../../src';
import { refusal } from '../support/refusal';
import { exportsOf, resourcesOfType, tagsOf, TemplateJson, templateOf, TemplateResource } from '../support/synth';

interface Statement { readonly Sid: string; readonly Action: string | string[]; readonly Resource: unknown; readonly Condition?: unknown }

const TOPIC_ARN = `arn:aws:sns:us-west-2:${ACCOUNT}:listbackup-main-critical`;

/** The backups of a stage, whose tables and bucket stand in a stack of their own. */
function backupStack(props: Partial<ListBackupBackupProps> = {}, more: (backup: ListBackupBackup, stack: Stack) => void = () => undefined): Stack {
  const app = new App();
  const { stage = ListBackupStage.MAIN } = props;
  const data = new ListBackupDataLayer(new Stack(app, 'Data', { env: PRIMARY }), 'Data', { stage });
  const stack = new Stack(app, 'Backup', { env: PRIMARY });
  more(new ListBackupBackup(stack, 'Backup', { stage, tables: data.tables.all, dataBucket: data.buckets.data, ...props }), stack);
  return stack;
}

const told = (props: Partial<ListBackupBackupProps> = {}): TemplateJson => {
  const topicStack = new Stack(new App(), 'Topics');
  return templateOf(backupStack({ alarmTopic: Topic.fromTopicArn(topicStack, 'Topic', TOPIC_ARN), ...props }));
};

const backedUp = (props: Partial<ListBackupBackupProps> = {}): TemplateJson => templateOf(backupStack(props));

function ruleOf(template: TemplateJson): Record<string, never> {
  const plan = template.Resources.BackupPlan.Properties.BackupPlan as { BackupPlanRule: Record<string, never>[] };
  expect(plan.BackupPlanRule).toHaveLength(1);
  return plan.BackupPlanRule[0];
}

function statementsOf(role: TemplateResource): Record<string, Statement> {
  const [policy] = role.Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[];
  return Object.fromEntries(policy.PolicyDocument.Statement.map((statement) => [statement.Sid, statement]));
}

/** Every ARN that a plan backs up. */
function selected(template: TemplateJson): unknown[] {
  return Object.values(resourcesOfType(template, 'AWS::Backup::BackupSelection')).flatMap(({ Properties }) => {
    const selection = Properties.BackupSelection as { Resources: unknown[] };
    return selection.Resources;
  });
}

const EXPECTED_MEMBERS = [
  ...TABLE_NAMES.map((name) => arn(`dynamodb:us-west-2:${ACCOUNT}:table/listbackup-main-${name}`)),
  arn(`s3:::listbackup-data-main-${ACCOUNT}-us-west-2`),
];

describe('a stage whose vault would be called like that of another stage\'s copies', () => {
  test.each(['x-copy', 'main-copy', 'x-copy-copy', 'abcdefghijk-copy'])('%s has no backups', (name) => {
    const other = name.slice(0, -5);
    expect(() => backupStack({ stage: ListBackupStage.of(name) })).toThrow(
      refusal('stage', name, `must not end in "-copy" in a stage with backups: its vault would be named like that of the copies of stage "${other}"`));
  });

  test.each(['x-2', 'copy', 'photocopy', 'copy-x', 'x-copies'])('%s has them', (name) => {
    const template = templateOf(backupStack({ stage: ListBackupStage.of(name) }));
    expect(template.Resources.BackupVault.Properties.BackupVaultName).toBe(`listbackup-${name}`);
  });

  test('is a valid stage all the same', () => {
    expect(ListBackupStage.of('x-copy').stageName).toBe('x-copy');
  });
});

describe('plan and vault', () => {
  test('once a day, kept for 30 days, in the stage\'s vault', () => {
    const template = backedUp();
    expect(template.Resources.BackupVault).toMatchObject({
      Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'listbackup-main' }, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain',
    });
    expect(template.Resources.BackupVault.Properties).not.toHaveProperty('LockConfiguration');
    expect(template.Resources.BackupPlan.Properties.BackupPlan).toMatchObject({ BackupPlanName: 'listbackup-main' });
    expect(ruleOf(template)).toMatchObject({
      RuleName: 'Daily',
      TargetBackupVault: { Ref: 'BackupVault' },
      ScheduleExpression: 'cron(0 5 * * ? *)',
      StartWindowMinutes: 60,
      CompletionWindowMinutes: 1440,
      Lifecycle: { DeleteAfterDays: 30 },
      RecoveryPointTags: { Service: 'listbackup-infrastructure-backup', Stage: 'main', ManagedBy: 'CDK' },
    });
    expect(ruleOf(template)).not.toHaveProperty('CopyActions');
  });

  test('with a recovery region each backup is copied to its vault, for as long', () => {
    expect(ruleOf(backedUp({ recoveryRegion: 'us-east-1', retention: Duration.days(90) }))).toMatchObject({
      Lifecycle: { DeleteAfterDays: 90 },
      CopyActions: [{
        DestinationBackupVaultArn: arn(`backup:us-east-1:${ACCOUNT}:backup-vault:listbackup-main-copy`), Lifecycle: { DeleteAfterDays: 90 },
      }],
    });
  });

  test.each([[undefined, 'cron(0 5,17 * * ? *)'], [20, 'cron(0 8,20 * * ? *)'], [0, 'cron(0 0,12 * * ? *)']])('twice a day, from hour %s on', (startHour, expression) => {
    const template = told({ interval: Duration.hours(12), startHour, recoveryRegion: 'us-east-1' });
    expect(ruleOf(template)).toMatchObject({ RuleName: 'TwiceDaily', ScheduleExpression: expression, StartWindowMinutes: 60, CompletionWindowMinutes: 720 });
    for (const id of ['BackupMissingAlarm', 'CopyMissingAlarm']) expect(template.Resources[id].Properties).toMatchObject({ EvaluationPeriods: 14, DatapointsToAlarm: 14 });
  });

  test.each([
    [Duration.hours(6), '6 hours', 'must be a Duration from 12 hours to 1 day'], [Duration.hours(18), '18 hours', 'must be 12 or 24 hours'],
    [Duration.days(2), '2 days', 'must be a Duration from 12 hours to 1 day'],
  ])('an interval of %s is refused', (interval, shown, rule) => {
    expect(() => backupStack({ interval })).toThrow(refusal('interval', shown, rule));
  });

  test('hour, key and removal are the caller\'s', () => {
    const keys = new Stack(new App(), 'Keys');
    const keyArn = `arn:aws:kms:us-west-2:${ACCOUNT}:key/1`;
    const template = backedUp({ startHour: 0, encryptionKey: Key.fromKeyArn(keys, 'Key', keyArn), removalPolicy: RemovalPolicy.DESTROY });
    expect(ruleOf(template)).toMatchObject({ ScheduleExpression: 'cron(0 0 * * ? *)' });
    expect(template.Resources.BackupVault).toMatchObject({ Properties: { EncryptionKeyArn: keyArn }, DeletionPolicy: 'Delete' });
    expect(statementsOf(template.Resources.BackupRole)).toMatchObject({
      UseVaultKey: { Action: ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt'], Resource: keyArn },
      GrantVaultKey: { Action: 'kms:CreateGrant', Resource: keyArn, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
    });
  });

  test('names, ARNs and tags are published', () => {
    const template = backedUp();
    expect(exportsOf(template)).toEqual(Object.fromEntries(['BackupVaultName', 'BackupVaultArn', 'BackupPlanId', 'BackupPlanArn']
      .map((key) => [key, `listbackup-infrastructure-backup-main-${key}`])));
    const { BackupVaultTags } = template.Resources.BackupVault.Properties;
    expect(BackupVaultTags).toEqual({ Service: 'listbackup-infrastructure-backup', Stage: 'main', ManagedBy: 'CDK' });
    expect(tagsOf(template.Resources.BackupRole)).toEqual({ Service: 'listbackup-infrastructure-backup', ManagedBy: 'CDK' });
  });
});

describe('what is backed up', () => {
  test('exactly the 23 tables and the data bucket, by ARN', () => {
    expect(selected(backedUp())).toEqual(EXPECTED_MEMBERS);
  });

  test('one role for it, for AWS Backup of this account, with rights on these and no others', () => {
    const { BackupRole } = backedUp().Resources;
    expect(BackupRole.Properties.AssumeRolePolicyDocument).toMatchObject({
      Statement: [{
        Action: 'sts:AssumeRole', Principal: { Service: 'backup.amazonaws.com' }, Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
      }],
    });
    expect(BackupRole.Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(BackupRole.Properties).not.toHaveProperty('RoleName');
    const statements = statementsOf(BackupRole);
    expect(statements.BackUpTables).toMatchObject({
      Action: ['dynamodb:DescribeTable', 'dynamodb:ListTagsOfResource', 'dynamodb:StartAwsBackupJob'], Resource: EXPECTED_MEMBERS.slice(0, 23),
    });
    expect(statements.BackUpBuckets.Resource).toEqual(EXPECTED_MEMBERS[23]);
    expect(statements.BackUpObjects.Resource).toEqual(arn(`s3:::listbackup-data-main-${ACCOUNT}-us-west-2/*`));
    expect(statements.WriteToVaults.Resource).toEqual({ 'Fn::GetAtt': ['BackupVault', 'BackupVaultArn'] });
    const everywhere = Object.values(statements).filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(everywhere).toEqual(['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets']);
    expect(JSON.stringify(statements)).not.toContain('backup:CopyFromBackupVault');
  });

  test('with a recovery region the role may write to the copy vault, and use its key by alias', () => {
    const statements = statementsOf(backedUp({ recoveryRegion: 'us-east-1' }).Resources.BackupRole);
    expect(statements.WriteToVaults.Resource).toEqual([
      { 'Fn::GetAtt': ['BackupVault', 'BackupVaultArn'] }, arn(`backup:us-east-1:${ACCOUNT}:backup-vault:listbackup-main-copy`),
    ]);
    expect(statements.CopyFromVault).toMatchObject({
      Action: 'backup:CopyFromBackupVault',
      Resource: arn(`backup:us-west-2:${ACCOUNT}:recovery-point:*`),
      Condition: { 'ForAllValues:ArnEquals': { 'backup:CopyTargets': arn(`backup:us-east-1:${ACCOUNT}:backup-vault:listbackup-main-copy`) } },
    });
    expect(statements.UseCopyVaultKey).toMatchObject({
      Resource: arn(`kms:us-east-1:${ACCOUNT}:key/*`),
      Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/listbackup/recovery/main' } },
    });
    expect(statements.GrantCopyVaultKey).toMatchObject({
      Condition: {
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/listbackup/recovery/main' }, 'Bool': { 'kms:GrantIsForAWSResource': 'true' },
      },
    });
  });

  test('keys of tables and bucket are used through their services only', () => {
    const app = new App();
    const encryptionKey = Key.fromKeyArn(new Stack(app, 'Keys'), 'Key', `arn:aws:kms:us-west-2:${ACCOUNT}:key/1`);
    const data = new ListBackupDataLayer(new Stack(app, 'Data', { env: PRIMARY }), 'Data', { stage: ListBackupStage.MAIN, encryptionKey });
    const statements = statementsOf(backedUp({ tables: data.tables.all, dataBucket: data.buckets.data }).Resources.BackupRole);
    for (const [sid, service] of [['UseTableKeys', 'dynamodb'], ['UseBucketKeys', 's3']]) {
      expect(statements[sid]).toMatchObject({
        Resource: encryptionKey.keyArn, Condition: { StringLike: { 'kms:ViaService': `${service}.*.amazonaws.com` } },
      });
    }
  });

  test('a boundary bounds every role', () => {
    const policyArn = `arn:aws:iam::${ACCOUNT}:policy/bounds`;
    const boundary = ManagedPolicy.fromManagedPolicyArn(new Stack(new App(), 'Policies'), 'Boundary', policyArn);
    const roles = Object.values(resourcesOfType(backedUp({ permissionsBoundary: boundary }), 'AWS::IAM::Role'));
    expect(roles.map(({ Properties }) => Properties.PermissionsBoundary)).toEqual([policyArn, policyArn]);
  });

  test('a consumer\'s table and bucket join, once, by whichever handle', () => {
    const members = selected(templateOf(backupStack({}, (backup, stack) => {
      const own = new ListBackupTable(stack, 'Webhooks', { stage: ListBackupStage.MAIN, partitionKey: { name: 'id', type: AttributeType.STRING } });
      backup.protectTable(own);
      backup.protectTable(own);
      backup.protectTable(Table.fromTableName(stack, 'Foreign', 'orders'));
      backup.protectTable(Table.fromTableName(stack, 'ForeignAgain', 'orders'));
      backup.protectBucket(Bucket.fromBucketName(stack, 'Reports', 'reports'));
    })));
    expect(members).toEqual([
      ...EXPECTED_MEMBERS, { 'Fn::GetAtt': ['WebhooksTable', 'Arn'] }, arn(`dynamodb:us-west-2:${ACCOUNT}:table/orders`), arn('s3:::reports'),
    ]);
  });

  test('any number of tables: each in one selection, whose role may back up the same and fits IAM', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 200 }), (count, length) => {
      const names = Array.from({ length: count }, (_, at) => `${at}-`.padEnd(length, 'n'));
      const template = templateOf(backupStack({}, (backup, stack) => {
        names.forEach((name, at) => backup.protectTable(Table.fromTableName(stack, `T${at}`, name)));
      }));
      expect(selected(template)).toHaveLength(new Set(names).size + 24);
      expect(new Set(selected(template).map((member) => JSON.stringify(member))).size).toBe(new Set(names).size + 24);
      for (const { Properties } of Object.values(resourcesOfType(template, 'AWS::Backup::BackupSelection'))) {
        const { IamRoleArn, Resources } = Properties.BackupSelection as { IamRoleArn: { 'Fn::GetAtt': [string] }; Resources: unknown[] };
        const role = template.Resources[IamRoleArn['Fn::GetAtt'][0]];
        const statements = Object.values(statementsOf(role));
        // The role may back up what its selection names, and nothing else.
        expect(statements.filter(({ Sid }) => ['BackUpTables', 'BackUpBuckets'].includes(Sid)).flatMap(({ Resource }) => Resource)).toEqual(Resources);
        // As IAM counts: the document without what CloudFormation resolves.
        const [policy] = role.Properties.Policies as { PolicyDocument: unknown }[];
        const resolved = JSON.stringify(policy.PolicyDocument).replace(/\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},"([^"]*)"\]\]\}/g, '"arn:aws$1"');
        expect(resolved).not.toContain('Fn::Join');
        expect(resolved.length).toBeLessThan(10_240);
      }
    }), { numRuns: 8 });
  });
});

test('a second selection has a role of its own, whose statements each name a resource', () => {
  const template = templateOf(backupStack({}, (backup, stack) => {
    for (let at = 0; at < 80; at++) backup.protectTable(Table.fromTableName(stack, `T${at}`, `${at}-`.padEnd(200, 'n')));
  }));
  const roles = Object.values(resourcesOfType(template, 'AWS::Backup::BackupSelection'))
    .map(({ Properties }) => (Properties.BackupSelection as { IamRoleArn: { 'Fn::GetAtt': [string] } }).IamRoleArn['Fn::GetAtt'][0]);
  expect(new Set(roles).size).toBeGreaterThan(1);
  for (const role of roles) {
    const statements = Object.values(statementsOf(template.Resources[role]));
    expect(statements.filter(({ Resource }) => Resource === undefined || [Resource].flat().length === 0)).toEqual([]);
  }
});

describe('restore testing', () => {
  test('each Sunday the newest recovery point of every table in the vault, within an hour', () => {
    const { RestoreTestingPlan, RestoreTestingTables, RestoreTestRole } = backedUp({ stage: ListBackupStage.of('prod') }).Resources;
    expect(RestoreTestingPlan.Properties).toMatchObject({
      RestoreTestingPlanName: 'listbackup_prod',
      ScheduleExpression: 'cron(0 9 ? * SUN *)',
      StartWindowHours: 1,
      RecoveryPointSelection: {
        Algorithm: 'LATEST_WITHIN_WINDOW',
        IncludeVaults: [{ 'Fn::GetAtt': ['BackupVault', 'BackupVaultArn'] }],
        RecoveryPointTypes: ['SNAPSHOT'],
        SelectionWindowDays: 7,
      },
    });
    expect(RestoreTestingTables.Properties).toMatchObject({
      RestoreTestingPlanName: { Ref: 'RestoreTestingPlan' },
      RestoreTestingSelectionName: 'tables',
      ProtectedResourceType: 'DynamoDB',
      ProtectedResourceArns: ['*'],
      IamRoleArn: { 'Fn::GetAtt': ['RestoreTestRole', 'Arn'] },
    });
    // A test may not touch a table of the stage.
    expect(statementsOf(RestoreTestRole).RestoreTables.Resource).toEqual(arn(`dynamodb:us-west-2:${ACCOUNT}:table/awsbackup-restore-test-*`));
  });

  test('names hold letters, digits and underscores only, and may be 50 long', () => {
    const stage = ListBackupStage.of('my-long-feature1');
    const name = backedUp({ stage }).Resources.RestoreTestingPlan.Properties.RestoreTestingPlanName as string;
    expect(name).toBe('listbackup_my_long_feature1');
    expect(name).toMatch(/^\w{1,50}$/);
  });

  test('may be left out', () => {
    expect(Object.keys(told({ restoreTesting: false }).Resources).filter((id) => id.startsWith('RestoreTest'))).toEqual([]);
  });
});

describe('who is told', () => {
  test('of failed backup, copy and restore jobs of this stage', () => {
    const { BackupJobFailedRule, CopyJobFailedRule, RestoreJobFailedRule } = told({ recoveryRegion: 'us-east-1' }).Resources;
    const vault = { 'Fn::GetAtt': ['BackupVault', 'BackupVaultArn'] };
    expect(BackupJobFailedRule.Properties).toMatchObject({
      Name: 'listbackup-main-backup-job-failed',
      EventPattern: {
        'source': ['aws.backup'],
        'detail-type': ['Backup Job State Change'],
        'detail': { backupVaultArn: [vault], state: ['ABORTED', 'EXPIRED', 'FAILED', 'PARTIAL'] },
      },
      Targets: [{ Id: 'Topic', Arn: TOPIC_ARN }],
    });
    expect(CopyJobFailedRule.Properties).toMatchObject({
      Name: 'listbackup-main-copy-job-failed',
      EventPattern: { 'detail-type': ['Copy Job State Change'], 'detail': { sourceBackupVaultArn: [vault], state: ['FAILED', 'PARTIAL'] } },
      Targets: [{ Id: 'Topic', Arn: TOPIC_ARN }],
    });
    // A restore job says `status` where the others say `state`.
    expect(RestoreJobFailedRule.Properties).toMatchObject({
      Name: 'listbackup-main-restore-job-failed',
      EventPattern: {
        'detail-type': ['Restore Job State Change'],
        'detail': { iamRoleArn: [{ 'Fn::GetAtt': ['RestoreTestRole', 'Arn'] }], status: ['ABORTED', 'FAILED'] },
      },
      Targets: [{ Id: 'Topic', Arn: TOPIC_ARN }],
    });
  });

  test('of copies only where there are some', () => {
    for (const id of ['CopyJobFailedRule', 'RecoveryBus', 'RecoveryRestoreFailedRule']) expect(told().Resources).not.toHaveProperty(id);
  });

  test('of restores that failed in the recovery region, which tells by a bus of the stage\'s own', () => {
    const { RecoveryBus, RecoveryRestoreFailedRule } = told({ recoveryRegion: 'us-east-1' }).Resources;
    expect(RecoveryBus).toMatchObject({ Type: 'AWS::Events::EventBus', Properties: { Name: 'listbackup-recovery-main' } });
    expect(tagsOf(RecoveryBus)).toEqual({ Service: 'listbackup-infrastructure-backup', Stage: 'main', ManagedBy: 'CDK' });
    expect(RecoveryRestoreFailedRule.Properties).toMatchObject({
      Name: 'listbackup-main-copy-restore-job-failed',
      EventBusName: { Ref: 'RecoveryBus' },
      EventPattern: { 'source': ['aws.backup'], 'detail-type': ['Restore Job State Change'] },
      Targets: [{ Id: 'Topic', Arn: TOPIC_ARN }],
    });
  });

  test('of nothing from there where nobody is told at all', () => {
    expect(backedUp({ recoveryRegion: 'us-east-1' }).Resources).not.toHaveProperty('RecoveryBus');
  });

  test('of a day without a backup', () => {
    expect(told().Resources.BackupMissingAlarm.Properties).toMatchObject({
      AlarmName: 'listbackup-main-backup-missing',
      Namespace: 'AWS/Backup',
      MetricName: 'NumberOfBackupJobsCompleted',
      Dimensions: [{ Name: 'BackupVaultName', Value: 'listbackup-main' }],
      Statistic: 'Sum',
      Period: 3600,
      EvaluationPeriods: 26,
      DatapointsToAlarm: 26,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
      AlarmActions: [TOPIC_ARN],
      OKActions: [TOPIC_ARN],
    });
  });

  const { Resources } = told({ recoveryRegion: 'us-east-1', replicaBucketName: 'replicas' });
  const any = (Namespace: string, MetricName: string, ...dimensions: [string, string][]) => ({
    Namespace,
    MetricName,
    Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    TreatMissingData: 'notBreaching',
  });
  const BUS = ['EventBusName', 'listbackup-recovery-main'] as [string, string];

  test.each([
    ['RestoreFailedAlarm', 'restore-failed', any('AWS/Backup', 'NumberOfRestoreJobsFailed', ['BackupVaultName', 'listbackup-main'])],
    // AWS Backup counts copies under their destination.
    ['CopyFailedAlarm', 'copy-failed', any('AWS/Backup', 'NumberOfCopyJobsFailed', ['BackupVaultName', 'listbackup-main-copy'])],
    ['ReplicationFailedAlarm', 'replication-failed', any('AWS/S3', 'OperationsFailedReplication',
      ['SourceBucket', `listbackup-data-main-${ACCOUNT}-us-west-2`], ['DestinationBucket', 'replicas'], ['RuleId', 'Replicate'])],
    ['RecoveryRestoreFailedAlarm', 'copy-restore-failed', any('AWS/Events', 'TriggeredRules', BUS, ['RuleName', 'listbackup-main-copy-restore-job-failed'])],
    ['RecoveryReplicationLateAlarm', 'replication-late', any('AWS/Events', 'TriggeredRules', BUS, ['RuleName', 'listbackup-main-copy-replication-late'])],
  ])('by an alarm of CloudWatch, which takes the way to people that events do not: %s', (id, name, expected) => {
    expect(Resources[id].Properties).toMatchObject({ AlarmName: `listbackup-main-${name}`, AlarmActions: [TOPIC_ARN], OKActions: [TOPIC_ARN], ...expected });
  });

  test('by an alarm, of backups that failed or could not start', () => {
    expect(Resources.BackupFailedAlarm.Properties).toMatchObject({
      AlarmName: 'listbackup-main-backup-failed', ComparisonOperator: 'GreaterThanThreshold', Threshold: 0, TreatMissingData: 'notBreaching', AlarmActions: [TOPIC_ARN],
    });
    interface Query { Expression: string; MetricStat: { Metric: { MetricName: string } } }
    const [all, ...terms] = Resources.BackupFailedAlarm.Properties.Metrics as Query[];
    expect(all.Expression).toBe('FILL(failed, 0) + FILL(expired, 0)');
    expect(terms.map(({ MetricStat }) => MetricStat.Metric.MetricName)).toEqual(['NumberOfBackupJobsFailed', 'NumberOfBackupJobsExpired']);
  });

  test('of a day without a copy, where there are copies', () => {
    expect(Resources.CopyMissingAlarm.Properties).toMatchObject({
      AlarmName: 'listbackup-main-copy-missing',
      MetricName: 'NumberOfCopyJobsCompleted',
      Dimensions: [{ Name: 'BackupVaultName', Value: 'listbackup-main-copy' }],
      EvaluationPeriods: 26,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    const alarms = Object.keys(resourcesOfType(told(), 'AWS::CloudWatch::Alarm'));
    expect(alarms.sort()).toEqual(['BackupFailedAlarm', 'BackupMissingAlarm', 'RestoreFailedAlarm']);
  });

  test('nobody without a topic, which is warned of', () => {
    const stack = backupStack();
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('^nobody is told of .* alarmTopic'));
    expect(warnings.map(({ entry }) => String(entry.data))).toEqual([expect.stringContaining('[ack: listbackup-infrastructure:backupAlarmsLeftOut]')]);
    expect(resourcesOfType(templateOf(stack), 'AWS::Events::Rule')).toEqual({});
  });
});

describe('vault lock', () => {
  const days = (min: number, max?: number) => (
    { minRetention: Duration.days(min), maxRetention: max === undefined ? undefined : Duration.days(max) }
  );

  test('governance can be taken off, compliance cannot once its grace period is over', () => {
    expect(backedUp({ vaultLock: ListBackupVaultLock.governance(days(7, 365)) }).Resources.BackupVault.Properties.LockConfiguration)
      .toEqual({ MinRetentionDays: 7, MaxRetentionDays: 365 });
    const compliance = ListBackupVaultLock.compliance({ ...days(30), gracePeriod: Duration.days(3) });
    expect(backedUp({ vaultLock: compliance }).Resources.BackupVault.Properties.LockConfiguration)
      .toEqual({ MinRetentionDays: 30, ChangeableForDays: 3 });
  });

  test.each([
    ['below the minimum', 30, ListBackupVaultLock.governance(days(31)), refusal('retention', '30 days', 'must be from 31 to 36500 days, the bounds of the vault\'s lock')],
    ['above the maximum', 30, ListBackupVaultLock.governance(days(1, 29)), refusal('retention', '30 days', 'must be from 1 to 29 days, the bounds of the vault\'s lock')],
  ])('a retention %s is refused: every job would fail', (_, retention, vaultLock, message) => {
    expect(() => backupStack({ retention: Duration.days(retention), vaultLock })).toThrow(message);
    expect(() => backupStack({ vaultLock })).toThrow(message);
  });

  test.each([
    ['no minimum', () => ListBackupVaultLock.governance({} as never), refusal('vaultLock.minRetention', /undefined/)],
    ['hours', () => ListBackupVaultLock.governance({ minRetention: Duration.hours(30) }), refusal('vaultLock.minRetention', '1 day 6 hours')],
    ['a maximum below the minimum', () => ListBackupVaultLock.governance(days(30, 7)), refusal('vaultLock.maxRetention', '7 days', 'must be a Duration of ')],
    ['no grace', () => ListBackupVaultLock.compliance({ ...days(7), gracePeriod: Duration.days(2) }), refusal('vaultLock.gracePeriod', '2 days', 'must be a Duration of ')],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('the copy vault\'s lock', () => {
  const lock = (min: number, max?: number) => ListBackupVaultLock.governance({
    minRetention: Duration.days(min), maxRetention: max === undefined ? undefined : Duration.days(max),
  });

  /** Plan and copy vault of one app, made in either order. */
  function copied(first: 'plan' | 'vault', vaultLock: ListBackupVaultLock, { stage = ListBackupStage.MAIN, retention }: Partial<ListBackupBackupProps> = {}): void {
    const app = new App();
    const { tables, buckets } = new ListBackupDataLayer(new Stack(app, 'Data', { env: PRIMARY }), 'Data', { stage });
    const plan = () => new ListBackupBackup(new Stack(app, 'Backup', { env: PRIMARY }), 'Backup', {
      stage, tables: tables.all, dataBucket: buckets.data, retention, recoveryRegion: 'us-east-1',
    });
    const vault = () => new ListBackupRecovery(new Stack(app, 'Recovery', { env: RECOVERY }), 'Recovery', { stage: ListBackupStage.MAIN, vaultLock });
    for (const make of first === 'plan' ? [plan, vault] : [vault, plan]) make();
  }

  test.each(['plan', 'vault'] as const)('refuses a retention with which every copy would fail, the %s first', (first) => {
    expect(() => copied(first, lock(31))).toThrow(
      refusal('retention', '30 days', 'must be from 31 to 36500 days, the bounds of the copy vault\'s lock'),
    );
    expect(() => copied(first, lock(1, 29))).toThrow(refusal('retention', '30 days'));
    expect(() => copied(first, lock(8), { retention: Duration.days(7) })).toThrow(refusal('retention', '7 days'));
    expect(() => copied(first, lock(8), { retention: Duration.days(8) })).not.toThrow();
  });

  test('is of one stage', () => {
    expect(() => copied('vault', lock(31), { stage: ListBackupStage.of('prod') })).not.toThrow();
  });
});

test.each<[string, Partial<Record<keyof ListBackupBackupProps, unknown>>, RegExp]>([
  ['a recovery region of another partition', { recoveryRegion: 'cn-north-1' }, refusal('recoveryRegion', 'cn-north-1', 'must be in the same AWS partition as "')],
  ['a recovery region of GovCloud', { recoveryRegion: 'us-gov-west-1' }, refusal('recoveryRegion', 'us-gov-west-1', 'must be in the same AWS partition as "us-west-2": nothing is copied between partitions')],
  ['a recovery region that is the primary', { recoveryRegion: 'us-west-2' }, refusal('recoveryRegion', 'us-west-2', 'must be another Region than the primary\'s: what is lost with one must be safe in the other')],
  ['a recovery region that is none', { recoveryRegion: 'Virginia' }, refusal('recoveryRegion', 'Virginia', 'must be the code of an AWS Region, known at synthesis')],
  ['a retention of nothing', { retention: Duration.days(0) }, refusal('retention', '0 days')],
  ['a retention that is a number', { retention: 30 }, refusal('retention', 30)],
  ['an hour that no day has', { startHour: 24 }, refusal('startHour', 24, 'must be a whole number from ')],
  ['no tables', { tables: undefined }, refusal('tables', /null/)],
  ['a bucket\'s name', { dataBucket: 'bucket' }, refusal('dataBucket', 'bucket')],
  ['a topic\'s ARN', { alarmTopic: TOPIC_ARN }, refusal('alarmTopic')],
  ['a lock that is a number', { vaultLock: 7 }, refusal('vaultLock', 7)],
  ['a word', { restoreTesting: 'yes' }, refusal('restoreTesting', 'yes')],
])('%s is refused', (_, props, message) => {
  expect(() => backupStack(props as Partial<ListBackupBackupProps>)).toThrow(message);
});

test.each([['protectTable', 'table'], ['protectBucket', 'bucket']] as const)('%s refuses a name', (method, what) => {
  backupStack({}, (backup) => {
    expect(() => backup[method]('orders' as never)).toThrow(refusal(what, 'orders'));
    expect(() => backup[method](undefined as never)).toThrow(refusal(what, null));
  });
});

describe('what a plan would not find, or not take', () => {
  test.each<[string, (backup: ListBackupBackup, stack: Stack) => void, RegExp]>([
    ['a table of another region', (backup, stack) => backup.protectTable(Table.fromTableArn(stack, 'Orders', `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`)),
      refusal('table', 'Backup/Orders', 'must be in region "us-west-2", like this plan, and not in "eu-west-1"')],
    ['a table of another account', (backup, stack) => backup.protectTable(Table.fromTableArn(stack, 'Orders', 'arn:aws:dynamodb:us-west-2:999999999999:table/orders')),
      refusal('table', 'Backup/Orders', 'must be in account "123456789012", like this plan, and not in "999999999999"')],
    ['a table of another stack\'s region', (backup, stack) => backup.protectTable(new Table(new Stack(stack.node.root as App, 'Elsewhere', { env: RECOVERY }), 'Orders', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
    })), refusal('table', 'Elsewhere/Orders', 'must be in ')],
    ['a bucket of another region', (backup, stack) => backup.protectBucket(Bucket.fromBucketAttributes(stack, 'Files', { bucketName: 'files', region: 'eu-west-1' })),
      refusal('bucket', 'Backup/Files', 'must be in ')],
    ['a bucket without versions', (backup, stack) => backup.protectBucket(new Bucket(stack, 'Files')),
      refusal('bucket', 'Backup/Files', 'must be a bucket that keeps versions')],
  ])('is refused: %s', (_, protect, message) => {
    backupStack({}, (backup, stack) => {
      expect(() => protect(backup, stack)).toThrow(message);
    });
  });

  test('is not a bucket with versions, nor one that another app made', () => {
    backupStack({}, (backup, stack) => {
      expect(() => backup.protectBucket(new Bucket(stack, 'Files', { versioned: true }))).not.toThrow();
      expect(() => backup.protectBucket(Bucket.fromBucketName(stack, 'Imported', 'imported'))).not.toThrow();
    });
  });
});
