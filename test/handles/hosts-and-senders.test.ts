import { App, Stack } from 'aws-cdk-lib';
import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { KEY_ARN, roleIn } from './kinds';
import {
  IListBackupDomains, IListBackupEdge, IListBackupEmail, IListBackupSecrets, ListBackupDomains, ListBackupEdge, ListBackupEmail,
  ListBackupInfrastructure, ListBackupLookup, ListBackupSecret, ListBackupSecrets, ListBackupStage,
} from '../../src';
import { ANY_VALUE, noNamingRule, refusal } from '../support/refusal';
import { MAIN_ENV, resourcesOfType, templateOf } from '../support/synth';

interface Handles {
  readonly consumer: Stack;
  readonly domains: IListBackupDomains;
  readonly email: IListBackupEmail;
  readonly edge: IListBackupEdge;
  readonly secrets: IListBackupSecrets;
}

const stage = ListBackupStage.MAIN;
const hostedZone = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
const keyIn = (stack: Stack, withKey: boolean): IKey | undefined => (withKey ? Key.fromKeyArn(stack, 'Key', KEY_ARN) : undefined);

function created(): Handles {
  const app = new App();
  const { domains, email, edge, secrets } = new ListBackupInfrastructure(app, 'ListBackup', {
    stage, env: MAIN_ENV, hostedZone, secrets: { secrets: { 'stripe': {}, 'google-oauth': {} } },
  });
  return { consumer: new Stack(app, 'Consumer', { env: MAIN_ENV }), domains: domains!, email, edge: edge!, secrets: secrets! };
}

function imported(lookup?: ListBackupLookup, withKey = false): Handles {
  const consumer = new Stack(new App(), 'Consumer', { env: MAIN_ENV });
  const shared = { stage, lookup };
  const encryptionKey = keyIn(consumer, withKey);
  return {
    consumer,
    domains: ListBackupDomains.fromStage(consumer, 'Domains', { ...shared, hostedZone }),
    email: ListBackupEmail.fromStage(consumer, 'Email', { ...shared, encryptionKey }),
    edge: ListBackupEdge.fromStage(consumer, 'Edge', shared),
    secrets: ListBackupSecrets.fromStage(consumer, 'Secrets', { ...shared, encryptionKey, names: ['stripe', 'google-oauth'] }),
  };
}

