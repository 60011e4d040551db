import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IListBackupKey, ListBackupDataLayer, ListBackupKey, ListBackupKeyProps, ListBackupLookup, ListBackupStage } from '../../src';
import { noNamingRule, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, replacePolicyOf, resourcesOfType, synth, tagsOf, TemplateJson, templateOf } from '../support/synth';

const keyOf = (props: ListBackupKeyProps, stackProps = { env: MAIN_ENV }) => synth((stack) => new ListBackupKey(stack, 'Key', props), stackProps);

interface Statement { Sid: string; Effect: string; Principal: unknown; Action: unknown; Resource: unknown; Condition?: unknown }
const statements = (template: TemplateJson): Record<string, Statement> => {
  const policy = template.Resources.EncryptionKey.Properties.KeyPolicy as { Statement: Statement[] };
  return Object.fromEntries(policy.Statement.map((statement) => [statement.Sid, statement]));
};
const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });

describe('the key of main', () => {
  const template = keyOf({ stage: ListBackupStage.MAIN });

  test('is one key with its alias, rotated and kept', () => {
    expect(Object.keys(template.Resources).sort()).toEqual(['EncryptionKey', 'EncryptionKeyAlias']);
    const key = template.Resources.EncryptionKey;
    expect(key).toMatchObject({ Type: 'AWS::KMS::Key', DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(key.Properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 365, PendingWindowInDays: 30 });
    expect(tagsOf(key)).toEqual({ Service: 'listbackup-infrastructure-kms', Stage: 'main', ManagedBy: 'CDK' });
    expect(template.Resources.EncryptionKeyAlias.Properties).toEqual({ AliasName: 'alias/listbackup-main', TargetKeyId: { Ref: 'EncryptionKey' } });
  });

  test('leaves it to IAM who in the account may use it', () => {
    expect(statements(template).AccountDecides).toEqual({
      Sid: 'AccountDecides',
      Effect: 'Allow',
      Principal: { AWS: arn(':iam::123456789012:root') },
      Action: 'kms:*',
      Resource: '*',
    });
  });

  const ofAccount = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
  const send = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  test.each<[string, string, string | string[], object]>([
    ['LogGroups', 'logs.us-west-2.amazonaws.com', ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arn(':logs:us-west-2:123456789012:log-group:*') } }],
    ['EventRulesSend', 'events.amazonaws.com', send, ofAccount],
    ['TopicsSend', 'sns.amazonaws.com', send, ofAccount],
    ['BucketsSend', 's3.amazonaws.com', send, ofAccount],
    ['AlarmsSend', 'cloudwatch.amazonaws.com', send, ofAccount],
    ['TrailsWriteToBuckets', 'cloudtrail.amazonaws.com', 'kms:GenerateDataKey*',
      { ArnLike: { 'aws:SourceArn': arn(':cloudtrail:*:123456789012:trail/*') } }],
    ['DistributionsRead', 'cloudfront.amazonaws.com', 'kms:Decrypt',
      { ...ofAccount, ArnLike: { 'aws:SourceArn': arn(':cloudfront::123456789012:distribution/*') } }],
  ])('%s: %s may use it for this account only', (sid, service, action, condition) => {
    expect(statements(template)[sid]).toEqual({
      Sid: sid, Effect: 'Allow', Principal: { Service: service }, Action: action, Resource: '*', Condition: condition,
    });
  });

  test('admits nobody else', () => {
    expect(Object.keys(statements(template))).toHaveLength(8);
  });

  test('publishes ARN, ID and alias', () => {
    expect(exportsOf(template)).toEqual({
      EncryptionKeyArn: 'listbackup-infrastructure-kms-main-EncryptionKeyArn',
      EncryptionKeyId: 'listbackup-infrastructure-kms-main-EncryptionKeyId',
      EncryptionKeyAliasName: 'listbackup-infrastructure-kms-main-EncryptionKeyAliasName',
    });
    expect(template.Outputs.EncryptionKeyArn.Value).toEqual({ 'Fn::GetAtt': ['EncryptionKey', 'Arn'] });
    expect(template.Outputs.EncryptionKeyId.Value).toEqual({ Ref: 'EncryptionKey' });
    expect(template.Outputs.EncryptionKeyAliasName.Value).toEqual({ Ref: 'EncryptionKeyAlias' });
  });
});

