import { IHttpApi, IHttpRoute, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { ListBackupPayloadFormat } from '../catalogue/payload-format';

/**
 * Options that decide which callers can call a route.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export interface ListBackupRouteOptions {
  /**
   * Scopes of which the token must have one: 1 to 10. Only access tokens have scopes.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
   */
  readonly scopes?: string[];

  /**
   * Groups of which the user must be in one, by name: `Admins`, or `auth.groups.admins.groupName`. The route then uses
   * `ListBackupAuthorizer`. Its function reads the token's claims from `requestContext.authorizer.lambda.claims` instead of
   * `requestContext.authorizer.jwt.claims`.
   *
   * @default - every signed-in user can call the route
   */
  readonly groups?: string[];

  /**
   * Lets callers call the route without a token. Can't be combined with `scopes`, `groups` or `authorizer`.
   *
   * @default false
   */
  readonly anonymous?: boolean;

  /**
   * Your own authorizer instead of the stage's, for example an `HttpLambdaAuthorizer`. It must then check itself if a request came through
   * the edge. Can't be combined with `groups` or `anonymous`.
   *
   * @default - the JWT authorizer of the stage's user pool, or `ListBackupAuthorizer` where groups or the edge's secret are checked
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
   */
  readonly authorizer?: IHttpRouteAuthorizer;

  /**
   * The name in the logical IDs of integration and permission, `HttpApiIntegration{name}`. All routes of one function share them.
   *
   * @default - the function's construct id, or that of the function behind an alias or a version
   */
  readonly integrationName?: string;

  /**
   * The format in which the function gets the request. A function can have routes of both: each format has an integration of its own,
   * and the second one's logical ID ends in `V1` or `V2`.
   *
   * @default ListBackupPayloadFormat.V2
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
   */
  readonly payloadFormat?: ListBackupPayloadFormat;

  /**
   * Passes flat values `userId`, `accountId`, `email` and `groups` (joined by commas) to the function, besides the token's claims. They are
   * in `requestContext.authorizer.lambda`, or with payload format 1.0 in `requestContext.authorizer`. The route then uses
   * `ListBackupAuthorizer`, as a route with `groups` always does. Values that the token lacks are omitted. Can't be combined with
   * `authorizer` or `anonymous`.
   *
   * @default false
   */
  readonly userContext?: boolean;
}

/** The HTTP API of a stage, created by this app or by another one. */
export interface IListBackupApi extends IConstruct {
  /** The API, for every CDK option that takes one. CDK's own routes on it have no authorizer by default. `addRoute` adds one. */
  readonly httpApi: IHttpApi;

  /** URL of the API: the stage's own host with a hosted zone, `https://{id}.execute-api.{region}.amazonaws.com` without. */
  readonly endpoint: string;

  /** The JWT authorizer of the stage's user pool. */
  readonly cognitoAuthorizerId: string;

  /**
   * Adds a route that requires a signed-in user, unless the options allow other callers.
   *
   * Route, integration and permission are created in the function's stack, so that neither stack locks the other. A function has one
   * integration and one permission, regardless of its number of routes. Logical IDs follow Serverless: `HttpApiRouteGetJobsIdVar`.
   *
   * Synthesis warns of routes beyond API Gateway's quota of 300 (`listbackup-infrastructure:apiRouteQuota`) and of a stack that nears
   * CloudFormation's 500 resources (`listbackup-infrastructure:stackResourceLimit`).
   *
   * @param route method and path, `GET /jobs/{id}`.
   * @param handler the function that handles the requests.
   * @param options the callers that the route allows.
   * @throws when the route is invalid or exists already.
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
   */
  addRoute(route: string, handler: IFunction, options?: ListBackupRouteOptions): IHttpRoute;
}
