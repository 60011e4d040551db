import { Duration, SecretValue } from 'aws-cdk-lib';
import { IFunction } from 'aws-cdk-lib/aws-lambda';

/**
 * A value that Secrets Manager makes up.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
export interface ListBackupGeneratedSecret {
  /**
   * The number of characters: 8 to 4096.
   *
   * @default 32
   */
  readonly length?: number;

  /**
   * Whether the value holds letters and digits only.
   *
   * @default false
   */
  readonly excludePunctuation?: boolean;

  /**
   * Characters that the value must not hold, for example those that a platform refuses.
   *
   * @default - none
   */
  readonly excludeCharacters?: string;

  /**
   * The key under which a JSON object holds the value: `password` stores `{"password": "…"}`.
   *
   * @default - the value alone is stored
   */
  readonly jsonKey?: string;
}

/**
 * How a secret's value is replaced by itself.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
 */
export interface ListBackupSecretRotation {
  /**
   * The function that makes, sets, tests and finishes a new value. Secrets Manager may call it, and its role gets what it needs of the
   * secret and its key; the role of an imported function has to have that already. It stands in the stack of the secret or in one that is deployed before.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
   */
  readonly rotationFunction: IFunction;

  /**
   * How often: 1 to 1000 whole days.
   *
   * @default Duration.days(30)
   */
  readonly automaticallyAfter?: Duration;

  /**
   * Whether the first rotation takes place when the schedule is made or changed. It needs a value that is there by then.
   *
   * @default false
   */
  readonly rotateImmediately?: boolean;
}

/**
 * What a secret holds. Without `generate` and `value` it is made empty, to be filled from outside
 * (`aws secretsmanager put-secret-value`), which no later deployment undoes.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-secretsmanager-secret.html
 */
export interface ListBackupSecretContent {
  /**
   * What the secret is for, shown in the console.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * A value that Secrets Manager makes up when the secret is created, and anew whenever this option changes. Excludes `value`.
   *
   * @default - no value is made up
   */
  readonly generate?: ListBackupGeneratedSecret;

  /**
   * A value from elsewhere, by reference only: another secret (`SecretValue.secretsManager`), a parameter with `NoEcho`
   * (`SecretValue.cfnParameter`) or a resource's attribute (`SecretValue.resourceAttribute`). A plain text is refused, since it would
   * stand in the template for all to read. Excludes `generate`.
   *
   * @default - the secret is filled from outside
   */
  readonly value?: SecretValue;

  /**
   * How the value is replaced by itself.
   *
   * @default - it stays until somebody replaces it
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
   */
  readonly rotation?: ListBackupSecretRotation;

  /**
   * The environment variable in which a service reads the secret's name.
   *
   * @default - the name in upper case, and `_SECRET_NAME`: `STRIPE_SECRET_NAME`
   */
  readonly environmentVariable?: string;
}
