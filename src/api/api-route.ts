import { Resource, Stack } from 'aws-cdk-lib';
import { CfnRoute, GrantInvokeOptions, HttpRouteAuthorizerConfig, IHttpApi, IHttpRoute, RouteReference } from 'aws-cdk-lib/aws-apigatewayv2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RouteKey } from './route-key';
import { claimLogicalId } from '../conventions';
import { refuse } from '../stage/refuse';

export interface ApiRouteProps {
  readonly httpApi: IHttpApi;
  readonly route: RouteKey;
  readonly integrationId: string;

  /** Who may call the route; it may look at the route first. */
  readonly guard: (route: IHttpRoute) => HttpRouteAuthorizerConfig;
}

/**
 * A route of the API, with what CDK's authorizers and grants ask of one.
 *
 * @internal
 */
export class ApiRoute extends Resource implements IHttpRoute {
  public readonly httpApi: IHttpApi;
  public readonly path: string;
  public readonly routeArn: string;
  public readonly routeId: string;
  private readonly authorizationType: string;

  public constructor(scope: Construct, private readonly props: ApiRouteProps) {
    super(scope, props.route.logicalId);
    const { route, httpApi } = props;
    this.httpApi = httpApi;
    this.path = route.path;
    this.routeArn = this.arnFor(route.method);
    const guard = props.guard(this);
    this.authorizationType = guard.authorizationType;

    // L1: `HttpRoute` (L2) makes a permission for each route of a function, and would use up the stack.
    const resource = claimLogicalId(new CfnRoute(this, 'Resource', {
      apiId: httpApi.apiId,
      routeKey: route.key,
      target: `integrations/${props.integrationId}`,
      authorizationType: guard.authorizationType,
      authorizerId: guard.authorizerId,
      authorizationScopes: guard.authorizationScopes?.length ? guard.authorizationScopes : undefined,
    }), route.logicalId);
    this.routeId = resource.ref;
  }

  public get routeRef(): RouteReference {
    return { apiId: this.httpApi.apiId, routeId: this.routeId };
  }

  public grantInvoke(grantee: IGrantable, options: GrantInvokeOptions = {}): Grant {
    if (this.authorizationType !== 'AWS_IAM') {
      refuse(`route ${this.props.route.key}, grantInvoke`, this.authorizationType, 'Only a route with an IAM authorizer heeds what a principal is granted.',
        'authorizer: new HttpIamAuthorizer()');
    }
    const methods: string[] = options.httpMethods ?? [this.props.route.method];
    return Grant.addToPrincipal({ grantee, actions: ['execute-api:Invoke'], resourceArns: methods.map((method) => this.arnFor(method)) });
  }

  private arnFor(method: string): string {
    const path = this.path.replace(/\{[^}]*\}/g, '*');
    return Stack.of(this).formatArn({
      service: 'execute-api', resource: this.httpApi.apiId, resourceName: `*/${method === 'ANY' ? '*' : method}${path}`,
    });
  }
}
