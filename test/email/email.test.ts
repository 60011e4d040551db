import { App, Environment, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { ListBackupAuth, ListBackupDomains, ListBackupEmail, ListBackupEmailProps, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, newStack, resourcesOfType, synth, tagsOf, templateOf } from '../support/synth';

const hostedZone = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
const stage = ListBackupStage.MAIN;
const emailOf = (props: Partial<ListBackupEmailProps> = {}, stackProps = { env: MAIN_ENV }) => (
  synth((stack) => new ListBackupEmail(stack, 'Email', { stage, ...props }), stackProps)
);
const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });

describe('the e-mail of main', () => {
  const template = emailOf({ hostedZone });

  test('is what the specification lists, and nothing else', () => {
    expect(Object.keys(template.Resources).sort()).toEqual([
      'MFASetupTemplate',
      'PasswordResetTemplate',
      'SESConfigurationSet',
      'SESDomainIdentity',
      'SESDomainIdentityDKIM1',
      'SESDomainIdentityDKIM2',
      'SESDomainIdentityDKIM3',
      'SESEventDestination',
      'SMSDeliveryRole',
      'SNSTopic',
      'SNSTopicPolicy',
    ]);
  });

  test('has an identity that signs with 2048 bits, and is kept', () => {
    const identity = template.Resources.SESDomainIdentity;
    expect(identity).toMatchObject({ Type: 'AWS::SES::EmailIdentity', DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(identity.Properties).toMatchObject({
      EmailIdentity: 'listbackup.ai',
      DkimAttributes: { SigningEnabled: true },
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
    });
  });

  test.each([1, 2, 3])('makes DKIM record %i from the identity\'s own attributes', (number) => {
    expect(template.Resources[`SESDomainIdentityDKIM${number}`]).toEqual({
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneId: 'Z0123456789ABCDEFGHIJ',
        Name: { 'Fn::GetAtt': ['SESDomainIdentity', `DkimDNSTokenName${number}`] },
        Type: 'CNAME',
        TTL: '1800',
        ResourceRecords: [{ 'Fn::GetAtt': ['SESDomainIdentity', `DkimDNSTokenValue${number}`] }],
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('counts what becomes of messages', () => {
    expect(template.Resources.SESConfigurationSet).toMatchObject({
      Type: 'AWS::SES::ConfigurationSet',
      Properties: { Name: 'listbackup-main-config-set', ReputationOptions: { ReputationMetricsEnabled: true } },
    });
    expect(template.Resources.SESEventDestination).toEqual({
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {
        ConfigurationSetName: { Ref: 'SESConfigurationSet' },
        EventDestination: {
          Name: 'listbackup-main-events',
          Enabled: true,
          MatchingEventTypes: ['send', 'bounce', 'complaint', 'delivery', 'reject', 'open', 'click', 'renderingFailure'],
          CloudWatchDestination: {
            DimensionConfigurations: [{ DimensionName: 'MessageTag', DimensionValueSource: 'messageTag', DefaultDimensionValue: 'none' }],
          },
        },
      },
    });
  });

  test('counts neither opened messages nor clicked links where that is off', () => {
    expect(emailOf({ openAndClickTracking: false }).Resources.SESEventDestination.Properties).toMatchObject({
      EventDestination: { MatchingEventTypes: ['send', 'bounce', 'complaint', 'delivery', 'reject', 'renderingFailure'] },
    });
  });

  test('has a topic for text messages, published to by TLS from this account', () => {
    expect(template.Resources.SNSTopic).toMatchObject({
      Type: 'AWS::SNS::Topic',
      Properties: { TopicName: 'listbackup-main-sms-topic', DisplayName: 'ListBackup SMS Notifications' },
    });
    expect(template.Resources.SNSTopic.Properties).not.toHaveProperty('KmsMasterKeyId');
    expect(template.Resources.SNSTopicPolicy.Properties).toMatchObject({
      Topics: [{ Ref: 'SNSTopic' }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny', Principal: '*', Action: 'sns:Publish', Resource: { Ref: 'SNSTopic' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          {
            Effect: 'Allow',
            Principal: { AWS: '*' },
            Action: 'sns:Publish',
            Resource: { Ref: 'SNSTopic' },
            Condition: { StringEquals: { 'aws:SourceOwner': '123456789012' } },
          },
        ],
      },
    });
  });

  test('has a role that may write the SMS logs and nothing else', () => {
    const role = template.Resources.SMSDeliveryRole;
    expect(role.Properties).toMatchObject({
      RoleName: 'listbackup-main-sms-delivery-role',
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'sns.amazonaws.com' } }] },
    });
    expect(role.Properties.Policies).toHaveLength(1);
    expect(role.Properties.Policies).toMatchObject([{
      PolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:PutMetricFilter', 'logs:PutRetentionPolicy'],
          Resource: arn(':logs:us-west-2:123456789012:log-group:sns/us-west-2/123456789012/DirectPublishToPhoneNumber*'),
        }],
      },
    }]);
    expect(tagsOf(role)).toEqual({ Service: 'listbackup-infrastructure-ses', ManagedBy: 'CDK' });
  });

  test.each(['SESDomainIdentity', 'SESConfigurationSet', 'SNSTopic', 'PasswordResetTemplate', 'MFASetupTemplate'])('%s carries the tags', (id) => {
    expect(tagsOf(template.Resources[id])).toEqual({ Service: 'listbackup-infrastructure-ses', Stage: 'main', ManagedBy: 'CDK' });
  });

  test('publishes under the keys and export names of today', () => {
    expect(exportsOf(template)).toEqual({
      SESDomainIdentity: 'listbackup-infrastructure-ses-main-DomainIdentity',
      SESConfigurationSetName: 'listbackup-infrastructure-ses-main-ConfigurationSetName',
      SNSTopicArn: 'listbackup-infrastructure-ses-main-SNSTopicArn',
      PasswordResetTemplateName: 'listbackup-infrastructure-ses-main-PasswordResetTemplateName',
      MFASetupTemplateName: 'listbackup-infrastructure-ses-main-MFASetupTemplateName',
    });
    expect(Object.fromEntries(Object.entries(template.Outputs).map(([key, { Value }]) => [key, Value]))).toEqual({
      SESDomainIdentity: { Ref: 'SESDomainIdentity' },
      SESConfigurationSetName: { Ref: 'SESConfigurationSet' },
      SNSTopicArn: { Ref: 'SNSTopic' },
      PasswordResetTemplateName: 'listbackup-main-password-reset',
      MFASetupTemplateName: 'listbackup-main-mfa-setup',
    });
  });
});