const service = (name: string) => `listbackup-infrastructure-${name}-main`;
const exported = (name: string, key: string) => ({ 'Fn::ImportValue': `${service(name)}-${key}` });
const output = (name: string, key: string) => ({ 'Fn::GetStackOutput': { StackName: service(name), OutputName: key } });
const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:${rest}`]] });

/** what is read; created here, by exports, by outputs, by names (`undefined`: no rule tells it) */
const VALUES: [string, (handles: Handles) => string, unknown, unknown, unknown, unknown][] = [
  ['the certificate', ({ domains }) => domains.certificate.certificateArn,
    exported('domains', 'SSLCertificateArn'), exported('domains', 'SSLCertificateArn'), output('domains', 'SSLCertificateArn'),
    '{{resolve:ssm:/main/domains/api-certificate-arn}}'],
  ['the apex\'s certificate', ({ domains }) => domains.apexCertificate!.certificateArn,
    exported('domains', 'ApiApexCertificateArn'), exported('domains', 'ApiApexCertificateArn'), output('domains', 'ApiApexCertificateArn'), undefined],
  ['the certificate\'s parameter', ({ domains }) => domains.certificateParameterName,
    '/main/domains/api-certificate-arn', exported('domains', 'SSMParameterName'), output('domains', 'SSMParameterName'), '/main/domains/api-certificate-arn'],
  ['the identity, whose export has a name of its own', ({ email }) => email.emailIdentity.emailIdentityName,
    'listbackup.ai', exported('ses', 'DomainIdentity'), output('ses', 'SESDomainIdentity'), 'listbackup.ai'],
  ['the configuration set, whose export has a name of its own', ({ email }) => email.emailConfigurationSetName,
    'listbackup-main-config-set', exported('ses', 'ConfigurationSetName'), output('ses', 'SESConfigurationSetName'), 'listbackup-main-config-set'],
  ['a template', ({ email }) => email.passwordResetTemplateName,
    'listbackup-main-password-reset', exported('ses', 'PasswordResetTemplateName'), output('ses', 'PasswordResetTemplateName'), 'listbackup-main-password-reset'],
  ['the sender', ({ email }) => email.emailFrom, ...Array<unknown>(4).fill('no-reply@listbackup.ai') as [unknown, unknown, unknown, unknown]],
  ['the topic for text messages', ({ email }) => email.smsTopic.topicArn,
    arn('sns:us-west-2:123456789012:listbackup-main-sms-topic'), exported('ses', 'SNSTopicArn'), output('ses', 'SNSTopicArn'),
    arn('sns:us-west-2:123456789012:listbackup-main-sms-topic')],
  ['the role for delivery logs', ({ email }) => email.smsDeliveryRoleArn,
    ...Array<unknown>(4).fill(arn('iam::123456789012:role/listbackup-main-sms-delivery-role')) as [unknown, unknown, unknown, unknown]],
  ['the distribution', ({ edge }) => edge.assetsDistribution.distributionId,
    exported('edge', 'AssetsDistributionId'), exported('edge', 'AssetsDistributionId'), output('edge', 'AssetsDistributionId'), undefined],
  ['a secret\'s name', ({ secrets }) => secrets.byName('google-oauth').secretName,
    ...Array<unknown>(4).fill('listbackup/main/google-oauth') as [unknown, unknown, unknown, unknown]],
  ['a secret\'s ARN', ({ secrets }) => secrets.byName('google-oauth').secretArn,
    arn('secretsmanager:us-west-2:123456789012:secret:listbackup/main/google-oauth'), exported('secrets', 'GoogleOauthSecretArn'),
    output('secrets', 'GoogleOauthSecretArn'), arn('secretsmanager:us-west-2:123456789012:secret:listbackup/main/google-oauth')],
];

describe.each(VALUES)('%s', (_, value, ...expected) => {
  test.each([
    ['created in another stack of the app', created, expected[0]],
    ['found by exports', imported, expected[1]],
    ['found by outputs', () => imported(ListBackupLookup.outputs()), expected[2]],
    ['found by names', () => imported(ListBackupLookup.names()), expected[3]],
  ])('%s', (_kind, make, wanted) => {
    const handles = make();
    if (wanted === undefined) expect(() => value(handles)).toThrow(noNamingRule());
    else expect(handles.consumer.resolve(value(handles))).toEqual(wanted);
  });
});

describe('grants', () => {
  const statementsOf = (handles: Handles, grant: (grantee: IGrantable) => unknown): Record<string, unknown>[] => {
    grant(roleIn(handles.consumer, 'Role'));
    return Object.values(resourcesOfType(templateOf(handles.consumer), 'AWS::IAM::Policy')).flatMap(({ Properties }) => (
      (Properties.PolicyDocument as { Statement: Record<string, unknown>[] }).Statement
    ));
  };

  test('to send: identity, configuration set and both templates, nothing else', () => {
    const handles = imported(ListBackupLookup.names());
    expect(statementsOf(handles, (role) => handles.email.grantSend(role))).toEqual([{
      Action: ['ses:SendEmail', 'ses:SendTemplatedEmail'],
      Effect: 'Allow',
      Resource: ['identity/listbackup.ai', 'configuration-set/listbackup-main-config-set', 'template/listbackup-main-password-reset', 'template/listbackup-main-mfa-setup']
        .map((resource) => arn(`ses:us-west-2:123456789012:${resource}`)),
    }]);
  });

  test('to read a secret: any ending of its ARN where only the name is known, and the key through Secrets Manager', () => {
    const handles = imported(ListBackupLookup.names(), true);
    expect(statementsOf(handles, (role) => handles.secrets.byName('stripe').grantRead(role))).toEqual([
      {
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Effect: 'Allow',
        Resource: arn('secretsmanager:us-west-2:123456789012:secret:listbackup/main/stripe-??????'),
      },
      { Action: 'kms:Decrypt', Effect: 'Allow', Resource: KEY_ARN, Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-west-2.amazonaws.com' } } },
    ]);
  });

  test('to read a secret by its published ARN: exactly that', () => {
    const handles = imported();
    expect(statementsOf(handles, (role) => handles.secrets.byName('stripe').grantRead(role))[0].Resource).toEqual(exported('secrets', 'StripeSecretArn'));
  });
});

describe('bad input', () => {
  const consumer = () => new Stack(new App(), 'Consumer', { env: MAIN_ENV });

  test.each<[string, (stack: Stack) => unknown, RegExp]>([
    ['no stage', (stack) => ListBackupEmail.fromStage(stack, 'Email', {} as never), refusal('stage', /undefined/, 'must be a ListBackupStage')],
    ['a sender of another domain', (stack) => ListBackupEmail.fromStage(stack, 'Email', { stage, emailFrom: 'me@example.org' }), refusal('emailFrom', 'me@example.org')],
    ['a domain that is none', (stack) => ListBackupEmail.fromStage(stack, 'Email', { stage, domainName: 'no domain' }), refusal('domainName', 'no domain')],
    ['no names', (stack) => ListBackupSecrets.fromStage(stack, 'Secrets', { stage, names: [] }), refusal('names', /\[\]/)],
    ['a name that is none', (stack) => ListBackupSecrets.fromStage(stack, 'Secrets', { stage, names: ['Stripe'] }), refusal('name', 'Stripe')],
    ['a secret that was not named', (stack) => ListBackupSecrets.fromStage(stack, 'Secrets', { stage, names: ['stripe'] }).byName('paypal'),
      refusal('name', 'paypal', 'must be one of the secrets ')],
    ['a service that is none', (stack) => ListBackupSecret.fromStage(stack, 'Stripe', { stage, service: 'My Service' }), refusal('service', 'My Service')],
    ['no zone', (stack) => ListBackupDomains.fromStage(stack, 'Domains', { stage } as never), /hostedZone/],
    ['an apex outside production', (stack) => ListBackupDomains.fromStage(stack, 'Domains', { stage: ListBackupStage.DEV, hostedZone, apex: true }), refusal('apex', ANY_VALUE, 'can\'t be true in the development stage "dev": the zone\'s own API host belongs to production')],
    ['a switch that is none', (stack) => ListBackupEdge.fromStage(stack, 'Edge', { stage, frontsApi: 'yes' as never }), refusal('frontsApi', 'yes')],
  ])('%s is refused', (_, make, message) => {
    expect(() => make(consumer())).toThrow(message);
  });
});
