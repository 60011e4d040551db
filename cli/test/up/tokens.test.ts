import { createVerify, generateKeyPairSync, sign } from 'node:crypto';
import { claimsOf, forged, tampered, unsigned } from '../../src/up/checks/tokens';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const SIGNED = `${part({ alg: 'RS256', kid: 'key' })}.${part({ sub: 'somebody', aud: 'client' })}`;
const TOKEN = `${SIGNED}.${sign('sha256', Buffer.from(SIGNED), privateKey).toString('base64url')}`;

function verifies(token: string): boolean {
  const [header, claims, signature = ''] = token.split('.');
  return createVerify('sha256').update(`${header}.${claims}`).verify(publicKey, signature, 'base64url');
}

const headerOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as unknown;

test('the token itself verifies', () => {
  expect(verifies(TOKEN)).toBe(true);
  expect(claimsOf(TOKEN)).toEqual({ sub: 'somebody', aud: 'client' });
});

test('a forged token differs by its signature alone', () => {
  expect(forged(TOKEN).startsWith(`${SIGNED}.`)).toBe(true);
  expect(forged(TOKEN).length).toBe(TOKEN.length);
  expect(verifies(forged(TOKEN))).toBe(false);
});

test('a tampered token gives more rights under the old signature', () => {
  expect(claimsOf(tampered(TOKEN))).toEqual({ 'sub': 'somebody', 'aud': 'client', 'cognito:groups': ['SuperAdmins'] });
  expect(tampered(TOKEN).split('.')[2]).toBe(TOKEN.split('.')[2]);
  expect(verifies(tampered(TOKEN))).toBe(false);
});

test('an unsigned token says so, and keeps the key ID and the claims', () => {
  expect(headerOf(unsigned(TOKEN))).toEqual({ alg: 'none', kid: 'key' });
  expect(claimsOf(unsigned(TOKEN))).toEqual(claimsOf(TOKEN));
  expect(unsigned(TOKEN).endsWith('.')).toBe(true);
});
