import { IHttpApi, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { ListBackupRouteOptions } from './route-options';

/** The HTTP API of a stage, whether this app made it or another did. */
export interface IListBackupApi extends IConstruct {
  /** The API, wherever CDK takes one. CDK's own routes on it get no authorizer by themselves: `addRoute` gives one. */
  readonly httpApi: IHttpApi;

  /** Where the API is reached: the stage's own host with a hosted zone, `https://{id}.execute-api.{region}.amazonaws.com` without. */
  readonly endpoint: string;

  /** The JWT authorizer of the stage's user pool. */
  readonly cognitoAuthorizerId: string;

  /**
   * Adds a route that only people who have signed in may call, unless the options say otherwise.
   *
   * Route, integration and permission stand in the function's stack, so that neither stack holds the other back. A function has one
   * integration and one permission, however many routes lead to it. Logical IDs are as Serverless makes them: `HttpApiRouteGetJobsIdVar`.
   *
   * Synthesis warns of routes beyond API Gateway's quota of 300 (`listbackup-infrastructure:apiRouteQuota`) and of a stack that nears
   * CloudFormation's 500 resources (`listbackup-infrastructure:stackResourceLimit`).
   *
   * @param route method and path, `GET /jobs/{id}`.
   * @param handler the function that answers.
   * @param options who may call it.
   * @throws when the route is none, or stands already.
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
   */
  addRoute(route: string, handler: IFunction, options?: ListBackupRouteOptions): IHttpRoute;
}
