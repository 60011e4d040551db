import { App, CfnParameter, Duration, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AccountPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function, IFunction, InlineCode, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ListBackupKey, ListBackupSecret, ListBackupSecretContent, ListBackupSecrets, ListBackupSecretsOptions, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal, unknownOption } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, replacePolicyOf, resourcesOfType, synth, tagsOf, TemplateJson, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;
const secretsOf = (secrets: ListBackupSecretsOptions['secrets'], options: object = {}, stackProps = { env: MAIN_ENV }) => (
  synth((stack) => new ListBackupSecrets(stack, 'Secrets', { stage, secrets, ...options }), stackProps)
);
const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });
const newFunction = (stack: Stack): Function => (
  new Function(stack, 'Rotate', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: new InlineCode('exports.handler = () => 1') })
);
const statementsOf = (template: TemplateJson) => Object.values(resourcesOfType(template, 'AWS::IAM::Policy'))
  .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: { Action: unknown; Resource: unknown; Condition?: unknown }[] }).Statement);

describe('the secrets of main', () => {
  const template = secretsOf({
    'stripe': { description: 'API key of the Stripe account' },
    'google-oauth': {},
    'signing-key': { generate: { length: 64, excludePunctuation: true, excludeCharacters: '01', jsonKey: 'key' } },
    'session': { generate: {} },
  });

  test('are the four, and nothing else', () => {
    expect(Object.keys(template.Resources).sort()).toEqual(['GoogleOauthSecret', 'SessionSecret', 'SigningKeySecret', 'StripeSecret']);
  });

  test('one to be filled from outside is made empty, and kept', () => {
    expect(template.Resources.StripeSecret).toEqual({
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        Name: 'listbackup/main/stripe',
        Description: 'API key of the Stripe account',
        Tags: [
          { Key: 'ManagedBy', Value: 'CDK' },
          { Key: 'Service', Value: 'listbackup-infrastructure-secrets' },
          { Key: 'Stage', Value: 'main' },
        ],
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    expect(template.Resources.GoogleOauthSecret.Properties.Name).toBe('listbackup/main/google-oauth');
  });

  test('one that is generated says how', () => {
    expect(template.Resources.SigningKeySecret.Properties.GenerateSecretString)
      .toEqual({ PasswordLength: 64, ExcludePunctuation: true, ExcludeCharacters: '01', SecretStringTemplate: '{}', GenerateStringKey: 'key' });
    expect(template.Resources.SessionSecret.Properties.GenerateSecretString).toEqual({ PasswordLength: 32, ExcludePunctuation: false });
  });

  test('publish name and ARN, never a value', () => {
    const keys = ['Stripe', 'GoogleOauth', 'SigningKey', 'Session'].flatMap((id) => [`${id}SecretName`, `${id}SecretArn`]);
    expect(exportsOf(template)).toEqual(Object.fromEntries(keys.map((key) => [key, `listbackup-infrastructure-secrets-main-${key}`])));
    expect(template.Outputs.StripeSecretName.Value).toBe('listbackup/main/stripe');
    expect(template.Outputs.StripeSecretArn.Value).toEqual({ Ref: 'StripeSecret' });
  });
});

test.each([
  [ListBackupStage.STAGING, 'RetainExceptOnCreate', 'listbackup/staging/stripe'],
  [ListBackupStage.DEV, 'Delete', 'listbackup/dev/stripe'],
])('%s', (other, deletionPolicy, name) => {
  const { StripeSecret } = secretsOf({ stripe: {} }, { stage: other }, {} as never).Resources;
  expect(StripeSecret).toMatchObject({
    DeletionPolicy: deletionPolicy, UpdateReplacePolicy: replacePolicyOf(deletionPolicy), Properties: { Name: name },
  });
  expect(tagsOf(StripeSecret).Stage).toBe(other.stageName);
});

test('destroying production\'s secrets is warned of, once', () => {
  const stack = newStack();
  new ListBackupSecrets(stack, 'Secrets', { stage, secrets: { 'stripe': {}, 'google-oauth': {} }, removalPolicy: RemovalPolicy.DESTROY });
  expect(templateOf(stack).Resources.StripeSecret.DeletionPolicy).toBe('Delete');
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('destroyProductionData'))).toHaveLength(1);
});

