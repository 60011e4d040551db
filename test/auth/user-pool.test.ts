import { Duration } from 'aws-cdk-lib';
import { AccountRecovery, BooleanAttribute, FeaturePlan, LambdaVersion, Mfa, NumberAttribute, StandardThreatProtectionMode, StringAttribute } from 'aws-cdk-lib/aws-cognito';
import { authOf, propertiesOf, STANDARD_ATTRIBUTES } from './auth.facts';
import { ListBackupAuthOptions, ListBackupSecurity } from '../../src';
import { ANY_VALUE, refusal, unknownOption } from '../support/refusal';

const SES_ARN = 'arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai';
const pool = (options: ListBackupAuthOptions = {}) => propertiesOf('CognitoUserPool', options);
const client = (options: ListBackupAuthOptions = {}) => propertiesOf('CognitoUserPoolClient', options);
const refused = (options: ListBackupAuthOptions) => expect(() => authOf(options));

test('the user pool of main says everything that Cognito would reset, and nothing more', () => {
  expect(pool()).toEqual({
    UserPoolName: 'listbackup-user-pool-main',
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8,
        RequireLowercase: true,
        RequireUppercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        TemporaryPasswordValidityDays: 7,
      },
    },
    MfaConfiguration: 'OPTIONAL',
    EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
    SmsConfiguration: { ExternalId: 'listbackup-sms-mfa', SnsCallerArn: { 'Fn::GetAtt': ['CognitoSmsRole', 'Arn'] } },
    Schema: [{ Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true }],
    UserPoolTier: 'ESSENTIALS',
    DeletionProtection: 'ACTIVE',
    UserPoolTags: { Service: 'listbackup-infrastructure-cognito', Stage: 'main', ManagedBy: 'CDK' },
  });
});

test('the SMS role is for Cognito, with the external ID, for this account\'s pools', () => {
  const role = propertiesOf('CognitoSmsRole');
  expect(role.RoleName).toBe('CognitoSmsRole-main');
  expect(role.AssumeRolePolicyDocument).toMatchObject({
    Statement: [{
      Effect: 'Allow',
      Principal: { Service: 'cognito-idp.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'sts:ExternalId': 'listbackup-sms-mfa', 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cognito-idp:us-west-2:123456789012:userpool/*']] } },
      },
    }],
  });
  expect(role.Policies).toMatchObject([{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sns:Publish', Resource: '*' }] } }]);
  expect(role.Policies).toHaveLength(1);
});

test('self sign-up off', () => {
  expect(pool({ selfSignUp: false }).AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
});

test.each([true, false])('the case of an address in sign-in counts: %p', (signInCaseSensitive) => {
  expect(pool({ signInCaseSensitive }).UsernameConfiguration).toEqual({ CaseSensitive: signInCaseSensitive });
});

test('a new address counts once it is verified, on request', () => {
  expect(pool({ keepEmailUntilVerified: true }).UserAttributeUpdateSettings).toEqual({ AttributesRequireVerificationBeforeUpdate: ['email'] });
  expect(pool({ keepEmailUntilVerified: false })).not.toHaveProperty('UserAttributeUpdateSettings');
});

describe('a hardened pool', () => {
  const security = ListBackupSecurity.HARDENED;

  test('sends codes for a new password by e-mail only, and keeps an address until the next is verified', () => {
    const hardened = pool({ security });
    expect(hardened.AccountRecoverySetting).toEqual({ RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] });
    expect(hardened.UserAttributeUpdateSettings).toEqual({ AttributesRequireVerificationBeforeUpdate: ['email'] });
    // Fixed at creation: a live pool has none.
    expect(hardened).not.toHaveProperty('UsernameConfiguration');
  });

  test('leaves the way of such codes to Cognito if e-mail is a second factor', () => {
    const factors = { sms: false, otp: true, email: true };
    expect(pool({ security, mfaSecondFactor: factors, emailIdentityArn: SES_ARN })).not.toHaveProperty('AccountRecoverySetting');
  });

  test('takes other choices', () => {
    const chosen = pool({ security, accountRecovery: AccountRecovery.NONE, keepEmailUntilVerified: false });
    expect(chosen.AccountRecoverySetting).toEqual({ RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] });
    expect(chosen).not.toHaveProperty('UserAttributeUpdateSettings');
  });
});

