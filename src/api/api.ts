import { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, HttpApi, IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { createDomains, requireHosts } from './api-domains';
import { ImportedApi, ListBackupApiBase } from './api-import';
import { ListBackupApiFromStageProps, ListBackupApiProps } from './api-options';
import { admitLogs, cors, createApiStage, createLogGroup, throttling } from './api-stage';
import { ListBackupAuthorizer } from './authorizer';
import { authorizerOptions, requireAuthorizerOptions, requireIssuer } from './authorizer-options';
import { createHealthRoute } from './health';
import { enterAuthorizer, enterClosedApi } from './limits';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, HARDENED_LOGS, logRetentionFor, removalPolicyFor, resourceTags, tagMap } from '../conventions';
import { publish } from '../exports/publish';
import { publishedReference } from '../exports/reference';
import { IListBackupApi } from '../handles';
import { getOrCreateServiceKey } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { apiLogGroupName, DEFAULT_DOMAIN_NAME, httpApiName } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireAttribute, requireBoolean } from '../validation/values';

/** API Gateway makes up its IDs: outside the API's own stack they are known only from what is published under that key. */
function published(home: Stack, stage: ListBackupStage, key: string, inside: string): string {
  return publishedReference(home, stage, SERVICES.apiGateway, key, inside);
}

/**
 * The HTTP API of a stage: default stage with access logs and throttling, CORS, JWT authorizer and `GET /health`. With a hosted zone, it
 * also has its own hosts.
 *
 * ID, endpoints and authorizer are outputs, exported as `listbackup-api-gateway-{stage}-{key}`. Services of other stacks add routes through
 * `ListBackupApi.fromStage`. Without a hosted zone, `CustomDomainEndpoint` is the API's own endpoint, so that readers get a URL in every
 * stage.
 *
 * @throws at synthesis when a host is outside the zone or lacks its certificate, or an option can't be deployed.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 *
 * @example
 * declare const auth: ListBackupAuth;
 * declare const getJobs: lambda.Function;
 * declare const deleteAccount: lambda.Function;
 *
 * const api: IListBackupApi = new ListBackupApi(this, 'Api', {
 *   stage: ListBackupStage.MAIN, userPool: auth.userPool, userPoolClient: auth.userPoolClient,
 * });
 * api.addRoute('GET /jobs', getJobs);
 * api.addRoute('DELETE /accounts/{accountId}', deleteAccount, { groups: ['SuperAdmins', 'Admins'] });
 */
@located
export class ListBackupApi extends ListBackupApiBase {
  /**
   * The API of a stage that another app or stack deployed. Routes are created in the stacks of their functions.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values. The API's ID follows from no naming rule, so `ListBackupLookup.names()` can't find it.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupApiFromStageProps): IListBackupApi {
    return new ImportedApi(scope, id, props);
  }

  public readonly httpApi: IHttpApi;
  public readonly endpoint: string;
  public readonly cognitoAuthorizerId: string;

  private readonly props: ListBackupApiProps;

  /** @internal */
  protected readonly _stage: ListBackupStage;