describe('other stages', () => {
  test.each([[ListBackupStage.STAGING, 'staging'], [ListBackupStage.DEV, 'dev']])('%s', (other, name) => {
    const template = emailOf({ stage: other, hostedZone }, {} as never);
    // Also in development: the identity is the account's.
    for (const id of ['SESDomainIdentity', 'SESDomainIdentityDKIM3']) {
      expect(template.Resources[id]).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    }
    expect(template.Resources.SESConfigurationSet.Properties.Name).toBe(`listbackup-${name}-config-set`);
    expect(template.Resources.SNSTopic.Properties.TopicName).toBe(`listbackup-${name}-sms-topic`);
    expect(template.Resources.PasswordResetTemplate.Properties).toMatchObject({ Template: { TemplateName: `listbackup-${name}-password-reset` } });
    expect(template.Resources.MFASetupTemplate.Properties).toMatchObject({ Template: { TemplateName: `listbackup-${name}-mfa-setup` } });
    expect(template.Resources.SMSDeliveryRole.Properties).toMatchObject({
      RoleName: `listbackup-${name}-sms-delivery-role`,
      Policies: [{
        PolicyDocument: {
          Statement: [{
            Resource: {
              'Fn::Join': ['', [
                'arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':log-group:sns/',
                { Ref: 'AWS::Region' }, '/', { Ref: 'AWS::AccountId' }, '/DirectPublishToPhoneNumber*',
              ]],
            },
          }],
        },
      }],
    });
    expect(template.Outputs.SESDomainIdentity.Export?.Name).toBe(`listbackup-infrastructure-ses-${name}-DomainIdentity`);
  });
});

