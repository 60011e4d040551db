import { Stack } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnRotationSchedule, CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { onlyThroughSecretsManager } from './secret-import';
import { ListBackupSecretRotation } from './secret-options';
import { claimLogicalId } from '../conventions';
import { invalid } from '../validation/invalid';
import { requireBoolean, requireDuration, requireObject } from '../validation/values';

const DEFAULT_DAYS = 30;
const LONGEST_DAYS = 1000;

/** Attributes of the secret to rotate. */
export interface RotatedSecret {
  readonly name: string;
  readonly secret: CfnSecret;
  /** By the naming rules rather than by reference: the function may be deployed before the secret. */
  readonly arnForPolicies: string;
  readonly encryptionKey?: IKey;
}

/**
 * Has Secrets Manager call the function on schedule.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
 */
export function rotateSecret(scope: Construct, logicalId: string, rotated: RotatedSecret, rotation: ListBackupSecretRotation): void {
  const { secret, arnForPolicies, encryptionKey } = rotated;
  const days = requireRotation('rotation', rotation);
  const { rotationFunction } = rotation;

  // L1: `RotationSchedule` (L2) lets any account's Secrets Manager call the function, and refers from the function's role to the secret.
  const permission = claimLogicalId(new CfnPermission(scope, 'RotationPermission', {
    functionName: rotationFunction.functionArn,
    action: 'lambda:InvokeFunction',
    principal: 'secretsmanager.amazonaws.com',
    sourceAccount: Stack.of(scope).account,
  }), `${logicalId}RotationPermission`);
  const schedule = claimLogicalId(new CfnRotationSchedule(scope, 'Rotation', {
    secretId: secret.ref,
    rotationLambdaArn: rotationFunction.functionArn,
    rotationRules: { automaticallyAfterDays: days },
    rotateImmediatelyOnUpdate: rotation.rotateImmediately ?? false,
  }), `${logicalId}Rotation`);
  schedule.node.addDependency(permission);

  const onSecret = Grant.addToPrincipal({
    grantee: rotationFunction,
    actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
    resourceArns: [arnForPolicies],
  });
  // The one action of the four steps that knows no resource.
  const onRandom = Grant.addToPrincipal({ grantee: rotationFunction, actions: ['secretsmanager:GetRandomPassword'], resourceArns: ['*'] });
  const onKey = encryptionKey ? [onlyThroughSecretsManager(scope, encryptionKey.grantEncryptDecrypt(rotationFunction))] : [];
  // Secrets Manager tries the function when the schedule is made.
  for (const grant of [onSecret, onRandom, ...onKey]) grant.applyBefore(schedule);
}

/** Returns the days between rotations. */
function requireRotation(what: string, rotation: ListBackupSecretRotation): number {
  requireObject(what, rotation, 'must name the function that rotates the secret', 'For example: { rotationFunction: fn }.');
  const { rotationFunction, automaticallyAfter } = rotation;
  if (typeof rotationFunction !== 'object' || rotationFunction === null || !('functionArn' in rotationFunction)) {
    invalid(`${what}.rotationFunction`, rotationFunction, 'must be a Lambda function', 'For example: Function.fromFunctionArn(this, "Rotation", arn).');
  }
  requireBoolean(`${what}.rotateImmediately`, rotation.rotateImmediately);
  return automaticallyAfter === undefined
    ? DEFAULT_DAYS
    : requireDuration(`${what}.automaticallyAfter`, automaticallyAfter, 'days', 1, LONGEST_DAYS, DEFAULT_DAYS);
}