  /** @internal */
  protected readonly _onlyThroughEdge: boolean;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, the issuer of the tokens, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupApiProps) {
    const stage = requireStage(props);
    const chosen = withSecurityDefaults(props, HARDENED_LOGS);
    const home = Stack.of(scope);
    requireIssuer(chosen);
    requireAuthorizerOptions(chosen);
    requireAttribute('encryptionKey', chosen.encryptionKey, 'keyArn', 'a KMS key', 'new kms.Key(…)');
    requireBoolean('detailedMetrics', chosen.detailedMetrics);
    const hosts = requireHosts(home, chosen);
    const executeApiEndpoint = requireReachable(chosen);
    const corsConfiguration = cors(stage, chosen, chosen.domainName ?? chosen.hostedZone?.zoneName ?? DEFAULT_DOMAIN_NAME);
    const limits = throttling(chosen);
    super(scope, id);
    this._stage = stage;
    this._onlyThroughEdge = chosen.edgeSecret !== undefined;
    if (this._onlyThroughEdge) enterClosedApi(stage, this);
    const removalPolicy = removalPolicyFor(this, stage, chosen.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, chosen, { stage, service: SERVICES.apiGateway, removalPolicy, users: [], shared: true });
    this.props = { ...chosen, encryptionKey };
    const logs = { stage, retention: logRetentionFor(stage, chosen.logRetention), removalPolicy, encryptionKey };

    // L1: `HttpApi` (L2) leaves its tags to aspects, and property injectors may change what the live API is.
    const api = claimLogicalId(new CfnApi(this, 'HttpApi', {
      name: httpApiName(stage),
      protocolType: 'HTTP',
      corsConfiguration,
      disableExecuteApiEndpoint: !executeApiEndpoint,
      ipAddressType: 'dualstack',
      tags: tagMap(resourceTags(stage, SERVICES.apiGateway)),
    }), 'HttpApi');
    api.applyRemovalPolicy(logs.removalPolicy);
    admitLogs(this, encryptionKey);
    const apiStage = createApiStage(this, {
      stage,
      apiId: api.ref,
      logGroup: createLogGroup(this, 'HttpApiLogGroup', apiLogGroupName(stage), logs),
      throttling: limits,
      detailedMetrics: chosen.detailedMetrics ?? false,
    });
    const authorizer = this.createJwtAuthorizer(api.ref);
    createHealthRoute(this, api.ref, logs, chosen.permissionsBoundary);
    if (hosts) createDomains(this, stage, hosts, { apiId: api.ref, stageName: apiStage.ref });

    const endpoint = hosts ? `https://${hosts.hosts[0].host}` : api.attrApiEndpoint;
    publish(this, stage, SERVICES.apiGateway, {
      HttpApiId: api.ref,
      HttpApiEndpoint: api.attrApiEndpoint,
      CustomDomainEndpoint: endpoint,
      CognitoAuthorizerId: authorizer.ref,
    });
    this.httpApi = HttpApi.fromHttpApiAttributes(this, 'Handle', {
      httpApiId: published(home, stage, 'HttpApiId', api.ref),
      apiEndpoint: published(home, stage, 'HttpApiEndpoint', api.attrApiEndpoint),
    });
    this.endpoint = hosts ? endpoint : this.httpApi.apiEndpoint;
    this.cognitoAuthorizerId = published(home, stage, 'CognitoAuthorizerId', authorizer.ref);
  }

  /** @internal */
  protected _createAuthorizer(scope: Construct): ListBackupAuthorizer {
    const { stage, userPool, userPoolClient, removalPolicy, encryptionKey } = this.props;
    return new ListBackupAuthorizer(scope, 'Authorizer', {
      ...authorizerOptions(this.props), stage, httpApi: this.httpApi, userPool, userPoolClient, removalPolicy, encryptionKey,
    });
  }

  private createJwtAuthorizer(apiId: string): CfnAuthorizer {
    const { stage, userPool, userPoolClient } = this.props;
    const authorizer = claimLogicalId(new CfnAuthorizer(this, 'CognitoAuthorizer', {
      apiId,
      name: 'cognitoAuthorizer',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: {
        issuer: `https://cognito-idp.${userPool.env.region}.amazonaws.com/${userPool.userPoolId}`,
        audience: [userPoolClient.userPoolClientId],
      },
    }), 'HttpApiAuthorizerCognitoAuthorizer');
    enterAuthorizer(stage, Stack.of(this), authorizer.node.path);
    return authorizer;
  }
}

/** Returns true if the API keeps its own host. Rejects an API without any host. */
function requireReachable({ executeApiEndpoint, edgeSecret, hostedZone }: ListBackupApiProps): boolean {
  requireBoolean('executeApiEndpoint', executeApiEndpoint);
  const has = executeApiEndpoint ?? edgeSecret === undefined;
  if (has || hostedZone !== undefined) return has;
  return executeApiEndpoint === false
    ? invalid('executeApiEndpoint', false, 'can\'t be false without a hosted zone: the API would have no host', 'Set hostedZone, or remove executeApiEndpoint.')
    : invalid('edgeSecret', edgeSecret?.node.path, 'requires a hosted zone: the edge reaches the API by its own host', 'Set hostedZone, or remove edgeSecret.');
}
