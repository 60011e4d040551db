import { ofType, resources, resourceStatements, Statement, statementsWithin, textsWithin, whole } from './whole';
import { ListBackupSecurity, ListBackupStage } from '../../src';

/** Who may do something to a stage with everything: what scanners do not ask. */

const ACCOUNT = '123456789012';
const ROOT = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:root`]] };

const allows = (statements: readonly Statement[]): Statement[] => statements.filter(({ Effect }) => Effect === 'Allow');
const listed = (value: unknown): unknown[] => [value].flat();

/** Whom a statement admits, as `AWS …`, `Service …`, `Federated …`. */
function principals({ Principal }: Statement): string[] {
  if (Principal === undefined) return [];
  if (typeof Principal === 'string') return [Principal];
  return Object.entries(Principal).flatMap(([kind, whom]) => (
    listed(whom).map((one) => `${kind} ${typeof one === 'string' ? one : JSON.stringify(one)}`)
  ));
}

describe.each([['STANDARD', ListBackupSecurity.STANDARD], ['HARDENED', ListBackupSecurity.HARDENED]])('a production stage, %s', (_, security) => {
  const all = resources(whole(ListBackupStage.MAIN, security).stacks);
  const held = resourceStatements(all);
  const on = (id: string): Statement[] => held.filter((one) => one.on === id).map(({ statement }) => statement);

  test('a statement for anyone denies, or is bound to this account', () => {
    const anyone = held.filter(({ statement }) => principals(statement).some((whom) => whom === '*' || whom === 'AWS *'));
    expect(anyone.length).toBeGreaterThan(15);
    for (const { on: id, statement: { Effect, Condition } } of anyone) {
      expect([id, Effect === 'Deny' || JSON.stringify(Condition).includes(ACCOUNT)]).toEqual([id, true]);
    }
  });

  test('no statement admits all but some', () => {
    expect(statementsWithin(all.map(({ Properties }) => Properties)).filter((statement) => 'NotPrincipal' in statement)).toEqual([]);
    const roles = held.filter(({ on: id }) => ofType(all, 'AWS::IAM::Role').some((role) => role.id === id));
    expect(roles.length).toBeGreaterThan(15);
    for (const { on: id, statement } of roles) {
      const whom = principals(statement);
      expect([id, whom]).toEqual([id, [expect.stringMatching(/^(Service [\w.-]+\.amazonaws\.com|Federated .+)$/)]]);
    }
  });

  test('no policy is a text that these tests do not read', () => {
    const texts = all.flatMap(({ id, Type, Properties }) => (Type === 'AWS::Lambda::Function' ? [] : textsWithin(Properties).map((text) => [id, text])));
    expect(texts.filter(([, text]) => /"(Effect|Principal)"/.test(text) && !text.startsWith('{"Statement"'))).toEqual([]);
  });

  test('what reads alarms for a Slack channel reads alarms, and nothing more can be made of it', () => {
    const [role] = ofType(all, 'AWS::IAM::Role').filter(({ id }) => id.startsWith('SlackRole'));
    expect(statementsWithin(role.Properties.Policies).flatMap(({ Action }) => Action)).toEqual([
      'cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData', 'cloudwatch:GetMetricWidgetImage', 'cloudwatch:ListMetrics',
    ]);
    const channels = ofType(all, 'AWS::Chatbot::SlackChannelConfiguration');
    expect(channels.map(({ Properties }) => [Properties.GuardrailPolicies, Properties.UserRoleRequired])).toEqual([
      [[{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/CloudWatchReadOnlyAccess']] }], undefined],
    ]);
  });

  test('every topic has a policy that refuses requests without TLS', () => {
    expect(ofType(all, 'AWS::SNS::Topic').map(({ id }) => id).sort()).toEqual(['CriticalTopic', 'SNSTopic', 'WarningTopic']);
    const policies = ofType(all, 'AWS::SNS::TopicPolicy');
    expect(policies.map(({ Properties }) => Properties.Topics as unknown)).toEqual(expect.arrayContaining([
      [{ Ref: 'CriticalTopic' }], [{ Ref: 'SNSTopic' }], [{ Ref: 'WarningTopic' }],
    ]));
    for (const { id, Properties } of policies) {
      const denied = statementsWithin(Properties).filter(({ Effect }) => Effect === 'Deny');
      expect([id, denied]).toEqual([id, [expect.objectContaining({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]]);
    }
  });

  test('to the topics of alarms four services publish, and to no topic another account', () => {
    for (const id of ['CriticalTopicPolicy', 'WarningTopicPolicy']) {
      const admitted = allows(on(id));
      expect(admitted.flatMap(({ Action }) => Action)).toEqual(['sns:Publish', 'sns:Publish']);
      expect(admitted.flatMap(principals).sort()).toEqual([
        'Service budgets.amazonaws.com', 'Service cloudwatch.amazonaws.com', 'Service costalerts.amazonaws.com', 'Service events.amazonaws.com',
      ]);
    }
  });

  test('a key admits this account and services that act for it, and nobody else', () => {
    const keys = ofType(all, 'AWS::KMS::Key');
    expect(keys.map(({ id }) => id).sort()).toEqual(security.isHardened
      ? [
        'AlarmKey', 'ApiEncryptionKey', 'ApiGatewayEncryptionKey', 'ApiJobsEncryptionKey', 'CognitoEncryptionKey', 'DynamodbEncryptionKey',
        'EdgeCertificateEncryptionKey', 'EventbridgeEncryptionKey', 'RecoveryKey', 'S3EncryptionKey', 'SecretsEncryptionKey', 'SesEncryptionKey',
        'SqsEncryptionKey', 'BackupEncryptionKey',
      ].sort()
      : ['EncryptionKey', 'RecoveryKey']);
    for (const { id, Properties } of keys) {
      const [account, ...services] = statementsWithin(Properties.KeyPolicy);
      expect([id, account]).toEqual([id, { Sid: 'AccountDecides', Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*' }]);
      for (const statement of services) {
        expect([id, statement.Sid, principals(statement).every((whom) => /^Service [\w.-]+\.amazonaws\.com$/.test(whom))]).toEqual([id, statement.Sid, true]);
        expect(statement.Action).not.toContain('kms:*');
      }
    }
    for (const { id, Properties } of keys) expect([id, Properties.EnableKeyRotation]).toEqual([id, true]);
  });

  test('vaults, secrets and tables have no policy that would admit another account', () => {
    const vaults = ofType(all, 'AWS::Backup::BackupVault');
    expect(vaults.map(({ id }) => id).sort()).toEqual(['BackupVault', 'CopyVault']);
    for (const { id, Properties } of vaults) expect([id, Properties]).toEqual([id, expect.not.objectContaining({ AccessPolicy: expect.anything() })]);
    expect(ofType(all, 'AWS::SecretsManager::ResourcePolicy')).toEqual([]);
    const tables = ofType(all, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(23);
    for (const { Properties } of tables) expect(Properties).not.toHaveProperty('ResourcePolicy');
  });

  test('GitHub is trusted for one repository and branch, by exact values', () => {
    const federated = held.filter(({ statement }) => principals(statement).some((whom) => whom.startsWith('Federated') && !whom.includes('cognito-identity')));
    expect(federated.map(({ on: id, statement: { Condition } }) => [id, Condition])).toEqual([['DeployRole', {
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': 'repo:ListBackup-ai/infrastructure:ref:refs/heads/main',
      },
    }]]);
  });

  test('Cognito\'s users are those of this identity pool', () => {
    const federated = held.filter(({ statement }) => principals(statement).some((whom) => whom.includes('cognito-identity')));
    expect(federated.map(({ on: id }) => id).sort()).toEqual(['CognitoAuthenticatedRole', 'CognitoUnauthenticatedRole']);
    for (const { statement } of federated) {
      expect(statement.Condition).toMatchObject({ StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: 'CognitoIdentityPool' } } });
    }
  });

  test('no role\'s policy allows all actions, all but some, or all resources but some', () => {
    const own = ofType(all, 'AWS::IAM::Role').map(({ Properties }) => Properties.Policies as unknown);
    const granted = ofType(all, 'AWS::IAM::Policy').map(({ Properties }) => Properties.PolicyDocument as unknown);
    const statements = allows(statementsWithin([own, granted]));
    expect(statements.length).toBeGreaterThan(20);
    for (const statement of statements) {
      expect(Object.keys(statement)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^Not/)]));
      expect(listed(statement.Action).filter((action) => /^\*$|^\w+:\*$|^iam:PassRole$/.test(String(action)))).toEqual([]);
    }
  });

  test('nothing listens but the API and the edge, and nobody has a password or key of IAM', () => {
    const types = new Set(all.map(({ Type }) => Type));
    expect(types).toContain('AWS::Lambda::Function');
    expect(types).toContain('AWS::Chatbot::SlackChannelConfiguration');
    const unwanted = /^AWS::EC2::|^AWS::ElasticLoadBalancing|^AWS::Lambda::Url$|^AWS::IAM::(User|AccessKey|Group)|^Custom::|CustomResource$/;
    expect([...types].filter((type) => unwanted.test(type))).toEqual([]);
    for (const { id, Properties } of ofType(all, 'AWS::Lambda::Permission')) {
      expect([id, Properties]).toEqual([id, expect.not.objectContaining({ FunctionUrlAuthType: expect.anything() })]);
      expect(Properties.Principal).toMatch(/^[a-z]+\.amazonaws\.com$/);
    }
  });

  test('every bucket blocks what is public, and knows no ACL', () => {
    const buckets = ofType(all, 'AWS::S3::Bucket');
    expect(buckets.length).toBeGreaterThanOrEqual(5);
    const blocked = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
    for (const { id, Properties } of buckets) {
      expect([id, Properties.PublicAccessBlockConfiguration, Properties.OwnershipControls]).toEqual([id, blocked, { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] }]);
    }
  });
});
