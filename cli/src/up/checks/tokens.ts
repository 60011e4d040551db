import { generateKeyPairSync, sign } from 'node:crypto';

type Claims = Readonly<Record<string, unknown>>;

/** Returns the claims of a token without checking its signature. */
export function claimsOf(token: string): Claims {
  return read(token.split('.')[1]);
}

/** The token with other claims under the old signature. */
export function tampered(token: string): string {
  const [header, , signature] = token.split('.');
  return [header, write({ ...claimsOf(token), 'cognito:groups': ['SuperAdmins'] }), signature].join('.');
}

/** The same claims, by the same key ID, signed by a key of our own. */
export function forged(token: string): string {
  const signed = token.split('.').slice(0, 2).join('.');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

/** The same claims in a token that says of itself that nobody signed it. */
export function unsigned(token: string): string {
  const [header, claims] = token.split('.');
  return `${write({ ...read(header), alg: 'none' })}.${claims}.`;
}

function read(part = ''): Claims {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
}

function write(claims: Claims): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}
