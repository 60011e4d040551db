import { assert, constantFrom, array, oneof, property, string, stringMatching } from 'fast-check';
import { requireRouteKey } from '../../src/api/route-key';
import { refusal } from '../support/refusal';

describe('logical IDs as Serverless makes them', () => {
  test.each([
    ['GET /health', 'HttpApiRouteGetHealth'],
    ['GET /jobs', 'HttpApiRouteGetJobs'],
    ['GET /jobs/{id}', 'HttpApiRouteGetJobsIdVar'],
    ['GET /jobs/{jobId}', 'HttpApiRouteGetJobsJobidVar'],
    ['POST /data-sources/{sourceId}/sync', 'HttpApiRoutePostDataDashsourcesSourceidVarSync'],
    ['ANY /files/{proxy+}', 'HttpApiRouteAnyFilesProxyVar'],
    ['DELETE /accounts/{account_id}', 'HttpApiRouteDeleteAccountsAccountidVar'],
    ['GET /v1.0/status', 'HttpApiRouteGetV10Status'],
    ['GET /', 'HttpApiRouteGet'],
  ])('%s', (route, logicalId) => {
    expect(requireRouteKey(route)).toMatchObject({ key: route, logicalId });
  });
});

test.each([
  ['GET /jobs/{id}', 'GET /jobs/{jobId}', true],
  ['GET /jobs/{id}/runs', 'GET /jobs/{x}/runs', true],
  ['ANY /files/{proxy+}', 'ANY /files/{rest+}', true],
  ['GET /jobs/{id}', 'GET /jobs/id', false],
  ['GET /jobs/{id}', 'POST /jobs/{id}', false],
  ['GET /files/{proxy+}', 'GET /files/{proxy}', false],
])('%s and %s take the same requests: %p', (one, other, same) => {
  expect(requireRouteKey(one).pattern === requireRouteKey(other).pattern).toBe(same);
});

describe('refused, with a route that works', () => {
  test.each([
    ['/jobs', refusal('route', '/jobs')],
    ['GET', refusal('route', 'GET')],
    ['$default', /must have a path after the method/],
    ['', /must have a path after the method/],
    ['GET ', /must have a path that begins with a slash/],
    ['GET jobs', /must have a path that begins with a slash/],
    ['GET /jobs/', refusal('route', 'GET /jobs/', 'must have a path that doesn\'t end with a slash')],
    ['get /jobs', /must begin with one of the methods/],
    ['FETCH /jobs', /must begin with one of the methods/],
    ['GET  /jobs', /with one space between them/],
    ['GET /jobs ', /with one space between them/],
    ['GET /a b', /with one space between them/],
    ['GET //jobs', /between slashes/],
    ['GET /jobs?x=1', /between slashes/],
    ['GET /jobs#x', /between slashes/],
    ['GET /{id', /between slashes/],
    ['GET /{}', /between slashes/],
    ['GET /x{id}', /between slashes/],
    ['GET /{id}/{id}', refusal('route', 'GET /{id}/{id}', 'must have a different name for each parameter')],
    ['GET /{proxy+}/x', refusal('route', 'GET /{proxy+}/x', 'must end with {proxy+}, which takes the rest of the path')],
    ['GET /\u0000', /between slashes/],
    [undefined, /must be a method and a path/],
    [null, /must be a method and a path/],
    [42, /must be a method and a path/],
    [['GET /jobs'], /must be a method and a path/],
    [{ method: 'GET' }, /must be a method and a path/],
  ])('%j', (route, message) => {
    expect(() => requireRouteKey(route)).toThrow(message);
    expect(() => requireRouteKey(route)).toThrow(refusal('route'));
  });
});

describe('whatever is passed', () => {
  test('a valid route has a logical ID of letters and digits, and a pattern', () => {
    const segment = oneof(stringMatching(/^[A-Za-z0-9._~-]{1,12}$/), stringMatching(/^[a-zA-Z]{1,8}$/).map((name) => `{${name}}`));
    const route = property(constantFrom('GET', 'POST', 'ANY'), array(segment, { maxLength: 5 }), (method, segments) => {
      const names = segments.filter((text) => text.startsWith('{'));
      if (new Set(names).size < names.length) return;
      const { key, path, logicalId, pattern } = requireRouteKey(`${method} /${segments.join('/')}`);
      expect(key).toBe(`${method} ${path}`);
      expect(logicalId).toMatch(/^HttpApiRoute(Get|Post|Any)[A-Za-z0-9]*$/);
      expect(pattern.split('/').length).toBe(path.split('/').length);
    });
    assert(route, { seed: 1 });
  });

  test('anything else is refused in one line', () => {
    assert(property(string(), (text) => {
      try {
        requireRouteKey(text);
      } catch (error) {
        expect((error as Error).message).toMatch(refusal('route'));
      }
    }), { seed: 1 });
  });
});
