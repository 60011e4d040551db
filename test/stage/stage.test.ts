import { App, Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ListBackupStage, ListBackupStageKind } from '../../src';
import { ambiguousSuffixes } from '../../src/stage/stage-name';
import { ANY_VALUE, refusal } from '../support/refusal';

describe('a stage decides defaults', () => {
  test.each(['main', 'prod', 'production'])('%s is production', (name) => {
    expect(ListBackupStage.of(name)).toMatchObject({
      stageName: name,
      kind: ListBackupStageKind.PRODUCTION,
      isProduction: true,
      isDevelopment: false,
      isOperated: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      deletionProtection: true,
      pointInTimeRecoveryDays: 35,
      logRetention: RetentionDays.ONE_YEAR,
      eventArchiveRetention: Duration.days(365),
    });
  });

  test('staging behaves like production with shorter retention', () => {
    expect(ListBackupStage.STAGING).toMatchObject({
      stageName: 'staging',
      kind: ListBackupStageKind.STAGING,
      isProduction: false,
      isDevelopment: false,
      isOperated: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      deletionProtection: true,
      pointInTimeRecoveryDays: 7,
      logRetention: RetentionDays.THREE_MONTHS,
      eventArchiveRetention: Duration.days(30),
    });
  });

  test.each(['dev', 'feature-x', 'test', 'mainly', 'staging2', 'a', 'abcdefghijklmnop'])('%s is a development stage', (name) => {
    const stage = ListBackupStage.of(name);
    expect(stage).toMatchObject({
      stageName: name,
      kind: ListBackupStageKind.DEVELOPMENT,
      isProduction: false,
      isDevelopment: true,
      isOperated: false,
      removalPolicy: RemovalPolicy.DESTROY,
      deletionProtection: false,
      logRetention: RetentionDays.ONE_MONTH,
      eventArchiveRetention: Duration.days(7),
    });
    expect(stage.pointInTimeRecoveryDays).toBeUndefined();
    expect(String(stage)).toBe(name);
  });
});

describe('the stage of the context', () => {
  const stageOf = (context?: Record<string, unknown>) => ListBackupStage.fromContext(new Stack(new App({ context }), 'Stack')).stageName;

  test('is dev by default', () => expect(stageOf()).toBe('dev'));
  test('is the one that was asked for', () => expect(stageOf({ stage: 'staging' })).toBe('staging'));
  test('is refused when it is invalid', () => expect(() => stageOf({ stage: 'Main' })).toThrow(/"Main"/));
  test('is refused when it is empty', () => expect(() => stageOf({ stage: '' })).toThrow(/1 to 16 characters/));
});

describe('a stage name is refused', () => {
  test.each([
    ['', /1 to 16 characters/],
    ['abcdefghijklmnopq', /1 to 16 characters/],
    ['Main', /lower-case/],
    ['feature_x', /lower-case/],
    ['1st', refusal('stage', ANY_VALUE, 'must have lower-case letters, digits and single hyphens, start with a letter and not end with a hyphen')],
    ['-a', refusal('stage', ANY_VALUE, 'must have lower-case letters, digits and single hyphens, start with a letter and not end with a hyphen')],
    ['a-', refusal('stage', 'a-', 'must have lower-case letters, digits and single hyphens, start with a letter and not end with a hyphen')],
    ['a--b', /single hyphens/],
    ['main\n', /lower-case/],
    ['ma\u0000in', /lower-case/],
    ['mäin', /lower-case/],
    ['my-aws', /"aws"/],
    ['amazonia', /"amazon"/],
    ['xcognito', /"cognito"/],
    ['ssm', /"ssm"/],
    ['ssm-test', /"ssm"/],
    ['main-origin', /"-origin"/],
    ['main-user', /"-user".*stage "main"/],
    ['main-platform', /"-platform".*stage "main"/],
  ])('%j', (name, rule) => {
    const call = () => ListBackupStage.of(name);
    expect(call).toThrow(rule);
    expect(call).toThrow(JSON.stringify(name));
    expect(call).toThrow(/For example: "feature-x"/);
  });

  test('when it is a token', () => {
    expect(() => ListBackupStage.of(Token.asString({ Ref: 'Stage' }))).toThrow(refusal('stage', ANY_VALUE, 'must be known at synthesis, because it decides names and behavior'));
  });

  test.each([undefined, null, 7, {}, [], 1n, Symbol('s'), () => 'dev'])('when it is no string: %p', (value) => {
    expect(() => ListBackupStage.of(value as string)).toThrow(refusal('stage', ANY_VALUE, 'must be a string'));
  });

  test('but the words alone are fine where nothing collides', () => {
    expect(['user', 'platform', 'origin', 'assm'].map((name) => ListBackupStage.of(name).stageName)).toEqual(['user', 'platform', 'origin', 'assm']);
  });
});

test('a new table whose name ends like another one reserves its own suffix', () => {
  expect(ambiguousSuffixes(['jobs', 'batch-jobs', 'files'])).toEqual(['-batch']);
});
