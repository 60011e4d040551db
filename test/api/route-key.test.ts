import { assert, constantFrom, array, oneof, property, string, stringMatching } from 'fast-check';
import { requireRouteKey } from '../../src/api/route-key';

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
    ['/jobs', /It has no method, one of: GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, ANY\. For example: "GET \/jobs"/],
    ['GET', /It has no path\. For example: "GET \/jobs"/],
    ['$default', /It has no path/],
    ['', /It has no path/],
    ['GET ', /Its path begins with a slash/],
    ['GET jobs', /Its path begins with a slash/],
    ['GET /jobs/', /Its path does not end with a slash/],
    ['get /jobs', /Its method is one of/],
    ['FETCH /jobs', /Its method is one of/],
    ['GET  /jobs', /with one space between them/],
    ['GET /jobs ', /with one space between them/],
    ['GET /a b', /with one space between them/],
    ['GET //jobs', /Between slashes stands text/],
    ['GET /jobs?x=1', /Between slashes stands text/],
    ['GET /jobs#x', /Between slashes stands text/],
    ['GET /{id', /Between slashes stands text/],
    ['GET /{}', /Between slashes stands text/],
    ['GET /x{id}', /Between slashes stands text/],
    ['GET /{id}/{id}', /Each parameter has a name of its own/],
    ['GET /{proxy+}/x', /\{proxy\+\} takes the rest of the path, so it stands last/],
    ['GET /\u0000', /Between slashes stands text/],
    [undefined, /A route is a method and a path/],
    [null, /A route is a method and a path/],
    [42, /A route is a method and a path/],
    [['GET /jobs'], /A route is a method and a path/],
    [{ method: 'GET' }, /A route is a method and a path/],
  ])('%p', (route, message) => {
    expect(() => requireRouteKey(route)).toThrow(message);
    expect(() => requireRouteKey(route)).toThrow(/^route: .* is not accepted\. .* For example: ".*"\.$/s);
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
        expect((error as Error).message).toMatch(/^route: .* is not accepted\. .* For example: .*\.$/);
      }
    }), { seed: 1 });
  });
});