describe('account recovery', () => {
  test.each<[keyof typeof AccountRecovery, object]>([
    ['EMAIL_ONLY', [{ Name: 'verified_email', Priority: 1 }]],
    ['EMAIL_AND_PHONE_WITHOUT_MFA', [{ Name: 'verified_email', Priority: 1 }, { Name: 'verified_phone_number', Priority: 2 }]],
    ['PHONE_WITHOUT_MFA_AND_EMAIL', [{ Name: 'verified_phone_number', Priority: 1 }, { Name: 'verified_email', Priority: 2 }]],
    ['PHONE_ONLY_WITHOUT_MFA', [{ Name: 'verified_phone_number', Priority: 1 }]],
    ['NONE', [{ Name: 'admin_only', Priority: 1 }]],
  ])('%s', (name, mechanisms) => {
    expect(pool({ accountRecovery: AccountRecovery[name] }).AccountRecoverySetting).toEqual({ RecoveryMechanisms: mechanisms });
  });

  test('PHONE_AND_EMAIL is what Cognito does where nothing is said', () => {
    expect(pool({ accountRecovery: AccountRecovery.PHONE_AND_EMAIL })).not.toHaveProperty('AccountRecoverySetting');
  });

  test.each([6, -1, 'EMAIL_ONLY', null])('%p is refused', (accountRecovery) => {
    refused({ accountRecovery: accountRecovery as AccountRecovery })
      .toThrow(refusal('accountRecovery', ANY_VALUE, 'must be a member of AccountRecovery'));
  });
});

describe('passwords', () => {
  test('may be longer, kept in mind, and temporary for another time', () => {
    const options = { passwordMinLength: 14, passwordHistorySize: 5, temporaryPasswordValidity: Duration.hours(48) };
    expect(pool(options).Policies).toMatchObject({
      PasswordPolicy: { MinimumLength: 14, PasswordHistorySize: 5, TemporaryPasswordValidityDays: 2, RequireSymbols: true },
    });
  });

  test.each([8, 99])('of at least %p characters', (passwordMinLength) => {
    expect(pool({ passwordMinLength }).Policies).toMatchObject({ PasswordPolicy: { MinimumLength: passwordMinLength } });
  });

  test.each([7, 6, 0, -1, 100, 8.5, NaN, '12', null])('of at least %p characters are refused', (length) => {
    refused({ passwordMinLength: length as number }).toThrow(refusal('passwordMinLength', ANY_VALUE, 'must be a whole number from 8 to 99'));
  });

  test.each([-1, 25, 1.5])('a history of %p is refused', (passwordHistorySize) => {
    refused({ passwordHistorySize }).toThrow(refusal('passwordHistorySize', ANY_VALUE, 'must be a whole number from 0 to 24'));
  });

  test.each([Duration.hours(12), Duration.hours(36), Duration.days(366)])('temporary for %s is refused', (temporaryPasswordValidity) => {
    refused({ temporaryPasswordValidity }).toThrow(refusal('temporaryPasswordValidity'));
  });
});

describe('second factors', () => {
  test('required', () => {
    expect(pool({ mfa: Mfa.REQUIRED })).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] });
  });

  test('off', () => {
    expect(pool({ mfa: Mfa.OFF })).toMatchObject({ MfaConfiguration: 'OFF' });
    expect(pool({ mfa: Mfa.OFF })).not.toHaveProperty('EnabledMfas');
  });

  test('chosen', () => {
    expect(pool({ mfaSecondFactor: { sms: false, otp: true } }).EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA']);
    expect(pool({ mfaSecondFactor: { sms: false, otp: true, email: true }, emailIdentityArn: SES_ARN }).EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
  });

  test.each<[ListBackupAuthOptions, RegExp]>([
    [{ mfa: 'SOMETIMES' as Mfa }, refusal('mfa', 'SOMETIMES', 'must be one of: OFF, OPTIONAL, ON')],
    [{ mfa: Mfa.OFF, mfaSecondFactor: { sms: true, otp: true } }, refusal('mfaSecondFactor', ANY_VALUE, 'can\'t be combined with mfa: Mfa.OFF')],
    [{ mfaSecondFactor: { sms: false, otp: false } }, refusal('mfaSecondFactor', ANY_VALUE, 'must have at least one factor on')],
    [{ mfaSecondFactor: { sms: true, otp: true, email: true } }, refusal('mfaSecondFactor', ANY_VALUE, 'requires an SES identity when email is on')],
    [{ mfaSecondFactor: { sms: true, otp: true, email: true }, emailIdentityArn: SES_ARN, featurePlan: FeaturePlan.LITE }, refusal('mfaSecondFactor', ANY_VALUE, 'requires feature plan ESSENTIALS, but the pool has LITE')],
    [{ mfaSecondFactor: { sms: true, totp: true } as never }, unknownOption('mfaSecondFactor.totp', 'MfaSecondFactor')],
    [{ mfaSecondFactor: 'sms' as never }, refusal('mfaSecondFactor', 'sms')],
    [{ mfaSecondFactor: { sms: 'yes' } as never }, refusal('mfaSecondFactor.sms', 'yes')],
  ])('%p is refused', (options, message) => {
    refused(options).toThrow(message);
  });
});