describe('where the DKIM records stand', () => {
  const records = (props: Partial<ListBackupEmailProps>) => Object.keys(resourcesOfType(emailOf(props), 'AWS::Route53::RecordSet'));

  test('in the zone, here, unless they stand elsewhere', () => {
    expect(records({ hostedZone })).toHaveLength(3);
    expect(records({ hostedZone, dkimRecords: true })).toHaveLength(3);
    expect(records({ hostedZone, dkimRecords: false })).toEqual([]);
  });

  test('nowhere without a zone, and everything else still stands', () => {
    const template = emailOf();
    expect(resourcesOfType(template, 'AWS::Route53::RecordSet')).toEqual({});
    expect(template.Resources.SESDomainIdentity.Properties.EmailIdentity).toBe('listbackup.ai');
    expect(Object.keys(template.Resources)).toHaveLength(8);
    expect(emailOf({ domainName: 'example.org' }).Resources.SESDomainIdentity.Properties.EmailIdentity).toBe('example.org');
  });

  test('one stack can hold the live records of the domains and the e-mail', () => {
    const template = synth((stack) => {
      new ListBackupDomains(stack, 'Domains', { stage, hostedZone, dkimTokens: ['a', 'b', 'c'] });
      new ListBackupEmail(stack, 'Email', { stage, hostedZone, dkimRecords: false });
    });
    expect(Object.keys(resourcesOfType(template, 'AWS::Route53::RecordSet')).sort()).toEqual(['SESDKIM1', 'SESDKIM2', 'SESDKIM3']);
  });
});

