import { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpRouteAuthorizerConfig, IHttpApi, IHttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ListBackupApiFromStageProps } from './api-options';
import { ListBackupAuthorizer } from './authorizer';
import { authorizerOptions, requireAuthorizerOptions, requireIssuer } from './authorizer-options';
import { integrationOf } from './integration';
import { enterOpenRoute, enterRoute } from './limits';
import { ApiRoute, requireRoute } from './route';
import { requireRouteKey, RouteKey } from './route-key';
import { SERVICES } from '../catalogue/services';
import { logRetentionFor, makesCatalogue } from '../conventions';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { IListBackupApi, ListBackupRouteOptions } from '../handles';
import { importedKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { requireStage } from '../stage/security';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireAttribute } from '../validation/values';

/** The one route that the API answers itself. */
export const HEALTH_ROUTE = 'GET /health';

/**
 * Adds routes; where the API comes from is the subclass's business.
 *
 * @internal
 */
@located
export abstract class ListBackupApiBase extends Construct implements IListBackupApi {
  public abstract readonly httpApi: IHttpApi;
  public abstract readonly endpoint: string;
  public abstract readonly cognitoAuthorizerId: string;

  /** @internal */
  protected abstract readonly _stage: ListBackupStage;

  /** True if all routes can be called only through the edge. @internal */
  protected abstract readonly _onlyThroughEdge: boolean;

  /**
   * @param route method and path, `GET /jobs/{id}`.
   * @param handler the function that handles the requests.
   * @param options the callers that the route allows.
   */
  public addRoute(route: string, handler: IFunction, options: ListBackupRouteOptions = {}): IHttpRoute {
    const key = requireRouteKey(route);
    if (key.key === HEALTH_ROUTE) invalid('route', route, 'must not be the health route, which the API answers itself', 'For example: "GET /health/jobs".');
    requireRoute(key, handler, options);
    const stack = Stack.of(handler);
    enterRoute(this._stage, stack, key, handler.node.path);

    const scope = this.routesIn(stack);
    return new ApiRoute(scope, {
      httpApi: this.httpApi,
      route: key,
      integrationId: integrationOf(scope, this.httpApi, handler, options),
      guard: (self) => this.guardOf(scope, key, options, self),
    });
  }

  /** Makes the Lambda authorizer of a stack. @internal */
  protected abstract _createAuthorizer(scope: Construct): ListBackupAuthorizer;

  private guardOf(scope: Construct, { key }: RouteKey, options: ListBackupRouteOptions, route: IHttpRoute): HttpRouteAuthorizerConfig {
    const { authorizer, groups, scopes, anonymous, userContext } = options;
    if (authorizer) {
      const config = authorizer.bind({ route, scope });
      return { ...config, authorizationScopes: [...new Set([...config.authorizationScopes ?? [], ...scopes ?? []])] };
    }
    if (groups || userContext || this._onlyThroughEdge) {
      if (!this._onlyThroughEdge) enterOpenRoute(this._stage, Stack.of(scope), this);
      return this.authorizerIn(scope).forRoute(key, { groups, scopes, anonymous }).bind({ route, scope });
    }
    enterOpenRoute(this._stage, Stack.of(scope), this);
    if (anonymous) return { authorizationType: 'NONE' };
    return { authorizationType: 'JWT', authorizerId: this.cognitoAuthorizerId, authorizationScopes: scopes };
  }

  private authorizerIn(scope: Construct): ListBackupAuthorizer {
    return scope.node.tryFindChild('Authorizer') as ListBackupAuthorizer | undefined ?? this._createAuthorizer(scope);
  }

  /** Returns the construct that holds the routes of a stack's functions: one per stack, shared by all handles. */
  private routesIn(stack: Stack): Construct {
    const id = `HttpApiRoutes-${this._stage.stageName}`;
    const routes = stack.node.tryFindChild(id) as Construct | undefined ?? new Construct(stack, id);
    makesCatalogue(routes);
    return routes;
  }
}

/** The API of a stage that another stack deployed. What is not used is not looked up. */
@located
export class ImportedApi extends ListBackupApiBase {
  /** @internal */
  protected readonly _stage: ListBackupStage;

  /** @internal */
  protected readonly _onlyThroughEdge: boolean;

  private readonly api: ServiceLookup;
  private readonly cognito: ServiceLookup;
  private handle?: IHttpApi;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupApiFromStageProps) {
    const stage = requireStage(props);
    requireAuthorizerOptions(props);
    requireAttribute('userPool', props.userPool, 'userPoolId', 'a user pool', 'auth.userPool');
    requireAttribute('userPoolClient', props.userPoolClient, 'userPoolClientId', 'a client of a user pool', 'auth.userPoolClient');
    logRetentionFor(stage, props.logRetention);
    const api = lookupOf(props, SERVICES.apiGateway);
    super(scope, id);
    this._stage = stage;
    this._onlyThroughEdge = props.edgeSecret !== undefined;
    this.api = api;
    this.cognito = lookupOf(props, SERVICES.cognito);
  }

  public get httpApi(): IHttpApi {
    return this.handle ??= HttpApi.fromHttpApiAttributes(this, 'Handle', {
      httpApiId: this.api.name('HttpApiId'),
      apiEndpoint: this.api.name('HttpApiEndpoint'),
    });
  }

  public get endpoint(): string {
    return this.api.name('CustomDomainEndpoint');
  }

  public get cognitoAuthorizerId(): string {
    return this.api.name('CognitoAuthorizerId');
  }

  /** @internal */
  protected _createAuthorizer(scope: Construct): ListBackupAuthorizer {
    const userPool = this.props.userPool ?? UserPool.fromUserPoolId(scope, 'UserPool', this.cognito.name('CognitoUserPoolId'));
    const userPoolClient = this.props.userPoolClient
      ?? UserPoolClient.fromUserPoolClientId(scope, 'UserPoolClient', this.cognito.name('CognitoUserPoolClientId'));
    requireIssuer({ userPool, userPoolClient });
    const encryptionKey = importedKeyFor(scope, 'EncryptionKey', this.props, SERVICES.apiGateway, this.api);
    return new ListBackupAuthorizer(scope, 'Authorizer', {
      ...authorizerOptions(this.props), stage: this._stage, httpApi: this.httpApi, userPool, userPoolClient, encryptionKey,
    });
  }
}
