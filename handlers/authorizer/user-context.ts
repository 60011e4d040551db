/**
 * Who calls, as flat texts: many handlers read only these. A claim that the token lacks is left out: an access token has no e-mail
 * address, and no account ID.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export interface UserContext {
  readonly userId?: string;
  readonly accountId?: string;
  readonly email?: string;

  /** Names joined by commas; a group's name can't hold one here. */
  readonly groups?: string;
}

/** Claims of the user pool's tokens, by what handlers call them. */
const CLAIMS = { userId: 'sub', accountId: 'custom:accountId', email: 'email' } as const;
const GROUPS = 'cognito:groups';

/** Returns the flat part of the context from a token's claims. */
export function userContext(claims: object): UserContext {
  const values = claims as { readonly [claim: string]: unknown };
  const texts = Object.entries(CLAIMS).flatMap(([name, claim]) => (typeof values[claim] === 'string' ? [[name, values[claim]]] : []));
  const groups = values[GROUPS];
  return { ...Object.fromEntries(texts), ...(Array.isArray(groups) && { groups: groups.join(',') }) };
}
