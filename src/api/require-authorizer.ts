import { ListBackupAuthorizerOptions } from './authorizer-props';
import { requireAttribute } from '../stage/require';
import { requireDuration } from '../stage/require-duration';
import { requireBoundary } from '../stage/require-handles';

const MAX_CACHE_SECONDS = 3600;
const DEFAULT_CACHE_SECONDS = 300;

/** Refuses options that could not be deployed. */
export function requireAuthorizerOptions(options: ListBackupAuthorizerOptions): void {
  requireAttribute('edgeSecret', options.edgeSecret, 'secretArn', 'a Secrets Manager secret',
    'secretsmanager.Secret.fromSecretNameV2(this, "Edge", "listbackup/main/edge")');
  requireBoundary('permissionsBoundary', options.permissionsBoundary);
  cacheSeconds(options);
}

/** The authorizer's options among those of an API. */
export function authorizerOptions(options: ListBackupAuthorizerOptions): ListBackupAuthorizerOptions {
  const { security, edgeSecret, authorizerCacheTtl, logRetention, permissionsBoundary } = options;
  return { security, edgeSecret, authorizerCacheTtl, logRetention, permissionsBoundary };
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
