import { Stack } from 'aws-cdk-lib';
import { FeaturePlan, LambdaVersion } from 'aws-cdk-lib/aws-cognito';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function, IFunction } from 'aws-cdk-lib/aws-lambda';
import { ListBackupAuth, ListBackupAuthOptions, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal, unknownOption } from '../support/refusal';
import { resourcesOfType, synth } from '../support/synth';

const FUNCTION = 'arn:aws:lambda:us-west-2:123456789012:function:hook';
const KEY = 'arn:aws:kms:us-west-2:123456789012:key/1';

/** With a function that another stack made, and a key. */
const withHook = (options: (hook: IFunction, stack: Stack) => ListBackupAuthOptions) => synth((stack) => {
  const hook = Function.fromFunctionArn(stack, 'Hook', FUNCTION);
  new ListBackupAuth(stack, 'Auth', { stage: ListBackupStage.MAIN, ...options(hook, stack) });
});
const key = (stack: Stack) => Key.fromKeyArn(stack, 'Key', KEY);

test.each([
  ['createAuthChallenge', 'CreateAuthChallenge'],
  ['customMessage', 'CustomMessage'],
  ['defineAuthChallenge', 'DefineAuthChallenge'],
  ['postAuthentication', 'PostAuthentication'],
  ['postConfirmation', 'PostConfirmation'],
  ['preAuthentication', 'PreAuthentication'],
  ['preSignUp', 'PreSignUp'],
  ['userMigration', 'UserMigration'],
  ['verifyAuthChallengeResponse', 'VerifyAuthChallengeResponse'],
])('%s is called by this pool only', (trigger, property) => {
  const { Resources } = withHook((hook) => ({ triggers: { [trigger]: hook } }));
  expect(Resources.CognitoUserPool.Properties.LambdaConfig).toEqual({ [property]: FUNCTION });
  expect(Resources[`Cognito${property}Permission`]).toEqual({
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: FUNCTION,
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['CognitoUserPool', 'Arn'] },
    },
  });
});

test('token generation says its version', () => {
  const config = (options: ListBackupAuthOptions) => withHook((hook) => ({ triggers: { preTokenGeneration: hook }, ...options }))
    .Resources.CognitoUserPool.Properties.LambdaConfig;
  expect(config({})).toEqual({ PreTokenGenerationConfig: { LambdaArn: FUNCTION, LambdaVersion: 'V1_0' } });
  expect(config({ preTokenGenerationVersion: LambdaVersion.V2_0 })).toEqual({ PreTokenGenerationConfig: { LambdaArn: FUNCTION, LambdaVersion: 'V2_0' } });
});

test('functions that send messages get codes encrypted', () => {
  const template = withHook((hook, stack) => ({ triggers: { customSmsSender: hook, customEmailSender: hook }, customSenderKey: key(stack) }));
  expect(template.Resources.CognitoUserPool.Properties.LambdaConfig).toEqual({
    CustomSMSSender: { LambdaArn: FUNCTION, LambdaVersion: 'V1_0' },
    CustomEmailSender: { LambdaArn: FUNCTION, LambdaVersion: 'V1_0' },
    KMSKeyID: KEY,
  });
  expect(Object.keys(resourcesOfType(template, 'AWS::Lambda::Permission')).sort()).toEqual(['CognitoCustomEmailSenderPermission', 'CognitoCustomSmsSenderPermission']);
});

test.each<[string, (hook: IFunction, stack: Stack) => ListBackupAuthOptions, RegExp]>([
  ['an unknown one', (hook) => ({ triggers: { preSignOn: hook } }), unknownOption('triggers.preSignOn', 'UserPoolTriggers')],
  ['what is no function', () => ({ triggers: { preSignUp: FUNCTION as never } }), refusal('triggers.preSignUp', 'arn:aws:lambda:us-west-2:123456789012:function:hook', 'must be a Lambda function')],
  ['null', () => ({ triggers: { preSignUp: null as never } }), refusal('triggers.preSignUp', null)],
  ['a newer version with LITE', (hook) => ({
    triggers: { preTokenGeneration: hook }, preTokenGenerationVersion: LambdaVersion.V3_0, featurePlan: FeaturePlan.LITE,
  }), refusal('preTokenGenerationVersion', ANY_VALUE, 'requires feature plan ESSENTIALS, but the pool has LITE')],
  ['an unknown version', (hook) => ({ triggers: { preTokenGeneration: hook }, preTokenGenerationVersion: 'V9' as LambdaVersion }), refusal('preTokenGenerationVersion', 'V9')],
  ['a sender without a key', (hook) => ({ triggers: { customEmailSender: hook } }), refusal('customSenderKey', /undefined/, 'must be a KMS key, with which Cognito encrypts the codes for customEmailSender')],
  ['a key without a sender', (_, stack) => ({ customSenderKey: key(stack) }), refusal('customSenderKey', ANY_VALUE, 'requires a trigger that sends messages')],
])('%s is refused', (_, options, message) => {
  expect(() => withHook(options)).toThrow(message);
});
