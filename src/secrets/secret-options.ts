import { Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { ListBackupSecurityOptions } from '../stage';
import { invalid } from '../validation/invalid';

/** Options that protect a secret. */
export interface ListBackupSecretOptions extends ListBackupSecurityOptions {
  /**
   * Removal policy of the secret when it leaves the stack. To destroy a production stage's secret, you must set `DESTROY` here. Synthesis then
   * warns (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A customer-managed key for the value. Grants on the secret include the key.
   *
   * @default - the account's key `aws/secretsmanager`, at no cost; with `security` HARDENED the service's own key
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
   */
  readonly encryptionKey?: IKey;
}

/** The secrets of a stage that were deployed. */
export interface ListBackupSecretsFromStageProps extends ListBackupEncryptedFromStageProps {
  /** The names of the secrets that are read: `stripe`, `google-oauth`. */
  readonly names: string[];
}

/** A secret that was deployed. */
export interface ListBackupSecretFromStageProps extends ListBackupEncryptedFromStageProps {
  /**
   * Service that owns the secret, as in the secret's own props.
   *
   * @default 'listbackup-infrastructure-secrets'
   */
  readonly service?: string;

  /**
   * Last part of the secret's name, as in the secret's own props.
   *
   * @default - the construct's id in kebab case: `GoogleOauth` becomes `google-oauth`
   */
  readonly name?: string;

  /**
   * The environment variable in which a service reads the secret's name.
   *
   * @default - the name in upper case, and `_SECRET_NAME`: `GOOGLE_OAUTH_SECRET_NAME`
   */
  readonly environmentVariable?: string;
}

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
   * Limits the generated value to letters and digits.
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
 * Automatic rotation of a secret's value.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html
 */
export interface ListBackupSecretRotation {
  /**
   * Function that creates, sets, tests and finishes a new value. Secrets Manager gets permission to call it, and its role gets permissions
   * for the secret and its key. The role of an imported function must already have these permissions. The function must be in the secret's
   * stack or in a stack that is deployed before it.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
   */
  readonly rotationFunction: IFunction;

  /**
   * Time between rotations: 1 to 1000 whole days.
   *
   * @default Duration.days(30)
   */
  readonly automaticallyAfter?: Duration;

  /**
   * Rotates the secret as soon as the schedule is created or changed. The secret must have a value by then.
   *
   * @default false
   */
  readonly rotateImmediately?: boolean;
}

/**
 * Content of a secret. Without `generate` and `value`, the secret is created empty. Fill it with `aws secretsmanager put-secret-value`; later
 * deployments keep that value.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-secretsmanager-secret.html
 */
export interface ListBackupSecretContent {
  /**
   * Description of the secret, shown in the console.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Value that Secrets Manager generates when the secret is created, and again whenever this option changes. Can't be combined with
   * `value`.
   *
   * @default - no value is generated
   */
  readonly generate?: ListBackupGeneratedSecret;

  /**
   * Value from elsewhere, by reference only: another secret (`SecretValue.secretsManager`), a parameter with `NoEcho`
   * (`SecretValue.cfnParameter`) or a resource's attribute (`SecretValue.resourceAttribute`). Plain text is rejected, because everyone who
   * can read the template could read it. Can't be combined with `generate`.
   *
   * @default - none: you fill the secret later
   */
  readonly value?: SecretValue;

  /**
   * Automatic rotation of the value.
   *
   * @default - no rotation
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

const MAX_LENGTH = 100;

/** Returns the name when it can be a secret's, and says what is wrong with it otherwise. */
export function requireSecretName(name: unknown): string {
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/.test(name) || name.length > MAX_LENGTH) {
    return invalid('name', name, `must have up to ${MAX_LENGTH} lower-case letters and digits, in words that begin with a letter and are joined by hyphens`, 'For example: "google-oauth".');
  }
  // Secrets Manager appends such an ending itself, and would take the rest for another secret's name.
  if (/-[a-z0-9]{6}$/.test(name)) {
    return invalid('name', name, 'must not end in a hyphen and six characters, which Secrets Manager could take for the ending of an ARN', `For example: "${name}-key".`);
  }
  return name;
}
