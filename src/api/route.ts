import { Resource, Stack } from 'aws-cdk-lib';
import { CfnRoute, GrantInvokeOptions, HttpRouteAuthorizerConfig, IHttpApi, IHttpRoute, RouteReference } from 'aws-cdk-lib/aws-apigatewayv2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { RouteKey } from './route-key';
import { ListBackupPayloadFormat } from '../catalogue/payload-format';
import { claimLogicalId } from '../conventions';
import { ListBackupRouteOptions } from '../handles';
import { invalid, show } from '../validation/invalid';
import { located } from '../validation/located';
import { requireAttribute, requireBoolean, requireList, requireObject, requireOneOf, requireText } from '../validation/values';

const MAX_SCOPES = 10;

/** Refuses what are no scopes. Accepts `undefined`. */
export function requireScopes(what: string, scopes: readonly string[] | undefined): void {
  requireNames(what, scopes, /^[^\s,"\\]+$/, 'must have scopes without spaces, commas and quotes', '["jobs/read"]');
  if (scopes && scopes.length > MAX_SCOPES) invalid(what, scopes.length, `must have at most ${MAX_SCOPES} scopes`, 'For example: ["jobs/read"].');
}

/** Refuses what are no names of groups. Accepts `undefined`. */
export function requireGroups(what: string, groups: readonly string[] | undefined): void {
  requireNames(what, groups, /^[^\s,"\\]{1,128}$/, 'must have group names of 1 to 128 characters without spaces, commas and quotes', '["Admins"]');
}

function requireNames(what: string, names: readonly string[] | undefined, pattern: RegExp, rule: string, works: string): void {
  requireList(what, names, works);
  if (names === undefined) return;
  if (names.length === 0) invalid(what, names, 'must have at least one entry', `Leave it out to let in everyone who has signed in, or name some. For example: ${works}.`);
  for (const name of names) {
    if (typeof name !== 'string') invalid(what, name, rule, `For example: ${works}.`);
    requireText(what, name, pattern, rule, `For example: ${works}.`);
  }
}

/** Refuses what cannot become a route, or options that exclude each other. */
export function requireRoute({ key }: RouteKey, handler: IFunction, options: ListBackupRouteOptions): void {
  const what = (option: string): string => `route ${key}: ${option}`;
  requireAttribute(what('handler'), handler ?? null, 'functionArn', 'a Lambda function', 'a lambda.Function');
  requireObject(what('options'), options, 'must be an options object', 'For example: { groups: ["Admins"] }.');
  requireBoolean(what('anonymous'), options.anonymous);
  requireBoolean(what('userContext'), options.userContext);
  requireOneOf(what('payloadFormat'), options.payloadFormat, Object.values(ListBackupPayloadFormat));
  requireAttribute(what('authorizer'), options.authorizer, 'bind', 'an authorizer of HTTP routes', 'new HttpLambdaAuthorizer("Mine", fn)');
  requireText(what('integrationName'), options.integrationName, /^[A-Za-z][A-Za-z0-9]*$/, 'must have letters and digits only, and begin with a letter', 'For example: "GetJobs".');
  requireScopes(what('scopes'), options.scopes);
  requireGroups(what('groups'), options.groups);
  requireOneGuard(what, options);
}

function requireOneGuard(what: (option: string) => string, { anonymous, authorizer, groups, scopes, userContext }: ListBackupRouteOptions): void {
  if (anonymous) {
    for (const [option, value] of Object.entries({ scopes, groups, authorizer, userContext: userContext || undefined })) {
      if (value !== undefined) invalid(what('anonymous'), true, `can't be combined with ${option}: without a token there is nothing to check`, `Remove anonymous or ${option}.`);
    }
  }
  if (authorizer !== undefined && userContext) {
    invalid(what('userContext'), true, 'can\'t be combined with authorizer: only ListBackupAuthorizer creates the context', 'Remove userContext or authorizer.');
  }
  if (authorizer !== undefined && groups !== undefined) {
    invalid(what('groups'), groups, 'can\'t be combined with authorizer: only ListBackupAuthorizer checks groups', 'Remove groups or authorizer.');
  }
}

export interface ApiRouteProps {
  readonly httpApi: IHttpApi;
  readonly route: RouteKey;
  readonly integrationId: string;

  /** Function that returns the route's authorizer. It can inspect the route first. */
  readonly guard: (route: IHttpRoute) => HttpRouteAuthorizerConfig;
}

/**
 * A route of the API, with what CDK's authorizers and grants ask of one.
 *
 * @internal
 */
@located
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
      invalid(`route ${this.props.route.key}: grantInvoke`, this.authorizationType, `requires an IAM authorizer, but the route's is ${show(this.authorizationType)}`, 'For example: authorizer: new HttpIamAuthorizer().');
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
