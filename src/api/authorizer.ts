import { join } from 'node:path';
import { Lazy, Names, Stack, Token } from 'aws-cdk-lib';
import { CfnAuthorizer, HttpRouteAuthorizerConfig, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPolicy, CfnRole, Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, CfnPermission, Code } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { admitLogs, createLogGroup } from './api-stage';
import { cacheSeconds, ListBackupAuthorizerProps, ListBackupAuthorizerRule, requireAuthorizerOptions, requireIssuer } from './authorizer-options';
import { createApiFunction, executeApiArn } from './integration';
import { enterAuthorizer } from './limits';
import { requireGroups, requireScopes } from './route';
import { requireRouteKey } from './route-key';
import { AUTHORIZER_ENVIRONMENT, AuthorizerRule, EDGE_HEADER } from '../catalogue/api';
import { GROUP_KEYS, GROUPS } from '../catalogue/groups';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, HARDENED_LOGS, logRetentionFor, removalPolicyFor, roleTags } from '../conventions';
import { packageRoot } from '../conventions/lambda';
import { getOrCreateServiceKey } from '../keys/service-key';
import { API_SERVICE } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { didYouMean, invalid, show } from '../validation/invalid';
import { located } from '../validation/located';
import { requireAttribute, requireBoolean, requireObject } from '../validation/values';

/** Creates the authorizer's role, which can write its log and read the edge's secret. Returns the role's ARN. */
function createAuthorizerRole(scope: Construct, props: ListBackupAuthorizerProps, logGroup: CfnLogGroup): string {
  // L2, since secrets and keys grant to nothing else.
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    // Where none is given, not even as `undefined`: an app's property injector may have one for every role.
    ...(props.permissionsBoundary && { permissionsBoundary: props.permissionsBoundary }),
  });
  const cfnRole = claimLogicalId(role.node.defaultChild as CfnRole, 'ListBackupAuthorizerRole');
  roleTags(SERVICES.apiGateway).forEach(({ key, value }) => cfnRole.tags.setTag(key, value));

  role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] }));
  props.edgeSecret?.grantRead(role);
  props.encryptionKey?.grantDecrypt(role);
  const policy = role.node.findChild('DefaultPolicy') as Policy;
  claimLogicalId(policy.node.defaultChild as CfnPolicy, 'ListBackupAuthorizerRolePolicy');
  return role.roleArn;
}

/** Lambda has 4 KB for the whole environment; the rest of ours needs less than what is left. */
const MAX_BYTES = 3500;

/** The rules of an authorizer's routes, as they come. */
export class AuthorizerRuleBook {
  private readonly rules: AuthorizerRule[] = [];
  private readonly places = new Map<string, number>();
  private readonly routes: { [routeKey: string]: number } = {};

  /** Enters a route; the same rule stands once. */
  public enter(routeKey: string, { groups, scopes, anonymous }: AuthorizerRule): void {
    if (routeKey in this.routes) invalid('route', routeKey, `can't be ${show(routeKey)}: the authorizer guards that route already`, 'Use another method or path.');
    // What is not asked for is left out, so that equal rules look equal.
    const rule = { ...(groups && { groups }), ...(scopes && { scopes }), ...(anonymous && { anonymous }) };
    const text = JSON.stringify(rule);
    const place = this.places.get(text) ?? this.rules.push(rule) - 1;
    this.places.set(text, place);
    this.routes[routeKey] = place;

    const size = Buffer.byteLength(JSON.stringify(this.book));
    if (size > MAX_BYTES) {
      delete this.routes[routeKey];
      invalid('route', routeKey, `can't be ${show(routeKey)}: with it the authorizer's rules take ${size} bytes, and its function's environment has room for ${MAX_BYTES}`, 'Put the function into another stack, whose routes get their own authorizer.');
    }
  }

  /** All rules as text, whenever the template is written. */
  public render(stack: Stack): string {
    return Lazy.string({ produce: () => stack.toJsonString(this.book) });
  }

  private get book() {
    return { rules: this.rules, routes: this.routes };
  }
}

/** Compiled and bundled when the package is built. */
const ASSET = join(packageRoot(), 'assets', 'handlers', 'authorizer');

