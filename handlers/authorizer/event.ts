import type { UserContext } from './user-context';

/**
 * What the authorizer reads of API Gateway's request, payload format 2.0. Header names come in lower case.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export interface AuthorizerEvent {
  readonly routeKey: string;
  readonly headers?: { readonly [name: string]: string | undefined };
}

/**
 * The simple response. The context reaches the route's function as `requestContext.authorizer.lambda` in payload format 2.0, and as
 * `requestContext.authorizer` in 1.0.
 */
export interface AuthorizerResult {
  readonly isAuthorized: boolean;
  readonly context?: UserContext & { readonly claims: object };
}
