import { Lazy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { authOf, propertiesOf } from './auth.facts';
import { ListBackupAuth, ListBackupAuthOptions, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, newStack, synth, templateOf } from '../support/synth';

const ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d';

/** With a certificate of that ARN for the domain. */
const custom = (customDomain?: string, arn = ARN, options: ListBackupAuthOptions = {}) => synth((stack) => (
  new ListBackupAuth(stack, 'Auth', {
    stage: ListBackupStage.MAIN, customDomain, certificate: Certificate.fromCertificateArn(stack, 'Certificate', arn), ...options,
  })
));

test('a prefix of the stage and the account', () => {
  expect(propertiesOf('CognitoUserPoolDomain')).toEqual({ Domain: 'listbackup-main-123456789012', UserPoolId: { Ref: 'CognitoUserPool' } });
});

test('a prefix of the account that it is deployed to', () => {
  const template = synth((stack) => new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN }), {});
  expect(template.Resources.CognitoUserPoolDomain.Properties.Domain).toEqual({ 'Fn::Join': ['', ['listbackup-main-', { Ref: 'AWS::AccountId' }]] });
});

test('a prefix of the caller\'s', () => {
  expect(propertiesOf('CognitoUserPoolDomain', { domainPrefix: 'sign-in-2' }).Domain).toBe('sign-in-2');
  expect(propertiesOf('CognitoUserPoolDomain', { domainPrefix: Lazy.string({ produce: () => 'late' }) }).Domain).toBe('late');
});

test('a host of the caller\'s', () => {
  const template = custom('login.listbackup.ai');
  expect(template.Resources.CognitoUserPoolDomain.Properties).toEqual({
    Domain: 'login.listbackup.ai', UserPoolId: { Ref: 'CognitoUserPool' }, CustomDomainConfig: { CertificateArn: ARN },
  });
  expect(template.Outputs.CognitoUserPoolDomain.Value).toEqual({ Ref: 'CognitoUserPoolDomain' });
  expect(template.Outputs.CognitoUserPoolDomainAliasTarget.Value).toEqual({ 'Fn::GetAtt': ['CognitoUserPoolDomain', 'CloudFrontDistribution'] });
  expect(exportsOf(template).CognitoUserPoolDomainAliasTarget).toBe('listbackup-infrastructure-cognito-main-CognitoUserPoolDomainAliasTarget');
});

test('only a host of the caller\'s has an alias target', () => {
  const stack = newStack();
  expect(new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN }).hostedUiAliasTarget).toBeUndefined();
  expect(templateOf(stack).Outputs).not.toHaveProperty('CognitoUserPoolDomainAliasTarget');
});

describe('refused', () => {
  test.each(['', 'UPPER', '-a', 'a-', 'a.b', 'a_b', 'x'.repeat(64), 42, null])('the prefix %p', (prefix) => {
    expect(() => authOf({ domainPrefix: prefix as string })).toThrow(refusal('domainPrefix', ANY_VALUE, 'must have 1 to 63 lower-case letters, digits and hyphens, and neither begin nor end with a hyphen'));
  });

  test.each(['my-aws-login', 'amazonas', 'cognitologin'])('the prefix %p, which holds a word of Cognito\'s', (domainPrefix) => {
    expect(() => authOf({ domainPrefix })).toThrow(refusal('domainPrefix', domainPrefix, 'must not contain "'));
  });

  test.each(['listbackup.ai', 'LOGIN.listbackup.ai', 'https://login.listbackup.ai', 'login', `${'x'.repeat(60)}.a.ai`])('the host %p', (host) => {
    expect(() => custom(host)).toThrow(refusal('customDomain'));
  });

  test('both', () => {
    expect(() => custom('login.listbackup.ai', ARN, { domainPrefix: 'login' })).toThrow(refusal('domainPrefix', ANY_VALUE, 'can\'t be combined with customDomain: the hosted UI has one host'));
  });

  test('a host without a certificate, and a certificate without a host', () => {
    expect(() => authOf({ customDomain: 'login.listbackup.ai' })).toThrow(refusal('certificate', /undefined/, 'must be a certificate for the host login.listbackup.ai'));
    expect(() => custom()).toThrow(refusal('certificate', ANY_VALUE, 'requires customDomain'));
  });

  test('a certificate of another region', () => {
    expect(() => custom('login.listbackup.ai', 'arn:aws:acm:us-west-2:123456789012:certificate/0a1b2c3d')).toThrow(refusal('certificate', 'arn:aws:acm:us-west-2:123456789012:certificate/0a1b2c3d', 'must be a certificate in us-east-1, because CloudFront serves the hosted UI'));
  });
});