const TOKEN = '$request.header.Authorization';
const EDGE = `$request.header.${EDGE_HEADER}`;

/** Without it API Gateway would take an answer for one route as one for all of them. */
const ROUTE = '$context.routeKey';

/**
 * A Lambda authorizer that verifies the token of a user pool, checks groups and scopes and, if only the edge can call the API, the edge's
 * header. `ListBackupApi.addRoute` creates one in each stack whose routes require groups. Alone, it guards routes of any HTTP API.
 *
 * API Gateway answers a request without a token with 401, and any other denied request with 403. The function reads the claims from
 * `requestContext.authorizer.lambda.claims`. An API can have 10 authorizers unless AWS raises the quota. Synthesis warns of more
 * (`listbackup-infrastructure:apiAuthorizerQuota`).
 *
 * @throws at synthesis when a route is guarded twice, or all rules together don't fit into a function's environment.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 *
 * @example
 * declare const httpApi: apigatewayv2.HttpApi;
 * declare const auth: ListBackupAuth;
 * declare const integration: apigatewayv2.HttpRouteIntegration;
 *
 * const authorizer = new ListBackupAuthorizer(this, 'Authorizer', {
 *   stage: ListBackupStage.MAIN, httpApi, userPool: auth.userPool, userPoolClient: auth.userPoolClient,
 * });
 * httpApi.addRoutes({
 *   path: '/accounts',
 *   methods: [apigatewayv2.HttpMethod.GET],
 *   integration,
 *   authorizer: authorizer.forRoute('GET /accounts', { groups: ['Admins'] }),
 * });
 */