describe('a value by reference', () => {
  const valueOf = (make: (stack: Stack) => SecretValue) => synth((stack) => (
    new ListBackupSecrets(stack, 'Secrets', { stage, secrets: { stripe: { value: make(stack) } } })
  )).Resources.StripeSecret.Properties.SecretString;

  test('of another secret, by name', () => {
    expect(valueOf(() => SecretValue.secretsManager('legacy/stripe', { jsonField: 'key' }))).toBe('{{resolve:secretsmanager:legacy/stripe:SecretString:key::}}');
  });

  test('of another secret in the stack', () => {
    expect(valueOf((stack) => new ListBackupSecret(stack, 'Legacy', { stage }).secretValue))
      .toEqual({ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'LegacySecret' }, ':SecretString:::}}']] });
  });

  test('of a parameter that is not shown', () => {
    expect(valueOf((stack) => SecretValue.cfnParameter(new CfnParameter(stack, 'StripeKey', { noEcho: true })))).toEqual({ Ref: 'StripeKey' });
  });

  test('of a resource\'s attribute', () => {
    expect(valueOf((stack) => SecretValue.resourceAttribute(new Key(stack, 'Any').keyArn))).toMatchObject({ 'Fn::GetAtt': [expect.stringContaining('Any'), 'Arn'] });
  });
});

describe('a value in plain text is refused, and not shown', () => {
  const PLAIN = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
  const messageOf = (content: unknown): string => {
    try {
      secretsOf({ stripe: content as ListBackupSecretContent });
    } catch (error) {
      return (error as Error).message;
    }
    return 'was accepted';
  };

  test.each<[string, unknown]>([
    ['as a string', { value: PLAIN }],
    ['as an unsafe SecretValue', { value: SecretValue.unsafePlainText(PLAIN) }],
    ['beside a reference', { value: SecretValue.unsafePlainText(`${PLAIN}{{resolve:secretsmanager:other}}`) }],
    ['behind a reference', { value: SecretValue.unsafePlainText(`{{resolve:secretsmanager:other}}${PLAIN}}}`) }],
    ['between two references', { value: SecretValue.unsafePlainText(`{{resolve:secretsmanager:a}}${PLAIN}{{resolve:secretsmanager:b}}`) }],
    ['joined with what deployment knows', { value: SecretValue.unsafePlainText(`${PLAIN}${new Stack().region}`) }],
    ['from SSM, which CloudFormation does not resolve here', { value: SecretValue.ssmSecure(PLAIN) }],
    ['as a number', { value: 42 }],
    ['in place of the options', PLAIN],
    ['as a SecretValue in place of the options', SecretValue.unsafePlainText(PLAIN)],
  ])('%s', (_what, content) => {
    const message = messageOf(content);
    expect(message).toMatch(/must be a reference to a secret.*, but got "\(not shown\)"\. For example/);
    expect(message).not.toContain(PLAIN);
  });

  test('one secret alone refuses it, too', () => {
    expect(() => new ListBackupSecret(newStack(), 'Stripe', { stage, value: PLAIN as never })).toThrow(refusal('value', '(not shown)'));
  });
});