describe('an identity that stands already', () => {
  test('is published in place of a created one', () => {
    const template = synth((stack) => new ListBackupEmail(stack, 'Email', {
      stage: ListBackupStage.STAGING, hostedZone, emailIdentity: EmailIdentity.fromEmailIdentityName(stack, 'First', 'listbackup.ai'),
    }), { env: MAIN_ENV });
    expect(resourcesOfType(template, 'AWS::SES::EmailIdentity')).toEqual({});
    expect(resourcesOfType(template, 'AWS::Route53::RecordSet')).toEqual({});
    expect(template.Outputs.SESDomainIdentity).toEqual({ Value: 'listbackup.ai', Export: { Name: 'listbackup-infrastructure-ses-staging-DomainIdentity' } });
    expect(template.Resources.SESConfigurationSet.Properties.Name).toBe('listbackup-staging-config-set');
  });

  test('of another stage in the app is known by its name, and deployed before', () => {
    const app = new App();
    const [main, staging] = ['Main', 'Staging'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
    const first = new ListBackupEmail(main, 'Email', { stage, hostedZone });
    const second = new ListBackupEmail(staging, 'Email', { stage: ListBackupStage.STAGING, hostedZone, emailIdentity: first.emailIdentity });
    expect(templateOf(staging).Outputs.SESDomainIdentity.Value).toBe('listbackup.ai');
    expect(staging.resolve(second.emailFrom)).toBe('no-reply@listbackup.ai');
    expect(staging.dependencies).toEqual([main]);
    expect(Object.keys(templateOf(main).Outputs)).toHaveLength(5);
  });
});

describe('a second identity of the domain', () => {
  const two = (second: Environment | undefined, domainName?: string, first: Environment | undefined = MAIN_ENV) => () => {
    const app = new App();
    new ListBackupEmail(new Stack(app, 'Main', { env: first }), 'Email', { stage });
    new ListBackupEmail(new Stack(app, 'Staging', { env: second }), 'Email', { stage: ListBackupStage.STAGING, domainName });
  };

  test('is refused in an account and Region, with the way to share the first', () => {
    expect(two(MAIN_ENV)).toThrow('The SES identity name "listbackup.ai" is already used by Main/Email in aws://123456789012/us-west-2, so Staging/Email can\'t use it. '
      + 'Reuse the handle of Main/Email, emailIdentity: other.emailIdentity, or its name, '
      + 'emailIdentity: EmailIdentity.fromEmailIdentityName(stack, "Identity", "listbackup.ai").');
  });

  test.each<[string, () => void]>([
    ['another Region', two({ ...MAIN_ENV, region: 'us-east-1' })],
    ['another account', two({ ...MAIN_ENV, account: '210987654321' })],
    ['an account that only the deployment knows', two({ region: 'us-west-2' }, undefined, { region: 'us-west-2' })],
    ['the same place for another domain', two(MAIN_ENV, 'staging.listbackup.ai')],
  ])('is created in %s', (_, make) => {
    expect(make).not.toThrow();
  });
});

describe('as a handle', () => {
  test('says by plain values what Cognito sends through', () => {
    const stack = newStack({ env: MAIN_ENV });
    const email = new ListBackupEmail(stack, 'Email', { stage, hostedZone });
    expect(stack.resolve(email.emailIdentityArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ses:us-west-2:123456789012:identity/', { Ref: 'SESDomainIdentity' }]],
    });
    expect(email.emailFrom).toBe('no-reply@listbackup.ai');
    expect(stack.resolve(email.emailConfigurationSetName)).toEqual({ Ref: 'SESConfigurationSet' });
  });

  test('is what authentication sends through, from a stack of its own', () => {
    const app = new App();
    const [home, cognito] = ['Home', 'Cognito'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
    const { emailIdentityArn, emailFrom, emailConfigurationSetName } = new ListBackupEmail(home, 'Email', { stage, hostedZone });
    new ListBackupAuth(cognito, 'Auth', { stage, emailIdentityArn, emailFrom, emailConfigurationSetName });
    expect(templateOf(cognito).Resources.CognitoUserPool.Properties.EmailConfiguration).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      SourceArn: arn(':ses:us-west-2:123456789012:identity/listbackup.ai'),
      From: 'no-reply@listbackup.ai',
      ConfigurationSet: 'listbackup-main-config-set',
    });
    expect(cognito.dependencies).toEqual([home]);
  });

  test('reads by name from another stack', () => {
    const app = new App();
    const [home, reader] = ['Home', 'Reader'].map((id) => new Stack(app, id, { env: MAIN_ENV }));
    const email = new ListBackupEmail(home, 'Email', { stage, hostedZone });
    const role = new Role(reader, 'Sender', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    email.grantSend(role);
    email.smsTopic.grantPublish(role);
    expect(reader.resolve(email.emailConfigurationSetName)).toBe('listbackup-main-config-set');
    expect(reader.resolve(email.passwordResetTemplateName)).toBe('listbackup-main-password-reset');
    expect(reader.resolve(email.mfaSetupTemplateName)).toBe('listbackup-main-mfa-setup');
    expect(reader.resolve(email.smsTopic.topicName)).toBe('listbackup-main-sms-topic');
    expect(reader.resolve(email.smsDeliveryRoleArn)).toEqual(arn(':iam::123456789012:role/listbackup-main-sms-delivery-role'));
    const [policy] = Object.values(resourcesOfType(templateOf(reader), 'AWS::IAM::Policy'));
    const ses = (resource: string) => arn(`:ses:us-west-2:123456789012:${resource}`);
    expect(policy.Properties.PolicyDocument).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Action: ['ses:SendEmail', 'ses:SendTemplatedEmail'],
          Resource: [
            ses('identity/listbackup.ai'),
            ses('configuration-set/listbackup-main-config-set'),
            ses('template/listbackup-main-password-reset'),
            ses('template/listbackup-main-mfa-setup'),
          ],
        },
        { Effect: 'Allow', Action: 'sns:Publish', Resource: arn(':sns:us-west-2:123456789012:listbackup-main-sms-topic') },
      ],
    });
    expect(reader.dependencies).toEqual([home]);
    expect(Object.keys(templateOf(home).Outputs)).toHaveLength(5);
  });

  test('the topic takes subscriptions, and a grant includes its key', () => {
    const template = synth((stack) => {
      const email = new ListBackupEmail(stack, 'Email', { stage, encryptionKey: new Key(stack, 'Key') });
      email.smsTopic.addSubscription(new EmailSubscription('ops@listbackup.ai'));
      email.smsTopic.grantPublish(new Role(stack, 'Sender', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
    });
    const [keyId] = Object.keys(resourcesOfType(template, 'AWS::KMS::Key'));
    expect(template.Resources.SNSTopic.Properties.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
    expect(Object.values(resourcesOfType(template, 'AWS::SNS::Subscription'))[0].Properties).toMatchObject({ TopicArn: { Ref: 'SNSTopic' }, Endpoint: 'ops@listbackup.ai' });
    const [policy] = Object.values(resourcesOfType(template, 'AWS::IAM::Policy'));
    expect(policy.Properties.PolicyDocument).toMatchObject({
      Statement: [{ Action: 'sns:Publish' }, { Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: { 'Fn::GetAtt': [keyId, 'Arn'] } }],
    });
  });
});

describe('the sender', () => {
  const senderOf = (emailFrom: string, props: Partial<ListBackupEmailProps> = {}) => new ListBackupEmail(newStack(), 'Email', { stage, emailFrom, ...props }).emailFrom;

  test.each(['hello@listbackup.ai', 'ListBackup.ai <hello@listbackup.ai>', 'hello@mail.listbackup.ai', 'Hello@ListBackup.ai'])('%s', (sender) => {
    expect(senderOf(sender)).toBe(sender);
  });

  test.each([
    ['hello@example.org', refusal('emailFrom', 'hello@example.org', 'must be an address that SES verified with the identity listbackup.ai')],
    ['hello@notlistbackup.ai', /verified with the identity listbackup\.ai/],
    ['hello', refusal('emailFrom', 'hello', 'must be an address, or a name and an address')],
    ['', refusal('emailFrom', '')],
    ['ListBackup <hello@listbackup.ai', /an address, or a name/],
    ['ListBackup\r\nBcc: x <hello@listbackup.ai>', /an address, or a name/],
    [42 as never, refusal('emailFrom', 42)],
  ])('%j is refused', (sender, message) => {
    expect(() => senderOf(sender)).toThrow(message);
  });

  test('of an identity that is an address is that address', () => {
    const stack = newStack();
    const emailIdentity = EmailIdentity.fromEmailIdentityName(stack, 'First', 'team@listbackup.ai');
    expect(new ListBackupEmail(stack, 'Email', { stage, emailIdentity }).emailFrom).toBe('team@listbackup.ai');
    expect(() => new ListBackupEmail(stack, 'Other', { stage, emailIdentity, emailFrom: 'hello@listbackup.ai' })).toThrow(/identity team@listbackup\.ai/);
  });
});

test.each<[string, object, RegExp]>([
  ['a zone that is no domain', { hostedZone: { hostedZoneId: 'Z1', zoneName: 'listbackup' } }, refusal('hostedZone.zoneName', 'listbackup', 'must be lower-case labels joined by dots')],
  ['a domain that is none', { domainName: 'listbackup' }, refusal('domainName', 'listbackup', 'must be lower-case labels joined by dots')],
  ['a domain beside a zone', { hostedZone, domainName: 'example.org' }, refusal('domainName', ANY_VALUE, 'can\'t be combined with hostedZone, which decides the domain')],
  ['records without a zone', { dkimRecords: true }, refusal('dkimRecords', ANY_VALUE, 'requires hostedZone')],
  ['records that are neither on nor off', { hostedZone, dkimRecords: 'no' }, refusal('dkimRecords', 'no')],
  ['an identity by its name', { emailIdentity: 'listbackup.ai' }, refusal('emailIdentity', 'listbackup.ai', 'must be an SES identity, not its name')],
  ['a snapshot', { removalPolicy: RemovalPolicy.SNAPSHOT }, refusal('removalPolicy', 'snapshot')],
  ['no stage', { stage: undefined }, refusal('stage', /undefined/)],
])('%s is refused', (_what, props, message) => {
  expect(() => emailOf(props)).toThrow(message);
});

test.each([
  ['records', { dkimRecords: true }, refusal('dkimRecords', ANY_VALUE, 'can\'t be set with emailIdentity: the records belong to the stack that created the identity')],
  ['a domain', { domainName: 'listbackup.ai' }, refusal('domainName', ANY_VALUE, 'can\'t be combined with emailIdentity, which decides the domain')],
])('%s beside an identity that stands already is refused', (_what, props, message) => {
  const stack = newStack();
  const emailIdentity = EmailIdentity.fromEmailIdentityName(stack, 'First', 'listbackup.ai');
  expect(() => new ListBackupEmail(stack, 'Email', { stage, emailIdentity, ...props })).toThrow(message);
});