describe('feature plans', () => {
  const sources = (options: ListBackupAuthOptions) => authOf(options).Resources.CognitoLogDelivery?.Properties.LogConfigurations;
  const logGroupArn = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:us-west-2:123456789012:log-group:', { Ref: 'CognitoLogGroup' }]] };
  const notifications = { EventSource: 'userNotification', LogLevel: 'ERROR', CloudWatchLogsConfiguration: { LogGroupArn: logGroupArn } };
  const authentication = { EventSource: 'userAuthEvents', LogLevel: 'INFO', CloudWatchLogsConfiguration: { LogGroupArn: logGroupArn } };

  test('LITE has no logs', () => {
    const { Resources } = authOf({ featurePlan: FeaturePlan.LITE });
    expect(Resources.CognitoUserPool.Properties.UserPoolTier).toBe('LITE');
    expect(Resources).not.toHaveProperty('CognitoLogGroup');
    expect(Resources).not.toHaveProperty('CognitoLogDelivery');
  });

  test('ESSENTIALS logs messages that could not be sent', () => {
    expect(sources({})).toEqual([notifications]);
  });

  test('PLUS logs authentication too, and at least watches for threats', () => {
    const options = { featurePlan: FeaturePlan.PLUS };
    expect(sources(options)).toEqual([notifications, authentication]);
    expect(pool(options)).toMatchObject({ UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } });
  });

  test('threat protection that acts', () => {
    expect(pool({ featurePlan: FeaturePlan.PLUS, threatProtection: StandardThreatProtectionMode.FULL_FUNCTION }).UserPoolAddOns)
      .toEqual({ AdvancedSecurityMode: 'ENFORCED' });
  });

  test.each<[ListBackupAuthOptions, RegExp]>([
    [{ featurePlan: 'GOLD' as FeaturePlan }, refusal('featurePlan', 'GOLD', 'must be one of: LITE, ESSENTIALS, PLUS')],
    [{ threatProtection: StandardThreatProtectionMode.AUDIT_ONLY }, refusal('threatProtection', ANY_VALUE, 'requires feature plan PLUS, but the pool has ESSENTIALS')],
    [{ threatProtection: 'MAYBE' as StandardThreatProtectionMode, featurePlan: FeaturePlan.PLUS }, refusal('threatProtection', 'MAYBE')],
    [{ passwordHistorySize: 3, featurePlan: FeaturePlan.LITE }, refusal('passwordHistorySize', ANY_VALUE, 'requires feature plan ESSENTIALS, but the pool has LITE')],
    [{ preTokenGenerationVersion: LambdaVersion.V2_0 }, refusal('preTokenGenerationVersion', ANY_VALUE, 'requires triggers.preTokenGeneration')],
  ])('%p is refused', (options, message) => {
    refused(options).toThrow(message);
  });
});

