import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { requireBoundary, requireTexts } from '../validation/constructs';
import { requireAttribute, requireDuration, requireText } from '../validation/values';

/** Options of the Lambda authorizer. */
export interface ListBackupAuthorizerOptions extends ListBackupSecurityOptions {
  /**
   * Secret that the edge sends in the header `x-listbackup-edge`. Every route with the authorizer then answers only requests that have it.
   * The authorizer reads the value at run time and also accepts its previous version, so that a rotation interrupts nobody.
   *
   * @default - requests can come from anywhere
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
   */
  readonly edgeSecret?: ISecret;

  /**
   * Time for which API Gateway caches the decision for a token and a route: at most 1 hour. With `Duration.seconds(0)`, it asks for each
   * request. A user who leaves a group keeps access for up to this time. A token doesn't: one that expires within this time is denied, so
   * clients must refresh their tokens earlier, and tokens must be valid for longer.
   *
   * @default Duration.minutes(1)
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
   */
  readonly authorizerCacheTtl?: Duration;

  /**
   * Retention of the logs.
   *
   * @default - a year in production, 90 days in staging, 30 days in development; with `security` HARDENED a year
   */
  readonly logRetention?: RetentionDays;

  /**
   * Permissions boundary of the roles created here.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * Your own groups of the user pool, by name, that routes can require in addition to the catalogue's. A route that requires any other
   * group is refused, because nobody could call it.
   *
   * @default - the catalogue's groups only
   */
  readonly ownGroups?: string[];
}

/** The Lambda authorizer of an HTTP API. */
export interface ListBackupAuthorizerProps extends ListBackupAuthorizerOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /** The API whose routes are guarded. */
  readonly httpApi: IHttpApi;

  /** The user pool that issues the tokens. */
  readonly userPool: IUserPool;

  /** The client that the tokens are issued to. */
  readonly userPoolClient: IUserPoolClient;

  /**
   * Removal policy of the log group when it leaves the stack.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Customer-managed key for the function's environment and logs. If this app owns the key, its policy allows CloudWatch Logs to use it.
   *
   * @default - keys that AWS owns; with `security` HARDENED a key of its stack, with functions that have none of their own
   */
  readonly encryptionKey?: IKey;
}

/**
 * Callers that the authorizer allows on a route. Without groups and scopes, it allows every signed-in user.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export interface ListBackupAuthorizerRule {
  /**
   * Groups of which the user must be in one, by name.
   *
   * @default - any user
   */
  readonly groups?: string[];

  /**
   * Scopes of which the token must have one.
   *
   * @default - none
   */
  readonly scopes?: string[];

  /**
   * Requires no token and checks only the edge's secret. Requires `edgeSecret`. Can't be combined with groups or scopes.
   *
   * @default false
   */
  readonly anonymous?: boolean;
}

const MAX_CACHE_SECONDS = 3600;
const DEFAULT_CACHE_SECONDS = 60;

/** Refuses options that could not be deployed. */
export function requireAuthorizerOptions(options: ListBackupAuthorizerOptions): void {
  requireAttribute('edgeSecret', options.edgeSecret, 'secretArn', 'a Secrets Manager secret',
    'secretsmanager.Secret.fromSecretNameV2(this, "Edge", "listbackup/main/edge")');
  requireBoundary('permissionsBoundary', options.permissionsBoundary);
  requireTexts('ownGroups', options.ownGroups, '["Auditors"]');
  for (const group of options.ownGroups ?? []) {
    requireText('ownGroups', group, /^[!#-+\--[\]-~]{1,128}$/, 'must have names of 1 to 128 characters without spaces, commas and quotes', 'For example: ["Auditors"].');
  }
  cacheSeconds(options);
}

/** The authorizer's options among those of an API. */
export function authorizerOptions(options: ListBackupAuthorizerOptions): ListBackupAuthorizerOptions {
  const { security, edgeSecret, authorizerCacheTtl, logRetention, permissionsBoundary, ownGroups } = options;
  return { security, edgeSecret, authorizerCacheTtl, logRetention, permissionsBoundary, ownGroups };
}

/** For how long API Gateway remembers an answer. */
export function cacheSeconds({ authorizerCacheTtl: ttl }: ListBackupAuthorizerOptions): number {
  return ttl === undefined ? DEFAULT_CACHE_SECONDS : requireDuration('authorizerCacheTtl', ttl, 'seconds', 0, MAX_CACHE_SECONDS, DEFAULT_CACHE_SECONDS);
}

/** Refuses what issues no tokens. */
export function requireIssuer(props: { readonly userPool: unknown; readonly userPoolClient: unknown }): void {
  requireAttribute('userPool', props.userPool ?? null, 'userPoolId', 'a user pool', 'auth.userPool');
  requireAttribute('userPoolClient', props.userPoolClient ?? null, 'userPoolClientId', 'a client of a user pool', 'auth.userPoolClient');
}
