import { expect } from './check';

/** Response of an API. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface ApiRequest {
  /** Of the emulator. */
  readonly endpoint: string;
  readonly apiId: string;
  /** Method and path: `GET /health`. */
  readonly route: string;
  /** Sent as a bearer token; none where undefined. */
  readonly token?: string;
  /** Sent as JSON; none where undefined. */
  readonly body?: unknown;
}

/** Returns the emulator's address of an HTTP API, whose published address is a real one. */
export function apiAddress(endpoint: string, apiId: string): string {
  return `${endpoint}/_aws/execute-api/${apiId}/$default`;
}

/** Calls a route of an HTTP API. */
export async function callApi({ endpoint, apiId, route, token, body }: ApiRequest): Promise<Answer> {
  const [method, path] = route.split(' ');
  const response = await fetch(`${apiAddress(endpoint, apiId)}${path}`, {
    method,
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}

/** @throws Error that says what was answered instead */
export function expectStatus(answer: Answer, status: number): void {
  expect(answer.status === status, `it answers ${answer.status} and not ${status}: ${answer.body}`);
}