describe('rotation', () => {
  const rotated = (rotation: object = {}, options: object = {}) => synth((stack) => new ListBackupSecrets(stack, 'Secrets', {
    stage, secrets: { stripe: { rotation: { rotationFunction: newFunction(stack), ...rotation } } }, ...options,
  }), { env: MAIN_ENV });
  const template = rotated({ automaticallyAfter: Duration.days(1), rotateImmediately: true });
  const [functionId] = Object.keys(resourcesOfType(template, 'AWS::Lambda::Function'));
  const named = arn(':secretsmanager:us-west-2:123456789012:secret:listbackup/main/stripe-??????');

  test('calls the function on schedule', () => {
    expect(template.Resources.StripeSecretRotation).toMatchObject({
      Type: 'AWS::SecretsManager::RotationSchedule',
      Properties: {
        SecretId: { Ref: 'StripeSecret' },
        RotationLambdaARN: { 'Fn::GetAtt': [functionId, 'Arn'] },
        RotationRules: { AutomaticallyAfterDays: 1 },
        RotateImmediatelyOnUpdate: true,
      },
    });
    expect(rotated().Resources.StripeSecretRotation.Properties)
      .toMatchObject({ RotationRules: { AutomaticallyAfterDays: 30 }, RotateImmediatelyOnUpdate: false });
  });

  test('Secrets Manager of this account may call it, and it may do its four steps on this secret', () => {
    expect(template.Resources.StripeSecretRotationPermission.Properties).toEqual({
      FunctionName: { 'Fn::GetAtt': [functionId, 'Arn'] },
      Action: 'lambda:InvokeFunction',
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: '123456789012',
    });
    expect(statementsOf(template)).toEqual([
      {
        Effect: 'Allow',
        Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
        Resource: named,
      },
      { Effect: 'Allow', Action: 'secretsmanager:GetRandomPassword', Resource: '*' },
    ]);
  });

  test('starts when all of that stands', () => {
    const [policyId] = Object.keys(resourcesOfType(template, 'AWS::IAM::Policy'));
    expect(template.Resources.StripeSecretRotation.DependsOn).toEqual(expect.arrayContaining(['StripeSecretRotationPermission', policyId]));
  });

  test('uses the key through Secrets Manager only', () => {
    const withKey = synth((stack) => new ListBackupSecrets(stack, 'Secrets', {
      stage, secrets: { stripe: { rotation: { rotationFunction: newFunction(stack) } } }, encryptionKey: new Key(stack, 'Key'),
    }), { env: MAIN_ENV });
    const [keyId] = Object.keys(resourcesOfType(withKey, 'AWS::KMS::Key'));
    expect(withKey.Resources.StripeSecret.Properties.KmsKeyId).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
    expect(statementsOf(withKey)).toContainEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
      Resource: { 'Fn::GetAtt': [keyId, 'Arn'] },
      Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-west-2.amazonaws.com' } },
    });
  });

  test('a function of another stack is deployed before', () => {
    const app = new App();
    const [functions, secrets] = ['Functions', 'Secrets'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
    new ListBackupSecrets(secrets, 'Secrets', { stage, secrets: { stripe: { rotation: { rotationFunction: newFunction(functions) } } } });
    expect(() => app.synth()).not.toThrow();
    expect(secrets.dependencies).toEqual([functions]);
    expect(functions.dependencies).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ['below a day', { automaticallyAfter: Duration.hours(23) }, refusal('rotation.automaticallyAfter', '23 hours', 'must be a Duration of 1 to 1000 whole days')],
    ['above 1000 days', { automaticallyAfter: Duration.days(1001) }, refusal('rotation.automaticallyAfter', '1001 days', 'must be a Duration of 1 to 1000 whole days')],
    ['in part of a day', { automaticallyAfter: Duration.hours(36) }, refusal('rotation.automaticallyAfter', '1 day 12 hours')],
    ['without a function', { rotationFunction: undefined as never as IFunction }, refusal('rotation.rotationFunction', /undefined/, 'must be a Lambda function')],
    ['by a function\'s ARN', { rotationFunction: 'arn:aws:lambda:us-west-2:123456789012:function:rotate' }, refusal('rotation.rotationFunction', 'arn:aws:lambda:us-west-2:123456789012:function:rotate', 'must be a Lambda function')],
    ['with a misspelt option', { automaticalyAfter: Duration.days(3) }, unknownOption('secrets.stripe.rotation.automaticalyAfter')],
  ])('%s is refused', (_what, rotation, message) => {
    expect(() => rotated(rotation)).toThrow(message);
  });
});

