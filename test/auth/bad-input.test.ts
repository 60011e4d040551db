import { ListBackupAuth, ListBackupAuthOptions, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal, refusalWithin } from '../support/refusal';
import { newStack } from '../support/synth';

/** Every option, so that a new one without a check shows. */
const OPTIONS: Record<keyof Required<ListBackupAuthOptions>, true> = {
  accessTokenValidity: true,
  accountRecovery: true,
  callbackUrls: true,
  certificate: true,
  clientWritableAttributes: true,
  customAttributes: true,
  customDomain: true,
  customSenderKey: true,
  deletionProtection: true,
  domainName: true,
  domainPrefix: true,
  emailConfigurationSetName: true,
  emailFrom: true,
  emailIdentityArn: true,
  emailReplyTo: true,
  encryptionKey: true,
  featurePlan: true,
  identityProviders: true,
  idTokenValidity: true,
  implicitFlow: true,
  keepEmailUntilVerified: true,
  localhostCallbacks: true,
  logoutUrls: true,
  logRetention: true,
  mfa: true,
  mfaSecondFactor: true,
  passwordHistorySize: true,
  passwordMinLength: true,
  permissionsBoundary: true,
  preTokenGenerationVersion: true,
  refreshTokenValidity: true,
  removalPolicy: true,
  security: true,
  selfSignUp: true,
  signInCaseSensitive: true,
  temporaryPasswordValidity: true,
  tenantAttributes: true,
  threatProtection: true,
  triggers: true,
  unauthenticatedIdentities: true,
};

/** None of these is a value of any option. */
const NONSENSE = [Symbol('x'), () => 1, 1n, -7, ['\u0000'], '\u0000\n', { '\u0000': 1 }];

describe('a caller without types gets one clear error', () => {
  test.each(Object.keys(OPTIONS))('%s', (option) => {
    for (const value of NONSENSE) {
      expect(() => new ListBackupAuth(newStack(), 'Auth', { stage: ListBackupStage.DEV, [option]: value } as never))
        .toThrow(refusalWithin(option));
    }
  });

  test.each([undefined, null, {}, { stage: 'main' }, { stage: null }])('the props %p', (props) => {
    expect(() => new ListBackupAuth(newStack(), 'Auth', props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
  });
});
