import { LambdaVersion, UserPoolTriggers } from 'aws-cdk-lib/aws-cognito';
import { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * What Cognito asks or tells functions.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export interface ListBackupUserPoolTriggerOptions {
  /**
   * Functions that Cognito calls. This user pool alone may call them. A function in the same stack that names the pool in its
   * environment would close a circle: it finds the pool's ID in the event.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html
   */
  readonly triggers?: UserPoolTriggers;

  /**
   * The version of the event that `triggers.preTokenGeneration` receives. From V2_0 it can also change access tokens, which
   * `FeaturePlan.LITE` does not include.
   *
   * @default LambdaVersion.V1_0
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
   */
  readonly preTokenGenerationVersion?: LambdaVersion;

  /**
   * The key with which Cognito encrypts codes for `triggers.customEmailSender` and `triggers.customSmsSender`. Those need it.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html
   */
  readonly customSenderKey?: IKey;
}