describe('bad input', () => {
  test.each<[string, object, RegExp]>([
    ['a name in capitals', { Stripe: {} }, refusal('name', 'Stripe', 'must have up to 100 lower-case letters and digits, in words that begin with a letter and are joined by hyphens')],
    ['a path', { 'stripe/key': {} }, refusal('name', 'stripe/key')],
    ['a word that begins with a digit', { 'oauth-2': {} }, refusal('name', 'oauth-2', 'must have up to 100 lower-case letters and digits, in words that begin with a letter and are joined by hyphens')],
    ['a hyphen too many', { 'stripe--key': {} }, refusal('name', 'stripe--key')],
    ['an empty name', { '': {} }, refusal('name', '')],
    ['a name of 101 characters', { ['a'.repeat(101)]: {} }, refusal('name', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'must have up to 100 lower-case letters and digits, in words that begin with a letter and are joined by hyphens')],
    ['an ending like that of an ARN', { 'oauth-google': {} }, refusal('name', 'oauth-google', 'must not end in a hyphen and six characters, which Secrets Manager could take for the ending of an ARN')],
    ['no options', { stripe: undefined }, refusal('secrets.stripe', '(not shown)', 'must be a reference to a secret, to a NoEcho parameter or to a resource\'s attribute, because templates can be read; or leave it out and fill the secret in later')],
    ['an unknown option', { stripe: { secretString: 'x' } }, unknownOption('secrets.stripe.secretString')],
    ['an unknown way of generation', { stripe: { generate: { size: 3 } } }, unknownOption('secrets.stripe.generate.size')],
    ['a generated value that is too short', { stripe: { generate: { length: 7 } } }, refusal('generate.length', 7, 'must be a whole number from 8 to 4096')],
    ['an empty JSON key', { stripe: { generate: { jsonKey: '' } } }, refusal('generate.jsonKey', '')],
    ['two values', { stripe: { generate: {}, value: SecretValue.secretsManager('other') } }, refusal('value', ANY_VALUE, 'can\'t be combined with generate: a secret has one value')],
  ])('%s is refused', (_what, secrets, message) => {
    expect(() => secretsOf(secrets as ListBackupSecretsOptions['secrets'])).toThrow(message);
  });

  test.each([[undefined], [{}], [[]], ['stripe'], [null]])('%j for the map is refused, and not shown', (secrets) => {
    expect(() => secretsOf(secrets as never)).toThrow(refusal('secrets', ANY_VALUE, 'must be a map of at least one secret by its name'));
  });

  test('no stage', () => {
    expect(() => secretsOf({ stripe: {} }, { stage: undefined })).toThrow(refusal('stage', /undefined/));
  });
});

