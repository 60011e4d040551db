import { Stack } from 'aws-cdk-lib';
import { HttpRouteAuthorizerConfig, IHttpApi, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { IListBackupApi } from './api-handle';
import { integrationOf } from './api-integration';
import { enterRoute } from './api-limits';
import { ApiRoute } from './api-route';
import { ListBackupAuthorizer } from './list-backup-authorizer';
import { requireRoute } from './require-route';
import { RouteKey, requireRouteKey } from './route-key';
import { ListBackupRouteOptions } from './route-options';
import { makesCatalogue } from '../conventions';
import { ListBackupStage } from '../stage';
import { refuse } from '../stage/refuse';

/** The one route that the API answers itself. */
export const HEALTH_ROUTE = 'GET /health';

/**
 * Adds routes; where the API comes from is the subclass's business.
 *
 * @internal
 */
export abstract class ListBackupApiBase extends Construct implements IListBackupApi {
  public abstract readonly httpApi: IHttpApi;
  public abstract readonly endpoint: string;
  public abstract readonly cognitoAuthorizerId: string;

  /** @internal */
  protected abstract readonly _stage: ListBackupStage;

  /** Whether each route is called through the edge only. @internal */
  protected abstract readonly _onlyThroughEdge: boolean;

  /**
   * @param route method and path, `GET /jobs/{id}`.
   * @param handler the function that answers.
   * @param options who may call it.
   */
  public addRoute(route: string, handler: IFunction, options: ListBackupRouteOptions = {}): IHttpRoute {
    const key = requireRouteKey(route);
    if (key.key === HEALTH_ROUTE) refuse('route', route, 'The API answers it itself.', '"GET /health/jobs"');
    requireRoute(key, handler, options);
    const stack = Stack.of(handler);
    enterRoute(this._stage, stack, key, handler.node.path);

    const scope = this.routesIn(stack);
    return new ApiRoute(scope, {
      httpApi: this.httpApi,
      route: key,
      integrationId: integrationOf(scope, this.httpApi, handler, options.integrationName),
      guard: (self) => this.guardOf(scope, key, options, self),
    });
  }

  /** Makes the Lambda authorizer of a stack. @internal */
  protected abstract _createAuthorizer(scope: Construct): ListBackupAuthorizer;

  private guardOf(scope: Construct, { key }: RouteKey, options: ListBackupRouteOptions, route: IHttpRoute): HttpRouteAuthorizerConfig {
    const { authorizer, groups, scopes, anonymous } = options;
    if (authorizer) {
      const config = authorizer.bind({ route, scope });
      return { ...config, authorizationScopes: [...new Set([...config.authorizationScopes ?? [], ...scopes ?? []])] };
    }
    if (groups || this._onlyThroughEdge) {
      return this.authorizerIn(scope).forRoute(key, { groups, scopes, anonymous }).bind({ route, scope });
    }
    if (anonymous) return { authorizationType: 'NONE' };
    return { authorizationType: 'JWT', authorizerId: this.cognitoAuthorizerId, authorizationScopes: scopes };
  }

  private authorizerIn(scope: Construct): ListBackupAuthorizer {
    return scope.node.tryFindChild('Authorizer') as ListBackupAuthorizer | undefined ?? this._createAuthorizer(scope);
  }

  /** Where the routes of a stack's functions stand: one place a stack, whichever handle adds them. */
  private routesIn(stack: Stack): Construct {
    const id = `HttpApiRoutes-${this._stage.stageName}`;
    const routes = stack.node.tryFindChild(id) as Construct | undefined ?? new Construct(stack, id);
    makesCatalogue(routes);
    return routes;
  }
}
