import { App, CfnOutput, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ListBackupAuth, ListBackupDomains, ListBackupKey, ListBackupSecrets, ListBackupStage, ListBackupTables } from '../../src';
import { MAIN_ENV, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;

/** Every value that AWS makes up, as it is made in a stack: its service, the key of its output, the attribute, and how it is read. */
const VALUES: readonly (readonly [service: string, key: string, attribute: object, make: (home: Stack) => string | undefined])[] = [
  ['listbackup-infrastructure-cognito', 'CognitoUserPoolId', { Ref: 'CognitoUserPool' }, (home) => new ListBackupAuth(home, 'Auth', { stage }).userPool.userPoolId],
  ['listbackup-infrastructure-dynamodb', 'JobsTableStreamArn', { 'Fn::GetAtt': ['JobsTable', 'StreamArn'] },
    (home) => new ListBackupTables(home, 'Tables', { stage }).jobs.tableStreamArn],
  ['listbackup-infrastructure-domains', 'SSLCertificateArn', { Ref: 'ApiSSLCertificate' },
    (home) => new ListBackupDomains(home, 'Domains', { stage, hostedZone: { hostedZoneId: 'Z0000000EXAMPLE', zoneName: 'listbackup.ai' } }).certificate.certificateArn],
  ['listbackup-infrastructure-secrets', 'StripeSecretArn', { Ref: 'StripeSecret' },
    (home) => new ListBackupSecrets(home, 'Secrets', { stage, secrets: { stripe: {} } }).byName('stripe').secretFullArn],
  ['listbackup-infrastructure-kms', 'EncryptionKeyArn', { 'Fn::GetAtt': ['EncryptionKey', 'Arn'] }, (home) => new ListBackupKey(home, 'Key', { stage }).keyArn],
  ['listbackup-infrastructure-kms', 'EncryptionKeyId', { Ref: 'EncryptionKey' }, (home) => new ListBackupKey(home, 'Key', { stage }).keyId],
];

function homeOf(service: string): Stack {
  return new Stack(new App(), 'Home', { stackName: `${service}-main`, env: MAIN_ENV });
}

/** What a resource of that stack reads. */
function reads(scope: Stack, value: string | undefined): () => unknown {
  new CfnResource(scope, 'Reader', { type: 'Test::Reader', properties: { value } });
  return () => Template.fromStack(scope).toJSON().Resources.Reader.Properties.value as unknown;
}

describe.each(VALUES)('%s %s', (service, key, attribute, make) => {
  test('in its own stack is an attribute of the resource', () => {
    const home = homeOf(service);
    expect(reads(home, make(home))()).toEqual(attribute);
  });

  test('in a stack nested beside it is a parameter: an export of its own family would wait for itself', () => {
    const home = homeOf(service);
    const nested = new NestedStack(home, 'Nested');
    reads(nested, make(home));
    expect(JSON.stringify(Template.fromStack(nested).toJSON())).not.toContain('Fn::ImportValue');
    const [child] = Object.values(templateOf(home).Resources).filter(({ Type }) => Type === 'AWS::CloudFormation::Stack');
    expect(Object.values(child.Properties.Parameters)).toEqual([attribute]);
  });

  test('in the same region is the published export, in another the stack\'s output; either way the reader is deployed later', () => {
    const home = homeOf(service);
    const value = make(home);
    const [near, far] = [MAIN_ENV.region, 'eu-west-1'].map((region) => new Stack(home.node.root, `In-${region}`, { env: { ...MAIN_ENV, region } }));
    const [nearby, afar] = [near, far].map((reader) => reads(reader, value));
    expect(nearby()).toEqual({ 'Fn::ImportValue': `${service}-main-${key}` });
    expect(afar()).toEqual({ 'Fn::GetStackOutput': { StackName: `${service}-main`, OutputName: key, Region: 'us-west-2' } });
    for (const reader of [near, far]) expect(reader.dependencies).toEqual([home]);
  });
});

test('its JSON says what it is, and holds no token', () => {
  const home = homeOf('listbackup-infrastructure-cognito');
  const { userPool } = new ListBackupAuth(home, 'Auth', { stage });
  new CfnOutput(home, 'Pool', { value: JSON.stringify({ pool: userPool.userPoolId }) });
  expect(templateOf(home).Outputs.Pool.Value).toEqual({ 'Fn::Join': ['', ['{"pool":"', { Ref: 'CognitoUserPool' }, '"}']] });
});
