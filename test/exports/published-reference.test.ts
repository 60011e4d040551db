import { App, CfnOutput, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ListBackupAuth, ListBackupStage } from '../../src';
import { MAIN_ENV, templateOf } from '../support/synth';

const stage = ListBackupStage.MAIN;

function authentication() {
  const app = new App();
  const home = new Stack(app, 'Auth', { stackName: 'listbackup-infrastructure-cognito-main', env: MAIN_ENV });
  return { app, home, auth: new ListBackupAuth(home, 'Auth', { stage }) };
}

/** A resource that reads the pool's ID. */
const reads = (scope: Stack, auth: ListBackupAuth) => new CfnResource(scope, 'Reader', { type: 'Test::Reader', properties: { pool: auth.userPool.userPoolId } });
const read = (scope: Stack) => Template.fromStack(scope).toJSON().Resources.Reader.Properties.pool as unknown;

test('in its own stack it is an attribute of the resource', () => {
  const { home, auth } = authentication();
  reads(home, auth);
  expect(read(home)).toEqual({ Ref: 'CognitoUserPool' });
});

test('a stack nested beside it gets a parameter: an export of its own family would wait for itself', () => {
  const { home, auth } = authentication();
  const nested = new NestedStack(home, 'Nested');
  reads(nested, auth);
  expect(JSON.stringify(Template.fromStack(nested).toJSON())).not.toContain('Fn::ImportValue');
  const [child] = Object.values(templateOf(home).Resources).filter(({ Type }) => Type === 'AWS::CloudFormation::Stack');
  expect(Object.values(child.Properties.Parameters)).toEqual([{ Ref: 'CognitoUserPool' }]);
});

test('in the same region it is the published export, in another the stack\'s output; either way the reader is deployed later', () => {
  const { app, home, auth } = authentication();
  const [near, far] = [new Stack(app, 'Near', { env: MAIN_ENV }), new Stack(app, 'Far', { env: { ...MAIN_ENV, region: 'eu-west-1' } })];
  for (const reader of [near, far]) reads(reader, auth);
  expect(read(near)).toEqual({ 'Fn::ImportValue': 'listbackup-infrastructure-cognito-main-CognitoUserPoolId' });
  expect(read(far)).toEqual({ 'Fn::GetStackOutput': { StackName: 'listbackup-infrastructure-cognito-main', OutputName: 'CognitoUserPoolId', Region: 'us-west-2' } });
  for (const reader of [near, far]) expect(reader.dependencies).toEqual([home]);
});

test('its JSON says what it is, and holds no token', () => {
  const { home, auth } = authentication();
  new CfnOutput(home, 'Pool', { value: JSON.stringify({ pool: auth.userPool.userPoolId }) });
  expect(templateOf(home).Outputs.Pool.Value).toEqual({ 'Fn::Join': ['', ['{"pool":"', { Ref: 'CognitoUserPool' }, '"}']] });
});