test.each([
  [ListBackupStage.STAGING, 'RetainExceptOnCreate', 'alias/listbackup-staging'],
  [ListBackupStage.DEV, 'Delete', 'alias/listbackup-dev'],
])('%s', (stage, deletionPolicy, alias) => {
  const { Resources } = keyOf({ stage }, {} as never);
  expect(Resources.EncryptionKey).toMatchObject({
    DeletionPolicy: deletionPolicy, UpdateReplacePolicy: replacePolicyOf(deletionPolicy), Properties: { EnableKeyRotation: true },
  });
  expect(Resources.EncryptionKeyAlias.Properties.AliasName).toBe(alias);
  expect(Resources.EncryptionKeyAlias).not.toHaveProperty('DeletionPolicy', 'Retain');
});

describe('options', () => {
  test('rotation and pending window', () => {
    const { Resources } = keyOf({ stage: ListBackupStage.MAIN, rotationPeriod: Duration.days(90), pendingWindow: Duration.days(7) });
    expect(Resources.EncryptionKey.Properties).toMatchObject({ RotationPeriodInDays: 90, PendingWindowInDays: 7 });
  });

  test('destroying production\'s key is warned of, once', () => {
    const stack = newStack();
    new ListBackupKey(stack, 'Key', { stage: ListBackupStage.MAIN, removalPolicy: RemovalPolicy.DESTROY });
    expect(templateOf(stack).Resources.EncryptionKey.DeletionPolicy).toBe('Delete');
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('destroyProductionData'))).toHaveLength(1);
  });

  test.each<[string, Omit<ListBackupKeyProps, 'stage'>, RegExp]>([
    ['rotation below KMS\'s shortest', { rotationPeriod: Duration.days(89) }, refusal('rotationPeriod', '89 days', 'must be a Duration of 90 to 2560 whole days')],
    ['rotation above its longest', { rotationPeriod: Duration.days(2561) }, refusal('rotationPeriod', '2561 days', 'must be a Duration of 90 to 2560 whole days')],
    ['rotation in part of a day', { rotationPeriod: Duration.hours(24 * 90 + 1) }, refusal('rotationPeriod', '90 days 1 hour')],
    ['a number for a duration', { rotationPeriod: 365 as never }, refusal('rotationPeriod', 365, 'must be a Duration of 90 to 2560 whole days')],
    ['a window below KMS\'s shortest', { pendingWindow: Duration.days(6) }, refusal('pendingWindow', '6 days', 'must be a Duration of 7 to 30 whole days')],
    ['a snapshot', { removalPolicy: RemovalPolicy.SNAPSHOT }, refusal('removalPolicy', 'snapshot')],
  ])('%s is refused', (_what, options, message) => {
    expect(() => keyOf({ stage: ListBackupStage.MAIN, ...options })).toThrow(message);
  });

  test('a stage is needed', () => {
    expect(() => keyOf({} as never)).toThrow(refusal('stage', /undefined/));
  });

  test('a second one in the stack is refused', () => {
    const stack = newStack();
    new ListBackupKey(stack, 'One', { stage: ListBackupStage.MAIN });
    expect(() => new ListBackupKey(stack, 'Two', { stage: ListBackupStage.MAIN })).toThrow(/already has the logical ID EncryptionKey/);
  });
});

