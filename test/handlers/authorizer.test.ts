import { generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { FetchError, WaitPeriodNotYetEndedJwkError } from 'aws-jwt-verify/error';
import { authorize, AuthorizerParts } from '../../handlers/authorizer/authorize';
import { edgeCheck, ReadSecret } from '../../handlers/authorizer/edge-secret';
import { partsFromEnvironment } from '../../handlers/authorizer/environment';

const POOL = 'us-west-2_abcdEFGH1';
const CLIENT = '1example23456789';
const KID = 'a-key';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangers = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwks = { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: KID, use: 'sig', alg: 'RS256', kty: 'RSA' }] };

const RULES = {
  rules: [{}, { groups: ['Admins', 'Staff'] }, { scopes: ['jobs/read', 'jobs/write'] }, { groups: ['Admins'], scopes: ['jobs/write'] }, { anonymous: true }],
  routes: { 'GET /me': 0, 'GET /jobs': 1, 'GET /runs': 2, 'POST /runs': 3, 'POST /signup': 4 },
};
const OPEN = ['GET /me', 'GET /jobs', 'GET /runs', 'POST /runs'];

const now = () => Math.floor(Date.now() / 1000);
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An access token as Cognito makes it, with whatever is wrong with it. */
function token(claims: object = {}, key: KeyObject = keys.privateKey, header: object = {}): string {
  const payload = {
    sub: 'user-1',
    iss: `https://cognito-idp.us-west-2.amazonaws.com/${POOL}`,
    client_id: CLIENT,
    token_use: 'access',
    scope: 'jobs/write profile',
    exp: now() + 600,
    iat: now() - 10,
    ...claims,
  };
  const content = `${base64({ alg: 'RS256', kid: KID, ...header })}.${base64(payload)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

const verifier = CognitoJwtVerifier.create({ userPoolId: POOL, clientId: CLIENT, tokenUse: null });
const PARTS: AuthorizerParts = {
  rules: RULES,
  verify: async (jwt, { groups, scopes }) => verifier.verify(jwt, { groups: groups && [...groups], scope: scopes && [...scopes] }),
};

async function decision(routeKey: string, authorization?: string, parts: AuthorizerParts = PARTS, headers = {}): Promise<boolean> {
  return (await authorize({ routeKey, headers: { authorization, ...headers } }, parts)).isAuthorized;
}

let denials: string[];
beforeEach(() => {
  verifier.cacheJwks(jwks);
  denials = [];
  jest.spyOn(console, 'info').mockImplementation((line: string) => { denials.push(line); });
});
afterEach(() => jest.restoreAllMocks());

describe('a valid token', () => {
  test.each(['Bearer ', 'bearer ', 'Bearer   ', ''])('after %p opens a route for everyone who has signed in', async (prefix) => {
    expect(await decision('GET /me', `${prefix}${token()}`)).toBe(true);
  });

  test('gives its claims to the route\'s function', async () => {
    const { context } = await authorize({ routeKey: 'GET /me', headers: { authorization: token() } }, PARTS);
    expect(context?.claims).toMatchObject({ sub: 'user-1', client_id: CLIENT });
  });

  test('may be an ID token, as for the JWT authorizer', async () => {
    const idToken = token({ token_use: 'id', aud: CLIENT, client_id: undefined, scope: undefined });
    expect([await decision('GET /me', idToken), await decision('GET /runs', idToken)]).toEqual([true, false]);
  });
});

describe('groups', () => {
  test.each([
    [['Admins'], true],
    [['Customer-Tier-0', 'Staff'], true],
    [['Customer-Tier-0'], false],
    [['admins'], false],
    [[], false],
    [undefined, false],
  ])('%j', async (groups, allowed) => {
    expect(await decision('GET /jobs', token({ 'cognito:groups': groups }))).toBe(allowed);
  });

  test('a group alone is not enough where scopes are asked for', async () => {
    const admin = { 'cognito:groups': ['Admins'] };
    expect(await decision('POST /runs', token(admin))).toBe(true);
    expect(await decision('POST /runs', token({ ...admin, scope: 'jobs/read' }))).toBe(false);
    expect(await decision('POST /runs', token())).toBe(false);
  });
});

test.each([['jobs/read', true], ['jobs/write', true], ['jobs/reader', false], ['', false]])('scope %p', async (scope, allowed) => {
  expect(await decision('GET /runs', token({ scope }))).toBe(allowed);
});

describe('denied, and the log says why without the token', () => {
  const tampered = () => {
    const [header, , signature] = token().split('.');
    return [header, token({ 'cognito:groups': ['Admins'] }).split('.')[1], signature].join('.');
  };
  test.each([
    ['expired', () => token({ exp: now() - 1 }), /expired/i],
    ['not valid yet', () => token({ nbf: now() + 600 }), /not.*before|can't be used before/i],
    ['signed by a stranger', () => token({}, strangers.privateKey), /signature/i],
    ['changed after it was signed', tampered, /signature/i],
    ['without a signature', () => `${base64({ alg: 'none', kid: KID })}.${token().split('.')[1]}.`, /./],
    ['of another algorithm', () => token({}, keys.privateKey, { alg: 'HS256' }), /algorithm/i],
    ['for another client', () => token({ client_id: 'another' }), /client/i],
    ['for another audience', () => token({ token_use: 'id', client_id: undefined, aud: 'another' }), /client|audience/i],
    ['of another user pool', () => token({ iss: 'https://cognito-idp.us-west-2.amazonaws.com/us-west-2_another1' }), /issuer/i],
    ['no JWT', () => 'abc', /./],
    ['two words', () => `Bearer ${token()} x`, /no token/],
    ['Basic', () => 'Basic dXNlcjpwYXNz', /no token/],
    ['empty', () => '', /no token/],
  ])('%s', async (_, make, reason) => {
    const jwt = make();
    for (const route of OPEN) expect([route, await decision(route, jwt)]).toEqual([route, false]);
    expect(denials).toHaveLength(OPEN.length);
    const line = JSON.parse(denials[0]);
    expect(line).toMatchObject({ message: 'denied', routeKey: 'GET /me' });
    expect(line.reason).toMatch(reason);
    if (jwt.length > 30) expect(denials.join()).not.toContain(jwt.split('.')[2] || jwt);
  });

  test('no headers at all', async () => {
    expect(await authorize({ routeKey: 'GET /me' }, PARTS)).toEqual({ isAuthorized: false });
  });

  test.each(['GET /unknown', 'constructor', '__proto__', ''])('a route without a rule: %p', async (route) => {
    expect(await decision(route, token({ 'cognito:groups': ['Admins'] }))).toBe(false);
  });
});

test('keys that cannot be had are an error, not an answer', async () => {
  const parts = { ...PARTS, verify: async () => { throw new FetchError('https://cognito-idp.us-west-2.amazonaws.com', 'timeout'); } };
  await expect(decision('GET /me', token(), parts)).rejects.toThrow(FetchError);
});

test('an unknown key is looked up and denied; while it may not be looked up again, it is an error: a new key of the user pool may have come', async () => {
  // It would be looked up at Cognito: the test has no network.
  jest.spyOn(verifier['jwksCache' as keyof typeof verifier] as unknown as { getJwks: () => Promise<unknown> }, 'getJwks').mockResolvedValue(jwks);
  const unknown = token({}, keys.privateKey, { kid: 'another' });
  expect(await decision('GET /me', unknown)).toBe(false);
  expect(JSON.parse(denials[0]).reason).toMatch(/kid|JWK/i);
  await expect(decision('GET /me', unknown)).rejects.toThrow(WaitPeriodNotYetEndedJwkError);
  expect(await decision('GET /me', token())).toBe(true);
});

describe('a cached permission ends with the token', () => {
  const cached = { ...PARTS, cacheSeconds: 60 };

  test.each([[30, false], [59, false], [90, true], [600, true]])('of %p more seconds', async (left, allowed) => {
    expect(await decision('GET /me', token({ exp: now() + left }), cached)).toBe(allowed);
  });

  test('and the log says why', async () => {
    await decision('GET /me', token({ exp: now() + 30 }), cached);
    expect(JSON.parse(denials[0]).reason).toContain('expires within 60 seconds');
  });

  test('without a cache it counts to its end', async () => {
    expect(await decision('GET /me', token({ exp: now() + 30 }), { ...PARTS, cacheSeconds: 0 })).toBe(true);
  });
});

describe('only through the edge', () => {
  const versions = (current?: string, previous?: string): ReadSecret => async (stage) => (stage === 'AWSCURRENT' ? current : previous);
  const parts = (read: ReadSecret, clock?: () => number) => ({ ...PARTS, cameThroughEdge: edgeCheck(read, clock) });
  const header = (value: string) => ({ 'x-listbackup-edge': value });

  test.each([
    ['the secret', header('now'), true],
    ['the secret before its rotation', header('before'), true],
    ['a wrong one', header('noW'), false],
    ['an empty one', header(''), false],
    ['none', {}, false],
  ])('%s', async (_, headers, allowed) => {
    const edge = parts(versions('now', 'before'));
    expect(await decision('GET /me', token(), edge, headers)).toBe(allowed);
    expect(await decision('POST /signup', undefined, edge, headers)).toBe(allowed);
  });

  test('the header is no token', async () => {
    expect(await decision('GET /me', undefined, parts(versions('now')), header('now'))).toBe(false);
    expect(await decision('GET /jobs', token(), parts(versions('now')), header('now'))).toBe(false);
  });

  test('without it an anonymous route is open, as everywhere', async () => {
    expect(await decision('POST /signup')).toBe(true);
  });

  test('values are remembered for five minutes, and read at most every ten seconds for a wrong header', async () => {
    let time = 0;
    let reads = 0;
    let value = 'one';
    const check = edgeCheck(async (stage) => {
      if (stage === 'AWSPREVIOUS') return undefined;
      reads += 1;
      return value;
    }, () => time);
    expect([await check('one'), await check('one'), await check('wrong'), reads]).toEqual([true, true, false, 1]);
    value = 'two';
    time = 9_999;
    expect([await check('two'), reads]).toEqual([false, 1]);
    time = 10_000;
    expect([await check('two'), await check('one'), reads]).toEqual([true, false, 2]);
    time = 310_000;
    expect([await check('two'), reads]).toEqual([true, 3]);
  });

  describe('while the secret cannot be read', () => {
    const failing = () => {
      const state = { time: 0, reads: 0, fails: false, value: 'one' };
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      const check = edgeCheck(async (stage) => {
        if (stage === 'AWSCURRENT') state.reads += 1;
        if (state.fails) throw new Error('unreachable');
        return stage === 'AWSCURRENT' ? state.value : undefined;
      }, () => state.time);
      return { state, check, warn };
    };

    test('the known value counts, and is read again every ten seconds until it can be', async () => {
      const { state, check, warn } = failing();
      expect(await check('one')).toBe(true);
      Object.assign(state, { fails: true, time: 300_000 });
      expect([await check('one'), await check('one'), state.reads]).toEqual([true, true, 2]);
      expect(warn.mock.calls.join()).toContain('unreachable');
      state.time = 310_000;
      expect([await check('one'), state.reads]).toEqual([true, 3]);
      Object.assign(state, { fails: false, value: 'two', time: 320_000 });
      expect([await check('two'), await check('one'), state.reads]).toEqual([true, false, 4]);
    });

    test('another value is an error, not an answer: it may be the newest', async () => {
      const { state, check } = failing();
      await check('one');
      Object.assign(state, { fails: true, time: 300_000 });
      await expect(check('two')).rejects.toThrow('unreachable');
      await expect(check('two')).rejects.toThrow('unreachable');
    });

    test('a value that was never known is an error', async () => {
      const { state, check } = failing();
      state.fails = true;
      await expect(check('one')).rejects.toThrow('unreachable');
    });
  });

  test.each([undefined, ''])('a secret without a value (%p) is an error, not an answer', async (value) => {
    await expect(decision('GET /me', token(), parts(versions(value)), header('x'))).rejects.toThrow('the edge secret has no value');
  });
});

describe('the environment', () => {
  const ENV = { COGNITO_USER_POOL_ID: POOL, COGNITO_CLIENT_ID: CLIENT, AUTHORIZER_RULES: JSON.stringify(RULES) };

  test('says rules and user pool', () => {
    const parts = partsFromEnvironment(ENV);
    expect(parts.rules).toEqual(RULES);
    expect(parts.cameThroughEdge).toBeUndefined();
  });

  test('says for how long answers are cached', () => {
    expect(partsFromEnvironment({ ...ENV, AUTHORIZER_CACHE_SECONDS: '60' }).cacheSeconds).toBe(60);
    expect(partsFromEnvironment(ENV).cacheSeconds).toBe(0);
  });

  test('says whether only the edge may call', () => {
    expect(partsFromEnvironment({ ...ENV, EDGE_SECRET_ARN: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:x' }).cameThroughEdge).toBeInstanceOf(Function);
  });

  describe('says where the keys are, for an emulator', () => {
    let server: Server;
    let asked: string[];
    let status: number;
    beforeEach(async () => {
      asked = [];
      status = 200;
      server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.writeHead(status).end(JSON.stringify(jwks));
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    });
    afterEach(() => new Promise((done) => server.close(done)));

    const emulated = () => partsFromEnvironment({ ...ENV, AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

    test('and reads them there, once', async () => {
      const parts = emulated();
      const admin = token({ 'cognito:groups': ['Admins'] });
      expect([await decision('GET /jobs', admin, parts), await decision('GET /jobs', token(), parts), asked])
        .toEqual([true, false, [`/${POOL}/.well-known/jwks.json`]]);
    });

    test('and does not decide without them', async () => {
      status = 404;
      await expect(decision('GET /me', token(), emulated())).rejects.toThrow(/answered 404/);
    });
  });

  test.each(Object.keys(ENV))('without %s nothing starts', (name) => {
    expect(() => partsFromEnvironment({ ...ENV, [name]: undefined })).toThrow(`the environment variable ${name} is missing`);
  });
});