@located
export class ListBackupAuthorizer extends Construct {
  private readonly props: ListBackupAuthorizerProps;
  private readonly rules = new AuthorizerRuleBook();
  private readonly functionArn: string;
  private readonly cacheSeconds: number;
  private readonly authorizers = new Map<string, CfnAuthorizer>();

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect logical IDs, the authorizer's name does.
   * @param props the stage, the API, the issuer of the tokens, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupAuthorizerProps) {
    const stage = requireStage(props);
    const chosen = withSecurityDefaults(props, HARDENED_LOGS);
    requireAttribute('httpApi', chosen.httpApi ?? null, 'apiId', 'an HTTP API', 'api.httpApi');
    requireAttribute('encryptionKey', chosen.encryptionKey, 'keyArn', 'a KMS key', 'new kms.Key(…)');
    requireIssuer(chosen);
    requireAuthorizerOptions(chosen);
    super(scope, id);
    this.cacheSeconds = cacheSeconds(chosen);

    const removalPolicy = removalPolicyFor(this, stage, chosen.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, chosen, { stage, service: API_SERVICE, removalPolicy, users: ['LogGroups'], shared: false });
    this.props = { ...chosen, encryptionKey };
    admitLogs(this, chosen.encryptionKey);
    const logGroup = createLogGroup(this, 'ListBackupAuthorizerLogGroup', undefined, {
      stage,
      retention: logRetentionFor(stage, chosen.logRetention),
      removalPolicy,
      encryptionKey,
    });
    const fn = this.createFunction(logGroup);
    this.functionArn = fn.attrArn;
    claimLogicalId(new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: fn.attrArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: executeApiArn(this, chosen.httpApi.apiId, 'authorizers/*'),
    }), 'ListBackupAuthorizerLambdaPermissionHttpApi');
  }

  /**
   * Guards a route, and returns the value that CDK's routes take as `authorizer`.
   *
   * @param route method and path of the route in the API, `GET /jobs/{id}`.
   * @param rule the callers that the route allows.
   * @throws when the route is invalid or already guarded.
   */
  public forRoute(route: string, rule: ListBackupAuthorizerRule = {}): IHttpRouteAuthorizer {
    const { key } = requireRouteKey(route);
    requireObject(`route ${key}: rule`, rule, 'must be an options object', 'For example: { groups: ["Admins"] }.');
    this.requireRule(key, rule);
    this.rules.enter(key, rule);
    const config: HttpRouteAuthorizerConfig = { authorizationType: 'CUSTOM', authorizerId: this.authorizerFor(rule).ref };
    return { bind: () => config };
  }

  private requireRule(key: string, { groups, scopes, anonymous }: ListBackupAuthorizerRule): void {
    requireBoolean(`route ${key}: anonymous`, anonymous);
    requireGroups(`route ${key}: groups`, groups);
    this.requireKnownGroups(key, groups);
    requireScopes(`route ${key}: scopes`, scopes);
    if (!anonymous) return;
    if (groups ?? scopes) invalid(`route ${key}: anonymous`, true, 'can\'t be combined with groups or scopes: a request without a token has neither', 'Remove anonymous, or groups and scopes.');
    if (!this.props.edgeSecret) invalid(`route ${key}: anonymous`, true, 'requires edgeSecret: without it the authorizer has nothing to check', 'Set edgeSecret, or add the route without an authorizer.');
  }

  /** Refuses a group that no user can be in. Names known only at deployment come from groups that exist. */
  private requireKnownGroups(key: string, groups: readonly string[] | undefined): void {
    const known = [...GROUP_KEYS.map((group): string => GROUPS[group].name), ...this.props.ownGroups ?? []];
    const unknown = groups?.find((group) => !Token.isUnresolved(group) && !known.includes(group));
    if (unknown !== undefined) {
      invalid(`route ${key}: groups`, unknown, `must be groups of the user pool: ${known.join(', ')}`, `${didYouMean(unknown, known)} Name a group of your own in ownGroups of the API.`);
    }
  }

  /** One for tokens and, where needed, one that asks for no token: API Gateway answers 401 where an identity source is missing. */
  private authorizerFor({ anonymous }: ListBackupAuthorizerRule): CfnAuthorizer {
    const name = anonymous ? 'ListBackupEdge' : 'ListBackupAuthorizer';
    const standing = this.authorizers.get(name);
    if (standing) return standing;
    const stack = Stack.of(this);
    const authorizer = claimLogicalId(new CfnAuthorizer(this, name, {
      apiId: this.props.httpApi.apiId,
      // An API wants different names, and several stacks may have one.
      name: `${Names.uniqueResourceName(this, { maxLength: 100, separator: '-' })}-${name}`,
      authorizerType: 'REQUEST',
      authorizerUri: stack.formatArn({
        service: 'apigateway', account: 'lambda', resource: 'path/2015-03-31/functions', resourceName: `${this.functionArn}/invocations`,
      }),
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      authorizerResultTtlInSeconds: this.cacheSeconds,
      identitySource: [...anonymous ? [] : [TOKEN], ...this.props.edgeSecret ? [EDGE] : [], ROUTE],
    }), `HttpApiAuthorizer${name}`);
    this.authorizers.set(name, authorizer);
    enterAuthorizer(this.props.stage, stack, authorizer.node.path);
    return authorizer;
  }

  private createFunction(logGroup: CfnLogGroup): CfnFunction {
    const { stage, userPool, userPoolClient, edgeSecret, encryptionKey } = this.props;
    const code = Code.fromAsset(ASSET);
    const { s3Location } = code.bind(this);
    const fn = createApiFunction(this, 'ListBackupAuthorizerLambdaFunction', {
      stage,
      description: 'Verifies tokens and checks who may call a route',
      code: { s3Bucket: s3Location?.bucketName, s3Key: s3Location?.objectKey },
      roleArn: createAuthorizerRole(this, this.props, logGroup),
      logGroup,
      memorySize: 256,
      timeoutSeconds: 10,
      environment: {
        STAGE: stage.stageName,
        [AUTHORIZER_ENVIRONMENT.userPoolId]: userPool.userPoolId,
        [AUTHORIZER_ENVIRONMENT.clientId]: userPoolClient.userPoolClientId,
        [AUTHORIZER_ENVIRONMENT.cacheSeconds]: String(this.cacheSeconds),
        [AUTHORIZER_ENVIRONMENT.rules]: this.rules.render(Stack.of(this)),
        ...(edgeSecret && { [AUTHORIZER_ENVIRONMENT.edgeSecretArn]: edgeSecret.secretArn }),
      },
      kmsKeyArn: encryptionKey?.keyArn,
    });
    code.bindToResource(fn);
    return fn;
  }
}