describe('of another app', () => {
  const ARN = 'arn:aws:kms:us-west-2:123456789012:key/11111111-2222-3333-4444-555555555555';
  const value = (lookup: ListBackupLookup | undefined, read: (key: IListBackupKey) => string) => {
    const stack = newStack({ env: MAIN_ENV });
    return stack.resolve(read(ListBackupKey.fromStage(stack, 'Key', { stage: ListBackupStage.MAIN, lookup }))) as unknown;
  };
  const exported = (key: string) => ({ 'Fn::ImportValue': `listbackup-infrastructure-kms-main-${key}` });
  const output = (key: string) => ({ 'Fn::GetStackOutput': { StackName: 'listbackup-infrastructure-kms-main', OutputName: key } });

  test.each<[string, (key: IListBackupKey) => string, string]>([
    ['its ARN', (key) => key.keyArn, 'EncryptionKeyArn'],
    ['its ID', (key) => key.keyId, 'EncryptionKeyId'],
    ['its alias', (key) => key.aliasName, 'EncryptionKeyAliasName'],
  ])('%s is read where it is published', (_, read, key) => {
    expect(value(undefined, read)).toEqual(exported(key));
    expect(value(ListBackupLookup.outputs(), read)).toEqual(output(key));
  });

  test('by names the alias is known, and nothing else', () => {
    const lookup = ListBackupLookup.names();
    expect(value(lookup, (key) => key.aliasName)).toBe('alias/listbackup-main');
    expect(() => value(lookup, (key) => key.keyArn)).toThrow(noNamingRule());
    expect(() => value(lookup, (key) => key.keyId)).toThrow(noNamingRule());
  });

  test('what is not used is not read', () => {
    expect(synth((stack) => ListBackupKey.fromStage(stack, 'Key', { stage: ListBackupStage.MAIN })).Resources).toEqual({});
  });

  test('handles that take it grant with it', () => {
    const template = synth((stack) => {
      const encryptionKey = ListBackupKey.fromStage(stack, 'Key', { stage: ListBackupStage.MAIN });
      const { tables } = ListBackupDataLayer.fromStage(stack, 'Data', { stage: ListBackupStage.MAIN, encryptionKey });
      tables.users.grantReadData(new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    });
    const [policy] = Object.values(resourcesOfType(template, 'AWS::IAM::Policy'));
    expect(policy.Properties.PolicyDocument).toMatchObject({
      Statement: expect.arrayContaining([expect.objectContaining({ Action: ['kms:Decrypt', 'kms:DescribeKey'], Resource: exported('EncryptionKeyArn') })]),
    });
  });

  test('a grant of its own names the published ARN and touches no key', () => {
    const template = synth((stack) => {
      ListBackupKey.fromStage(stack, 'Key', { stage: ListBackupStage.MAIN })
        .grantEncryptDecrypt(new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    });
    expect(resourcesOfType(template, 'AWS::KMS::Key')).toEqual({});
    const [policy] = Object.values(resourcesOfType(template, 'AWS::IAM::Policy'));
    expect(policy.Properties.PolicyDocument).toMatchObject({
      Statement: [{ Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'], Resource: exported('EncryptionKeyArn') }],
    });
  });

  test('its policy is not ours', () => {
    const key = ListBackupKey.fromStage(newStack(), 'Key', { stage: ListBackupStage.MAIN });
    const statement = new PolicyStatement({ principals: [new ServicePrincipal('budgets.amazonaws.com')], actions: ['kms:Decrypt'], resources: ['*'] });
    expect(key.addToResourcePolicy(statement)).toEqual({ statementAdded: false });
    expect(() => key.addToResourcePolicy(statement, false)).toThrow(refusal('allowNoOp', false));
  });

  test.each<[string, object, RegExp]>([
    ['no stage', {}, refusal('stage', /undefined/)],
    ['an ARN for a lookup', { stage: ListBackupStage.MAIN, lookup: ARN }, refusal('lookup', ARN, 'must be a ListBackupLookup')],
  ])('%s is refused', (_, props, message) => {
    expect(() => ListBackupKey.fromStage(newStack(), 'Key', props as never)).toThrow(message);
  });
});

describe('as a handle', () => {
  test('every construct of the library takes it', () => {
    const template = synth((stack) => {
      const encryptionKey = new ListBackupKey(stack, 'Key', { stage: ListBackupStage.MAIN });
      new ListBackupDataLayer(stack, 'Data', { stage: ListBackupStage.MAIN, encryptionKey });
    });
    expect(template.Resources.UsersTable.Properties).toMatchObject({ SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': ['EncryptionKey', 'Arn'] } } });
    // The assets bucket adds its own reader to the key's policy, and the base policy stays.
    expect(Object.keys(statements(template))).toEqual(expect.arrayContaining(['AccountDecides', 'LogGroups', 'CloudFrontDecrypt']));
  });

  test('another stack reads the published export, and is deployed later', () => {
    const app = new App();
    const keys = new Stack(app, 'Keys');
    const data = new Stack(app, 'Data');
    const encryptionKey = new ListBackupKey(keys, 'Key', { stage: ListBackupStage.MAIN });
    const { tables } = new ListBackupDataLayer(data, 'Data', { stage: ListBackupStage.MAIN, encryptionKey });
    tables.users.grantReadData(new Role(data, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    const imported = { 'Fn::ImportValue': 'listbackup-infrastructure-kms-main-EncryptionKeyArn' };
    const template = templateOf(data);
    expect(template.Resources.UsersTable.Properties).toMatchObject({ SSESpecification: { KMSMasterKeyId: imported } });
    const [policy] = Object.values(resourcesOfType(template, 'AWS::IAM::Policy'));
    expect(policy.Properties.PolicyDocument).toMatchObject({ Statement: expect.arrayContaining([expect.objectContaining({ Resource: imported })]) });
    expect(data.dependencies).toEqual([keys]);
    expect(Object.keys(templateOf(keys).Outputs).sort()).toEqual(['EncryptionKeyAliasName', 'EncryptionKeyArn', 'EncryptionKeyId']);
  });

  const granted = (grant: (key: ListBackupKey, role: Role) => void) => {
    const template = synth((stack) => {
      const key = new ListBackupKey(stack, 'Key', { stage: ListBackupStage.MAIN });
      grant(key, new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    });
    const [policy] = Object.values(resourcesOfType(template, 'AWS::IAM::Policy'));
    // Grants write the principal's policy and leave the key's alone.
    expect(Object.keys(statements(template))).toHaveLength(8);
    const [statement] = (policy.Properties.PolicyDocument as { Statement: Statement[] }).Statement;
    expect(statement.Resource).toEqual({ 'Fn::GetAtt': ['EncryptionKey', 'Arn'] });
    return statement.Action;
  };

  test.each<[string, (key: ListBackupKey, role: Role) => void, string | string[]]>([
    ['decrypt', (key, role) => key.grantDecrypt(role), 'kms:Decrypt'],
    ['encrypt', (key, role) => key.grantEncrypt(role), ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']],
    ['both', (key, role) => key.grantEncryptDecrypt(role), ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*']],
    ['an action', (key, role) => key.grant(role, 'kms:DescribeKey'), 'kms:DescribeKey'],
    ['sign', (key, role) => key.grantSign(role), 'kms:Sign'],
    ['verify', (key, role) => key.grantVerify(role), 'kms:Verify'],
    ['sign and verify', (key, role) => key.grantSignVerify(role), ['kms:Sign', 'kms:Verify']],
    ['make codes', (key, role) => key.grantGenerateMac(role), 'kms:GenerateMac'],
    ['check codes', (key, role) => key.grantVerifyMac(role), 'kms:VerifyMac'],
  ])('lets a principal %s', (_what, grant, actions) => {
    expect(granted(grant)).toEqual(actions);
  });

  test('takes a statement and a further alias', () => {
    const template = synth((stack) => {
      const key = new ListBackupKey(stack, 'Key', { stage: ListBackupStage.MAIN });
      key.addToResourcePolicy(new PolicyStatement({
        sid: 'Budgets', principals: [new ServicePrincipal('budgets.amazonaws.com')], actions: ['kms:Decrypt'], resources: ['*'],
      }));
      key.addAlias('alias/mine');
    });
    expect(statements(template).Budgets).toMatchObject({ Principal: { Service: 'budgets.amazonaws.com' } });
    expect(Object.values(resourcesOfType(template, 'AWS::KMS::Alias')).map(({ Properties }) => Properties.AliasName).sort()).toEqual(['alias/listbackup-main', 'alias/mine']);
  });
});

describe('limits of an alias and of an action', () => {
  const made = () => new ListBackupKey(newStack(), 'Key', { stage: ListBackupStage.MAIN });

  test.each(['a', 'alias/a', 'a'.repeat(250), 'team:billing/one_two-3', `alias/${'a'.repeat(250)}`])('alias %s is accepted', (alias) => {
    expect(() => made().addAlias(alias)).not.toThrow();
  });

  test.each(['', 'a'.repeat(251), 'aws/mine', 'two words', 'end!', '!start'])('alias %p is refused, by name', (alias) => {
    expect(() => made().addAlias(alias)).toThrow(/^(?=.*alias)(?=.*1 to 250 letters, digits)(?=.*listbackup-main)/);
  });

  test.each(['*', 'kms:Decrypt', 'kms:*', 'kms:GenerateDataKey*'])('action %s is accepted', (action) => {
    const stack = newStack();
    const key = new ListBackupKey(stack, 'Key', { stage: ListBackupStage.MAIN });
    expect(() => key.grant(new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }), action)).not.toThrow();
  });

  test.each(['', 'Decrypt', 'kms:', 'kms:Decrypt!', ' kms:Decrypt', undefined])('action %p is refused, by name', (action) => {
    const stack = newStack();
    const key = new ListBackupKey(stack, 'Key', { stage: ListBackupStage.MAIN });
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    expect(() => key.grant(role, action as string)).toThrow(/^(?=.*actions)(?=.*a service, a colon)(?=.*kms:Decrypt)/);
  });
});
