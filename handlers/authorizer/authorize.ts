import { FetchError, JwksValidationError, JwkValidationError, JwtBaseError, WaitPeriodNotYetEndedJwkError } from 'aws-jwt-verify/error';
import { AuthorizerEvent, AuthorizerResult } from './event';
import { userContext } from './user-context';
import type { AuthorizerRule, AuthorizerRules } from '../../src/catalogue/api';
import { EDGE_HEADER } from '../../src/catalogue/api';

/** The dependencies of the authorizer. */
export interface AuthorizerParts {
  readonly rules: AuthorizerRules;

  /** Returns the claims of a token that is valid for the rule, or throws what the JWT library throws. */
  readonly verify: (token: string, rule: AuthorizerRule) => Promise<object>;

  /** Checks whether a request with that header came through the edge. Undefined if requests may come from anywhere. */
  readonly cameThroughEdge?: (header: string | undefined) => Promise<boolean>;

  /** The time for which API Gateway caches an answer, in seconds. Undefined if it caches none. */
  readonly cacheSeconds?: number;
}

const DENIED: AuthorizerResult = { isAuthorized: false };

/** Errors that say nothing about the token: its key couldn't be read, or isn't read again before a wait has ended. */
const UNDECIDED = [FetchError, JwksValidationError, JwkValidationError, WaitPeriodNotYetEndedJwkError];

/**
 * Decides on one request. Whatever is not provably allowed is denied; what could not be checked (no keys, no secret) throws, so that
 * API Gateway answers 500 and caches nothing.
 */
export async function authorize(event: AuthorizerEvent, parts: AuthorizerParts): Promise<AuthorizerResult> {
  const { rules, verify, cameThroughEdge, cacheSeconds = 0 } = parts;
  const rule = ruleOf(rules, event.routeKey);
  if (!rule) return deny(event, 'the route has no rule');
  if (cameThroughEdge && !await cameThroughEdge(event.headers?.[EDGE_HEADER])) return deny(event, 'the request did not come through the edge');
  if (rule.anonymous) return { isAuthorized: true };

  const token = tokenOf(event.headers?.authorization);
  if (token === undefined) return deny(event, 'there is no token');
  try {
    const claims = await verify(token, rule);
    if (secondsLeft(claims) < cacheSeconds) return deny(event, `the token expires within ${cacheSeconds} seconds, before a cached answer would`);
    return { isAuthorized: true, context: { ...userContext(claims), claims } };
  } catch (error) {
    if (error instanceof JwtBaseError && !UNDECIDED.some((kind) => error instanceof kind)) return deny(event, error.message);
    throw error;
  }
}

/** Seconds for which a valid token stays valid. The JWT library has checked that `exp` is a number, if there is one. */
function secondsLeft(claims: object): number {
  return 'exp' in claims && typeof claims.exp === 'number' ? claims.exp - Date.now() / 1000 : Infinity;
}

function ruleOf({ rules, routes }: AuthorizerRules, routeKey: string): AuthorizerRule | undefined {
  return Object.hasOwn(routes, routeKey) ? rules[routes[routeKey]] : undefined;
}

/** API Gateway's own JWT authorizer takes the token with and without `Bearer`, so this one does. */
function tokenOf(header: string | undefined): string | undefined {
  return /^(?:Bearer\s+)?(\S+)$/i.exec(header?.trim() ?? '')?.[1];
}

function deny({ routeKey }: AuthorizerEvent, reason: string): AuthorizerResult {
  // Reasons name claims and keys, never the token.
  console.info(JSON.stringify({ message: 'denied', routeKey, reason }));
  return DENIED;
}