describe('attributes', () => {
  test('without custom ones, what clients may read and write is left to Cognito, as deployed', () => {
    expect(client()).not.toHaveProperty('ReadAttributes');
    expect(client()).not.toHaveProperty('WriteAttributes');
  });

  test('tenant attributes are read by clients, never written', () => {
    const options = { tenantAttributes: true };
    const tenant = (name: string) => ({
      Name: name, AttributeDataType: 'String', Required: false, Mutable: true, StringAttributeConstraints: { MinLength: '1', MaxLength: '256' },
    });
    expect(pool(options).Schema).toEqual([
      { Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true }, tenant('accountId'), tenant('role'), tenant('tier'),
    ]);
    expect(client(options)).toMatchObject({
      ReadAttributes: [...STANDARD_ATTRIBUTES, 'email_verified', 'phone_number_verified', 'custom:accountId', 'custom:role', 'custom:tier'],
      WriteAttributes: STANDARD_ATTRIBUTES,
    });
  });

  test('custom attributes are written only where that is said', () => {
    const options = {
      customAttributes: {
        companySize: new NumberAttribute({ min: 1, max: 5, mutable: true }),
        nick: new StringAttribute({ maxLen: 40 }),
        beta: new BooleanAttribute(),
      },
      clientWritableAttributes: ['companySize'],
    };
    expect((pool(options).Schema as unknown[]).slice(1)).toEqual([
      { Name: 'companySize', AttributeDataType: 'Number', Required: false, Mutable: true, NumberAttributeConstraints: { MinValue: '1', MaxValue: '5' } },
      { Name: 'nick', AttributeDataType: 'String', Required: false, Mutable: false, StringAttributeConstraints: { MaxLength: '40' } },
      { Name: 'beta', AttributeDataType: 'Boolean', Required: false, Mutable: false },
    ]);
    expect(client(options)).toMatchObject({
      ReadAttributes: [...STANDARD_ATTRIBUTES, 'email_verified', 'phone_number_verified', 'custom:companySize', 'custom:nick', 'custom:beta'],
      WriteAttributes: [...STANDARD_ATTRIBUTES, 'custom:companySize'],
    });
  });

  const attribute = new StringAttribute();
  const fifty = Object.fromEntries([...Array(50).keys()].map((n) => [`a${n}`, attribute]));
  test('fifty are accepted', () => {
    expect(pool({ customAttributes: fifty }).Schema).toHaveLength(51);
  });

  test.each<[string, ListBackupAuthOptions, RegExp]>([
    ['a tenant attribute by hand', { customAttributes: { accountId: attribute } }, refusal('customAttributes', ANY_VALUE, 'can\'t define "accountId", which decides whose data a user sees')],
    ['a tenant attribute twice', { tenantAttributes: true, customAttributes: { role: attribute } }, refusal('customAttributes', ANY_VALUE, 'can\'t define "role", which decides whose data a user sees')],
    ['a prefix', { customAttributes: { 'custom:size': attribute } }, refusal('customAttributes', 'custom:size', 'must have names of 1 to 20 letters, digits, underscores and hyphens that start with a letter, without "custom:"')],
    ['a long name', { customAttributes: { ['x'.repeat(21)]: attribute } }, refusal('customAttributes', 'xxxxxxxxxxxxxxxxxxxxx', 'must have names of 1 to 20 letters, digits, underscores and hyphens that start with a letter, without "custom:"')],
    ['no attribute', { customAttributes: { size: 'Number' as never } }, refusal('customAttributes.size', 'Number', 'must be an attribute type of the CDK')],
    ['no attribute at all', { customAttributes: { size: undefined as never } }, refusal('customAttributes.size', null)],
    ['too many', { tenantAttributes: true, customAttributes: fifty }, refusal('customAttributes', 53, 'must have at most 50 attributes, those of tenantAttributes included')],
    ['an unknown writable one', { clientWritableAttributes: ['size'] }, refusal('clientWritableAttributes', 'size', 'must name attributes of customAttributes (there are none)')],
    ['a writable tenant attribute', { tenantAttributes: true, customAttributes: { size: attribute }, clientWritableAttributes: ['accountId'] },
      refusal('clientWritableAttributes', 'accountId', 'must name attributes of customAttributes (there are: size)')],
  ])('%s is refused', (_, options, message) => {
    refused(options).toThrow(message);
  });
});

describe('e-mail', () => {
  test('through an SES identity', () => {
    expect(pool({ emailIdentityArn: SES_ARN }).EmailConfiguration)
      .toEqual({ EmailSendingAccount: 'DEVELOPER', SourceArn: SES_ARN, From: 'no-reply@listbackup.ai' });
  });

  test('with sender, replies and configuration set', () => {
    const options = {
      emailIdentityArn: SES_ARN,
      emailFrom: 'ListBackup.ai <hello@mail.listbackup.ai>',
      emailReplyTo: 'support@listbackup.ai',
      emailConfigurationSetName: 'listbackup-main-config-set',
    };
    expect(pool(options).EmailConfiguration).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      SourceArn: SES_ARN,
      From: 'ListBackup.ai <hello@mail.listbackup.ai>',
      ReplyToEmailAddress: 'support@listbackup.ai',
      ConfigurationSet: 'listbackup-main-config-set',
    });
  });

  test.each<[ListBackupAuthOptions, RegExp]>([
    [{ emailIdentityArn: 'listbackup.ai' }, refusal('emailIdentityArn', 'listbackup.ai', 'must be the ARN of an SES identity')],
    [{ emailFrom: 'a@listbackup.ai' }, refusal('emailFrom', ANY_VALUE, 'requires emailIdentityArn: Cognito\'s own sender can\'t be changed')],
    [{ emailReplyTo: 'a@listbackup.ai' }, refusal('emailReplyTo', ANY_VALUE, 'requires emailIdentityArn: Cognito\'s own sender can\'t be changed')],
    [{ emailConfigurationSetName: 'set' }, refusal('emailConfigurationSetName', ANY_VALUE, 'requires emailIdentityArn: Cognito\'s own sender can\'t be changed')],
    [{ emailIdentityArn: SES_ARN, emailFrom: 'nobody' }, refusal('emailFrom', 'nobody', 'must be an address, or a name and an address')],
    [{ emailIdentityArn: SES_ARN, emailFrom: 'a@evil-listbackup.ai' }, refusal('emailFrom', 'a@evil-listbackup.ai', 'must be an address that SES verified with the identity listbackup.ai')],
    [{ emailIdentityArn: SES_ARN, domainName: 'example.com' }, refusal('emailFrom', 'no-reply@example.com', 'must be an address that SES verified with the identity listbackup.ai')],
    [{ emailIdentityArn: SES_ARN, emailReplyTo: 'x' }, refusal('emailReplyTo', 'x')],
  ])('%p is refused', (options, message) => {
    refused(options).toThrow(message);
  });
});
