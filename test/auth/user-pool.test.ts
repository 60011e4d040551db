import { Duration } from 'aws-cdk-lib';
import { AccountRecovery, BooleanAttribute, FeaturePlan, LambdaVersion, Mfa, NumberAttribute, StandardThreatProtectionMode, StringAttribute } from 'aws-cdk-lib/aws-cognito';
import { authOf, propertiesOf, STANDARD_ATTRIBUTES } from './auth.facts';
import { ListBackupAuthOptions } from '../../src';

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
      .toThrow(/^accountRecovery: .* is not accepted\. It is a member of AccountRecovery\. For example: AccountRecovery\.EMAIL_ONLY\.$/);
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
    refused({ passwordMinLength: length as number }).toThrow(/^passwordMinLength: .* is not accepted\. It is a whole number from 8 to 99\. For example: 8\.$/);
  });

  test.each([-1, 25, 1.5])('a history of %p is refused', (passwordHistorySize) => {
    refused({ passwordHistorySize }).toThrow(/^passwordHistorySize: .* whole number from 0 to 24/);
  });

  test.each([Duration.hours(12), Duration.hours(36), Duration.days(366)])('temporary for %s is refused', (temporaryPasswordValidity) => {
    refused({ temporaryPasswordValidity }).toThrow(/^temporaryPasswordValidity: /);
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
    [{ mfa: 'SOMETIMES' as Mfa }, /^mfa: "SOMETIMES" .*OFF, OPTIONAL, ON/],
    [{ mfa: Mfa.OFF, mfaSecondFactor: { sms: true, otp: true } }, /^mfaSecondFactor: .*excludes mfa: Mfa\.OFF/],
    [{ mfaSecondFactor: { sms: false, otp: false } }, /^mfaSecondFactor: .*At least one factor/],
    [{ mfaSecondFactor: { sms: true, otp: true, email: true } }, /^mfaSecondFactor: .*SES identity.*emailIdentityArn/],
    [{ mfaSecondFactor: { sms: true, otp: true, email: true }, emailIdentityArn: SES_ARN, featurePlan: FeaturePlan.LITE }, /^mfaSecondFactor: .*ESSENTIALS.*LITE/],
    [{ mfaSecondFactor: { sms: true, totp: true } as never }, /^mfaSecondFactor: "totp" .*sms, otp, email/],
    [{ mfaSecondFactor: 'sms' as never }, /^mfaSecondFactor: "sms" /],
    [{ mfaSecondFactor: { sms: 'yes' } as never }, /^mfaSecondFactor\.sms: "yes" /],
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
    [{ featurePlan: 'GOLD' as FeaturePlan }, /^featurePlan: "GOLD" .*LITE, ESSENTIALS, PLUS/],
    [{ threatProtection: StandardThreatProtectionMode.AUDIT_ONLY }, /^threatProtection: "AUDIT" .*plan PLUS.*ESSENTIALS.*featurePlan: FeaturePlan\.PLUS/],
    [{ threatProtection: 'MAYBE' as StandardThreatProtectionMode, featurePlan: FeaturePlan.PLUS }, /^threatProtection: "MAYBE"/],
    [{ passwordHistorySize: 3, featurePlan: FeaturePlan.LITE }, /^passwordHistorySize: 3 .*plan ESSENTIALS.*LITE/],
    [{ preTokenGenerationVersion: LambdaVersion.V2_0 }, /^preTokenGenerationVersion: "V2_0" .*function that is not there/],
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
    ['a tenant attribute by hand', { customAttributes: { accountId: attribute } }, /^customAttributes: "accountId" .*tenantAttributes: true/],
    ['a tenant attribute twice', { tenantAttributes: true, customAttributes: { role: attribute } }, /^customAttributes: "role" /],
    ['a prefix', { customAttributes: { 'custom:size': attribute } }, /^customAttributes: "custom:size" .*without "custom:"/],
    ['a long name', { customAttributes: { ['x'.repeat(21)]: attribute } }, /^customAttributes: "x{21}" .*1 to 20/],
    ['no attribute', { customAttributes: { size: 'Number' as never } }, /^customAttributes, "size": "Number" .*StringAttribute/],
    ['no attribute at all', { customAttributes: { size: undefined as never } }, /^customAttributes, "size": /],
    ['too many', { tenantAttributes: true, customAttributes: fifty }, /^customAttributes: 53 .*at most 50/],
    ['an unknown writable one', { clientWritableAttributes: ['size'] }, /^clientWritableAttributes: "size" .*there are none/],
    ['a writable tenant attribute', { tenantAttributes: true, customAttributes: { size: attribute }, clientWritableAttributes: ['accountId'] },
      /^clientWritableAttributes: "accountId" .*there are: size/],
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
    [{ emailIdentityArn: 'listbackup.ai' }, /^emailIdentityArn: "listbackup\.ai" .*ARN of an SES identity/],
    [{ emailFrom: 'a@listbackup.ai' }, /^emailFrom: .*needs emailIdentityArn/],
    [{ emailReplyTo: 'a@listbackup.ai' }, /^emailReplyTo: .*needs emailIdentityArn/],
    [{ emailConfigurationSetName: 'set' }, /^emailConfigurationSetName: .*needs emailIdentityArn/],
    [{ emailIdentityArn: SES_ARN, emailFrom: 'nobody' }, /^emailFrom: "nobody" .*address/],
    [{ emailIdentityArn: SES_ARN, emailFrom: 'a@evil-listbackup.ai' }, /^emailFrom: "a@evil-listbackup\.ai" .*verified with the identity listbackup\.ai/],
    [{ emailIdentityArn: SES_ARN, domainName: 'example.com' }, /^emailFrom: "no-reply@example\.com" .*listbackup\.ai/],
    [{ emailIdentityArn: SES_ARN, emailReplyTo: 'x' }, /^emailReplyTo: "x"/],
  ])('%p is refused', (options, message) => {
    refused(options).toThrow(message);
  });
});
