import { invalid } from '../validation/invalid';

/** A route as API Gateway knows it. */
export interface RouteKey {
  /** `GET /jobs/{id}` */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** `HttpApiRouteGetJobsIdVar` */
  readonly logicalId: string;
  /** The requests that it takes, whatever its parameters are called: two routes of one pattern cannot stand side by side. */
  readonly pattern: string;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'];
const WORKS = '"GET /jobs/{id}"';

const LITERAL = /^[A-Za-z0-9._~$:@!*+,;=&'()-]+$/;
const PARAMETER = /^\{[A-Za-z0-9._-]+\}$/;
const GREEDY = /^\{[A-Za-z0-9._-]+\+\}$/;

/**
 * Reads a route, and says what is wrong with it otherwise.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function requireRouteKey(route: unknown): RouteKey {
  if (typeof route !== 'string') return invalid('route', route, 'must be a method and a path', `For example: ${WORKS}.`);
  const [method, path, ...rest] = route.split(' ');
  if (rest.length > 0) invalid('route', route, 'must be a method and a path, with one space between them', `For example: ${WORKS}.`);
  if (path === undefined) {
    return method.startsWith('/')
      ? invalid('route', route, `must begin with a method, one of: ${METHODS.join(', ')}`, `For example: "GET ${method}".`)
      : invalid('route', route, 'must have a path after the method', `For example: "${METHODS.includes(method) ? method : 'GET'} /jobs".`);
  }
  if (!METHODS.includes(method)) invalid('route', route, `must begin with one of the methods ${METHODS.join(', ')}`, `For example: ${WORKS}.`);
  const segments = requirePath(route, path);
  return {
    key: route,
    method,
    path,
    logicalId: `HttpApiRoute${capitalize(method)}${segments.map(normalize).join('')}`,
    pattern: `${method} /${segments.map((segment) => segment.replace(/^\{[^+}]*(\+?)\}$/, '{$1}')).join('/')}`,
  };
}

function requirePath(route: string, path: string): string[] {
  if (!path.startsWith('/')) invalid('route', route, 'must have a path that begins with a slash', `For example: ${WORKS}.`);
  if (path === '/') return [];
  if (path.endsWith('/')) invalid('route', route, 'must have a path that doesn\'t end with a slash', `For example: ${WORKS}.`);
  const segments = path.slice(1).split('/');
  segments.forEach((segment, at) => {
    if (GREEDY.test(segment)) {
      if (at < segments.length - 1) invalid('route', route, `must end with ${segment}, which takes the rest of the path`, 'For example: "ANY /files/{proxy+}".');
    } else if (!LITERAL.test(segment) && !PARAMETER.test(segment)) {
      invalid('route', route, 'must have text without spaces, or one parameter in braces, between slashes', `For example: ${WORKS}.`);
    }
  });
  const names = segments.filter((segment) => segment.startsWith('{')).map((segment) => segment.replace(/[{}+]/g, ''));
  if (new Set(names).size < names.length) invalid('route', route, 'must have a different name for each parameter', 'For example: "GET /jobs/{jobId}/runs/{runId}".');
  return segments;
}

/** As Serverless does, whose logical IDs stand: `{jobId}` becomes `JobidVar`, `data-sources` becomes `DataDashsources`. */
function normalize(segment: string): string {
  const text = capitalize(segment).replace(/-/g, 'Dash').replace(/\{(.*)\}/g, '$1Var').replace(/[^0-9A-Za-z]/g, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).toLowerCase()}`;
}

/** As Serverless does with the names of functions: `get-jobs` becomes `GetDashjobs`. */
export function normalizeName(name: string): string {
  const text = name.replace(/-/g, 'Dash').replace(/_/g, 'Underscore').replace(/[^0-9A-Za-z]/g, '');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
