import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { AuthorizerParts } from './authorize';
import { edgeCheck } from './edge-secret';
import { keysOf } from './keys';
import { secretsManager } from './secrets-manager';
import { AUTHORIZER_ENVIRONMENT as NAMES, AuthorizerRules } from '../../src/catalogue/api';

/** The settings in the function's environment. Read once per copy of the function, so that keys and secret are cached. */
export function partsFromEnvironment(env: NodeJS.ProcessEnv): AuthorizerParts {
  const required = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`the environment variable ${name} is missing`);
    return value;
  };
  const issuer = { userPoolId: required(NAMES.userPoolId), clientId: required(NAMES.clientId), tokenUse: null };
  const verifier = CognitoJwtVerifier.create(issuer, { jwksCache: keysOf(env) });
  const edgeSecretArn = env[NAMES.edgeSecretArn];
  return {
    rules: JSON.parse(required(NAMES.rules)) as AuthorizerRules,
    verify: async (token, { groups, scopes }) => (
      verifier.verify(token, { groups: groups ? [...groups] : null, scope: scopes ? [...scopes] : null })
    ),
    cacheSeconds: Number(env[NAMES.cacheSeconds] ?? 0),
    cameThroughEdge: edgeSecretArn ? edgeCheck(secretsManager(edgeSecretArn)) : undefined,
  };
}
