import { apiOf, apiStack, issuer } from './api.facts';
import { ListBackupApi, ListBackupApiProps, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal, refusalWithin } from '../support/refusal';
import { newStack } from '../support/synth';

/** Every prop, so that a new one without a check shows. */
const PROPS: Record<keyof Required<Omit<ListBackupApiProps, 'stage'>>, true> = {
  apex: true,
  apexCertificate: true,
  authorizerCacheTtl: true,
  behindEdge: true,
  ownGroups: true,
  certificate: true,
  corsCredentials: true,
  corsOrigins: true,
  customDomainName: true,
  detailedMetrics: true,
  dnsRecords: true,
  domainName: true,
  edgeSecret: true,
  encryptionKey: true,
  executeApiEndpoint: true,
  hostedZone: true,
  logRetention: true,
  permissionsBoundary: true,
  removalPolicy: true,
  security: true,
  throttlingBurstLimit: true,
  throttlingRateLimit: true,
  userPool: true,
  userPoolClient: true,
};

/** None of these is a value of any prop. */
const NONSENSE = [Symbol('x'), () => 1, 1n, -7, ['\u0000'], '\u0000\n', { '\u0000': 1 }];

describe('a caller without types gets one clear error', () => {
  test.each(Object.keys(PROPS))('%s', (prop) => {
    for (const value of NONSENSE) {
      expect(() => {
        const stack = apiStack();
        new ListBackupApi(stack, 'Api', { stage: ListBackupStage.DEV, ...issuer(stack), [prop]: value } as never);
      }).toThrow(refusalWithin(prop));
    }
  });

  test.each([undefined, null, {}, { stage: 'main' }])('the props %p', (props) => {
    expect(() => new ListBackupApi(newStack(), 'Api', props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
  });
});

describe('CORS', () => {
  const cors = (options: object, stage = ListBackupStage.DEV) => () => apiOf(() => options, stage);

  test('every page together with cookies', () => {
    expect(cors({ corsOrigins: ['*'], corsCredentials: true })).toThrow(refusal('corsOrigins', '*', 'can\'t contain '));
  });

  test.each(['main', 'staging'])('every page in %s', (name) => {
    expect(cors({ corsOrigins: ['*'] }, ListBackupStage.of(name))).toThrow(refusal('corsOrigins', '*', 'can\'t contain '));
  });

  test.each(['https://*.listbackup.ai', 'listbackup.ai', 'https://listbackup.ai/', 'ftp://listbackup.ai', ''])('the origin %p', (origin) => {
    expect(cors({ corsOrigins: [origin] })).toThrow(refusal('corsOrigins'));
  });

  test('none', () => {
    expect(cors({ corsOrigins: [] })).toThrow(refusal('corsOrigins', ANY_VALUE, 'must have at least one origin'));
  });
});

test.each([
  ['throttlingRateLimit', 0], ['throttlingRateLimit', 10_001], ['throttlingRateLimit', 1.5], ['throttlingRateLimit', NaN],
  ['throttlingBurstLimit', 0], ['throttlingBurstLimit', 5001],
])('%s: %p', (option, value) => {
  expect(() => apiOf(() => ({ [option]: value }))).toThrow(refusal(option, ANY_VALUE, 'must be a whole number from 1 to'));
});