describe('handles', () => {
  test('by name', () => {
    const secrets = new ListBackupSecrets(newStack(), 'Secrets', { stage, secrets: { 'stripe': {}, 'google-oauth': { environmentVariable: 'OAUTH_SECRET' } } });
    expect(secrets.all.map(({ environmentVariable }) => environmentVariable)).toEqual(['STRIPE_SECRET_NAME', 'OAUTH_SECRET']);
    expect(secrets.byName('google-oauth')).toBe(secrets.all[1]);
    expect(() => secrets.byName('google')).toThrow(refusal('name', 'google', 'must be one of the secrets stripe, google-oauth'));
  });

  const consume = (use: (secret: ListBackupSecret, role: Role, consumer: Stack) => void, where: 'own' | 'other', encrypted = false) => {
    const app = new App();
    const home = new Stack(app, 'Home', { env: MAIN_ENV });
    const consumer = where === 'own' ? home : new Stack(app, 'Reader', { env: MAIN_ENV });
    const secret = new ListBackupSecret(home, 'Stripe', { stage, encryptionKey: encrypted ? new Key(home, 'Key') : undefined });
    use(secret, new Role(consumer, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }), consumer);
    return templateOf(consumer);
  };

  test('a read grant in the secret\'s stack names the secret', () => {
    expect(statementsOf(consume((secret, role) => secret.grantRead(role), 'own'))).toEqual([
      { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], Resource: { Ref: 'StripeSecret' } },
    ]);
  });

  test('a grant from another stack names it by the naming rules', () => {
    const template = consume((secret, role) => {
      secret.grantRead(role, ['AWSCURRENT']);
      secret.grantWrite(role);
    }, 'other');
    const resource = arn(':secretsmanager:us-west-2:123456789012:secret:listbackup/main/stripe-??????');
    expect(statementsOf(template)).toEqual([
      {
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Resource: resource,
        Condition: { 'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': ['AWSCURRENT'] } },
      },
      {
        Effect: 'Allow',
        Action: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret', 'secretsmanager:UpdateSecretVersionStage'],
        Resource: resource,
      },
    ]);
  });

  test('grants include the key, for Secrets Manager only', () => {
    const viaSecretsManager = { StringEquals: { 'kms:ViaService': 'secretsmanager.us-west-2.amazonaws.com' } };
    const [reads, writes] = [
      consume((secret, role) => secret.grantRead(role), 'own', true),
      consume((secret, role) => secret.grantWrite(role), 'own', true),
    ].map(statementsOf);
    expect(reads).toContainEqual(expect.objectContaining({ Action: 'kms:Decrypt', Condition: viaSecretsManager }));
    expect(writes).toContainEqual(expect.objectContaining({ Action: ['kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'], Condition: viaSecretsManager }));
  });

  test('name, ARN and value read from another stack', () => {
    const template = consume((secret, _role, consumer) => {
      expect(consumer.resolve(secret.secretName)).toBe('listbackup/main/stripe');
      expect(consumer.resolve(secret.secretArn)).toEqual(arn(':secretsmanager:us-west-2:123456789012:secret:listbackup/main/stripe'));
      expect(consumer.resolve(secret.secretFullArn)).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-secrets-main-StripeSecretArn' });
      new ListBackupSecret(consumer, 'Copy', { stage, service: 'listbackup-api-billing', value: secret.secretValueFromJson('key') });
    }, 'other');
    expect(template.Resources.CopySecret.Properties.SecretString).toEqual({
      'Fn::Join': ['', ['{{resolve:secretsmanager:arn:', { Ref: 'AWS::Partition' }, ':secretsmanager:us-west-2:123456789012:secret:listbackup/main/stripe:SecretString:key::}}']],
    });
  });

  test('key, secret and reader can stand in three stacks', () => {
    const app = new App();
    const [keys, secrets, readers] = ['Keys', 'Secrets', 'Readers'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
    const encryptionKey = new ListBackupKey(keys, 'Key', { stage });
    const { all: [stripe] } = new ListBackupSecrets(secrets, 'Secrets', { stage, secrets: { stripe: {} }, encryptionKey });
    stripe.grantRead(new Role(readers, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    expect(statementsOf(templateOf(readers))).toContainEqual(expect.objectContaining({
      Action: 'kms:Decrypt', Resource: { 'Fn::ImportValue': 'listbackup-infrastructure-kms-main-EncryptionKeyArn' },
    }));
    expect([keys, secrets, readers].map(({ dependencies }) => dependencies.length)).toEqual([0, 1, 2]);
  });

  test('another account needs a key, and gets in by the secret\'s own policy', () => {
    const other = new AccountPrincipal('999999999999');
    expect(() => consume((secret) => secret.grantRead(other), 'own')).toThrow(refusal('grantee', ANY_VALUE, 'can\'t be in account 999999999999 unless the secret has an encryptionKey: another account can\'t use the default key'));
    const template = consume((secret) => secret.grantRead(other), 'own', true);
    expect(template.Resources.StripeSecretPolicy).toMatchObject({
      Type: 'AWS::SecretsManager::ResourcePolicy',
      Properties: {
        SecretId: { Ref: 'StripeSecret' },
        BlockPublicPolicy: true,
        ResourcePolicy: { Statement: [{ Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], Principal: { AWS: arn(':iam::999999999999:root') } }] },
      },
    });
  });

  test.each<[string, (secret: ISecret, consumer: Stack) => unknown, RegExp]>([
    ['a schedule of minutes', (secret, consumer) => secret.addRotationSchedule('R', { rotationLambda: newFunction(consumer), automaticallyAfter: Duration.minutes(5) }),
      refusal('options.automaticallyAfter', '5 minutes', 'must be a Duration from 4 hours to 1000 days')],
    ['a schedule of text', (secret, consumer) => secret.addRotationSchedule('R', { rotationLambda: newFunction(consumer), automaticallyAfter: 'monthly' as never }),
      refusal('options.automaticallyAfter', 'monthly')],
    ['rotation by a name', (secret) => secret.addRotationSchedule('R', { rotationLambda: 'rotate' as never }), refusal('options.rotationLambda', 'rotate')],
    ['a part that is an object', (secret) => secret.cfnDynamicReferenceKey({ jsonField: {} as never }), refusal('options.jsonField', /\{\}/)],
  ])('%s is refused', (_, use, message) => {
    expect(() => consume((secret, _role, consumer) => { use(secret, consumer); }, 'own')).toThrow(message);
  });

  test('a schedule of nothing leaves rotating to the caller', () => {
    const template = consume((secret, _role, consumer) => {
      secret.addRotationSchedule('R', { rotationLambda: newFunction(consumer), automaticallyAfter: Duration.days(0) });
    }, 'own');
    const [schedule] = Object.values(resourcesOfType(template, 'AWS::SecretsManager::RotationSchedule'));
    expect(schedule.Properties).not.toHaveProperty('RotationRules');
  });

  test('what CDK does with any secret', () => {
    const template = consume((secret, _role, consumer) => {
      secret.denyAccountRootDelete();
      secret.addRotationSchedule('Monthly', { rotationLambda: newFunction(consumer) });
      secret.attach({ asSecretAttachmentTarget: () => ({ targetId: 'database', targetType: 'AWS::RDS::DBInstance' as never }) });
      expect(secret.secretRef).toEqual({ secretId: secret.secretArn });
      expect(consumer.resolve(secret.cfnDynamicReferenceKey({ jsonField: 'key' }))).toEqual({ 'Fn::Join': ['', [{ Ref: 'StripeSecret' }, ':SecretString:key::']] });
    }, 'own');
    expect(template.Resources.StripeSecretPolicy.Properties.ResourcePolicy).toMatchObject({
      Statement: expect.arrayContaining([expect.objectContaining({ Effect: 'Deny', Action: 'secretsmanager:DeleteSecret' })]),
    });
    expect(Object.values(resourcesOfType(template, 'AWS::SecretsManager::RotationSchedule'))[0].Properties.SecretId).toEqual({ Ref: 'StripeSecret' });
    expect(Object.values(resourcesOfType(template, 'AWS::SecretsManager::SecretTargetAttachment'))[0].Properties.SecretId).toEqual({ Ref: 'StripeSecret' });
  });
});

describe('a service\'s own secret', () => {
  const own = (id: string, props: object = {}) => synth((stack) => new ListBackupSecret(stack, id, { stage, service: 'listbackup-api-billing', ...props }));

  test('is made under the same conventions', () => {
    const template = own('InvoiceKeys');
    expect(template.Resources.InvoiceKeysSecret.Properties.Name).toBe('listbackup/main/invoice-keys');
    expect(tagsOf(template.Resources.InvoiceKeysSecret)).toEqual({ Service: 'listbackup-api-billing', Stage: 'main', ManagedBy: 'CDK' });
    expect(exportsOf(template)).toMatchObject({ InvoiceKeysSecretArn: 'listbackup-api-billing-main-InvoiceKeysSecretArn' });
  });
});
