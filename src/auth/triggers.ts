import { CfnUserPool, FeaturePlan, LambdaVersion, UserPoolTriggers } from 'aws-cdk-lib/aws-cognito';
import { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { featurePlanOf, requirePlan } from './sign-in';
import { ListBackupUserPoolOptions, ListBackupUserPoolTriggerOptions } from './user-pool-options';
import { claimLogicalId } from '../conventions';
import { invalid, requireKnownKeys } from '../validation/invalid';
import { requireAttribute, requireOneOf } from '../validation/values';

/** All that Cognito knows; two of them send messages themselves and get the codes encrypted. */
const TRIGGERS = [
  'createAuthChallenge', 'customMessage', 'defineAuthChallenge', 'postAuthentication', 'postConfirmation', 'preAuthentication', 'preSignUp',
  'preTokenGeneration', 'userMigration', 'verifyAuthChallengeResponse', 'customEmailSender', 'customSmsSender',
] as const;
const SENDERS: readonly string[] = ['customEmailSender', 'customSmsSender'];

type Functions = [name: string, fn: IFunction][];

export function lambdaConfig(options: ListBackupUserPoolTriggerOptions & ListBackupUserPoolOptions): CfnUserPool.LambdaConfigProperty | undefined {
  const functions = functionsOf(options.triggers);
  requireVersion(options);
  requireKey(functions, options);
  if (functions.length === 0) return undefined;
  const config = functions.map(([name, { functionArn }]): [string, unknown] => {
    // `preTokenGeneration` is how Cognito spelled the first version; the newer property says the version.
    if (name === 'preTokenGeneration') {
      return ['preTokenGenerationConfig', { lambdaArn: functionArn, lambdaVersion: options.preTokenGenerationVersion ?? LambdaVersion.V1_0 }];
    }
    return SENDERS.includes(name) ? [name, { lambdaArn: functionArn, lambdaVersion: LambdaVersion.V1_0 }] : [name, functionArn];
  });
  return { ...Object.fromEntries(config), kmsKeyId: options.customSenderKey?.keyArn };
}

/** Cognito may call each function, for this pool only. */
export function permitTriggers(scope: Construct, triggers: UserPoolTriggers | undefined, userPoolArn: string): void {
  for (const [name, fn] of functionsOf(triggers)) {
    const id = `Cognito${name.charAt(0).toUpperCase()}${name.slice(1)}Permission`;
    // L1: `IFunction.addPermission` silently does nothing for a function that another stack made.
    claimLogicalId(new CfnPermission(scope, id, {
      action: 'lambda:InvokeFunction',
      functionName: fn.functionArn,
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: userPoolArn,
    }), id);
  }
}

function functionsOf(triggers: UserPoolTriggers | undefined): Functions {
  requireKnownKeys('triggers', triggers, TRIGGERS);
  return TRIGGERS.flatMap((name): Functions => {
    const fn = triggers?.[name];
    requireAttribute(`triggers.${name}`, fn, 'functionArn', 'a Lambda function', 'a lambda.Function');
    return fn === undefined ? [] : [[name, fn]];
  });
}

function requireVersion(options: ListBackupUserPoolTriggerOptions & ListBackupUserPoolOptions): void {
  const version = options.preTokenGenerationVersion;
  requireOneOf('preTokenGenerationVersion', version, Object.values(LambdaVersion));
  if (version === undefined) return;
  if (options.triggers?.preTokenGeneration === undefined) {
    invalid('preTokenGenerationVersion', version, 'requires triggers.preTokenGeneration', 'For example: triggers: { preTokenGeneration: fn }.');
  }
  if (version !== LambdaVersion.V1_0) requirePlan('preTokenGenerationVersion', version, featurePlanOf(options), FeaturePlan.ESSENTIALS);
}

function requireKey(functions: Functions, options: ListBackupUserPoolTriggerOptions): void {
  requireAttribute('customSenderKey', options.customSenderKey, 'keyArn', 'a KMS key', 'a kms.Key');
  const senders = functions.map(([name]) => name).filter((name) => SENDERS.includes(name));
  if (senders.length > 0 && options.customSenderKey === undefined) {
    invalid('customSenderKey', undefined, `must be a KMS key, with which Cognito encrypts the codes for ${senders.join(' and ')}`, 'For example: customSenderKey: new kms.Key(…).');
  }
  if (senders.length === 0 && options.customSenderKey !== undefined) {
    invalid('customSenderKey', String(options.customSenderKey), 'requires a trigger that sends messages', 'Set triggers.customSmsSender or triggers.customEmailSender, or remove customSenderKey.');
  }
}
