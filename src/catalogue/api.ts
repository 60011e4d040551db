/** Callers that the Lambda authorizer allows on a route. Without groups and scopes, it allows every signed-in user. */
export interface AuthorizerRule {
  /** One of these is among the token's `cognito:groups`. */
  readonly groups?: readonly string[];

  /** One of these is among the token's scopes. */
  readonly scopes?: readonly string[];

  /** No token is asked for: only the edge's header is checked. */
  readonly anonymous?: boolean;
}

/** All routes of one authorizer as its function reads them. Rules stand once, since an environment has room for 4 KB. */
export interface AuthorizerRules {
  readonly rules: readonly AuthorizerRule[];

  /** Route key, `GET /jobs`, to the place of its rule. A route that is not here is closed. */
  readonly routes: { readonly [routeKey: string]: number };
}

/** The environment of the authorizer's function. */
export const AUTHORIZER_ENVIRONMENT = {
  userPoolId: 'COGNITO_USER_POOL_ID',
  clientId: 'COGNITO_CLIENT_ID',
  rules: 'AUTHORIZER_RULES',
  edgeSecretArn: 'EDGE_SECRET_ARN',
  cacheSeconds: 'AUTHORIZER_CACHE_SECONDS',
} as const;

/** The header by which the edge says that a request came through it. Its value is a secret that both sides know. */
export const EDGE_HEADER = 'x-listbackup-edge';

/** Timeout of the function behind `GET /health`. It is short, so that monitoring of the stage raises its alarm first. */
export const HEALTH_TIMEOUT_SECONDS = 5;
