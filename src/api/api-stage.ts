import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnApi, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ListBackupApiOptions } from './api-options';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags, retentionInDays, tagMap } from '../conventions';
import { ListBackupStage } from '../stage';
import { defaultWebOrigins } from '../stage/naming';
import { invalid, requireInteger, show } from '../validation/invalid';
import { requireDomainName, requireOrigins } from '../validation/names';
import { requireBoolean } from '../validation/values';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const HEADERS = ['Content-Type', 'Authorization', 'X-Amz-Date', 'X-Api-Key', 'X-Amz-Security-Token'];
const MAX_AGE_SECONDS = 24 * 60 * 60;

/** AWS's limits for an account in a region. The API can't exceed them. */
const MAX_RATE = 10_000;
const MAX_BURST = 5_000;

/** Throttling limits of the API. */
export interface Throttling {
  readonly throttlingRateLimit: number;
  readonly throttlingBurstLimit: number;
}

export function throttling({ throttlingRateLimit, throttlingBurstLimit }: ListBackupApiOptions): Throttling {
  requireInteger('throttlingRateLimit', throttlingRateLimit, 1, MAX_RATE, 1000);
  requireInteger('throttlingBurstLimit', throttlingBurstLimit, 1, MAX_BURST, 500);
  return { throttlingRateLimit: throttlingRateLimit ?? 1000, throttlingBurstLimit: throttlingBurstLimit ?? 500 };
}

/** Which pages may call the API from a browser. */
export function cors(stage: ListBackupStage, options: ListBackupApiOptions, domainName: string): CfnApi.CorsProperty {
  const { corsOrigins, corsCredentials } = options;
  requireBoolean('corsCredentials', corsCredentials);
  const allowOrigins = corsOrigins ?? defaultWebOrigins(stage, requireDomainName('domainName', domainName));
  requireOrigins('corsOrigins', allowOrigins);
  for (const origin of allowOrigins) requireForHttpApi(origin, stage, corsCredentials ?? false);
  return { allowOrigins, allowMethods: METHODS, allowHeaders: HEADERS, allowCredentials: corsCredentials ?? false, maxAge: MAX_AGE_SECONDS };
}

function requireForHttpApi(origin: string, stage: ListBackupStage, credentials: boolean): void {
  const works = `"https://${stage.stageName}.listbackup.ai"`;
  if (origin === '*' && credentials) invalid('corsOrigins', origin, `can't contain ${show(origin)} with corsCredentials: browsers send no cookies to an API that allows every page`, `For example: ${works}.`);
  if (origin === '*' && !stage.isDevelopment) invalid('corsOrigins', origin, `can't contain ${show(origin)} in the ${stage.kind} stage "${stage.stageName}": it is for development`, `For example: ${works}.`);
  if (origin !== '*' && origin.includes('*')) invalid('corsOrigins', origin, `can't contain the pattern ${show(origin)}: an HTTP API compares whole origins`, `For example: ${works}.`);
}

/** Settings of the API's logs. */
export interface ApiLogSettings {
  readonly stage: ListBackupStage;
  readonly retention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** A log group under its logical ID; without a name CloudFormation gives it one. */
export function createLogGroup(scope: Construct, logicalId: string, name: string | undefined, settings: ApiLogSettings): CfnLogGroup {
  const group = claimLogicalId(new CfnLogGroup(scope, logicalId, {
    logGroupName: name,
    retentionInDays: retentionInDays(settings.retention),
    kmsKeyId: settings.encryptionKey?.keyArn,
    tags: resourceTags(settings.stage, SERVICES.apiGateway),
  }), logicalId);
  group.applyRemovalPolicy(settings.removalPolicy);
  return group;
}

/** Environments that each key's policy already allows: each stack with routes asks, and a statement's `Sid` must be unique. */
const ADMITTED = new WeakMap<IKey, Set<string>>();

/**
 * Lets CloudWatch Logs use the key for log groups of this account and region. A key that belongs to another app has to allow it itself.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function admitLogs(scope: Construct, key: IKey | undefined): void {
  if (key === undefined) return;
  const stack = Stack.of(scope);
  const admitted = ADMITTED.get(key) ?? new Set<string>();
  ADMITTED.set(key, admitted);
  if (admitted.has(stack.environment)) return;
  admitted.add(stack.environment);
  const groups = stack.formatArn({ service: 'logs', resource: 'log-group', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  key.addToResourcePolicy(new PolicyStatement({
    sid: 'ApiLogGroups',
    principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    // In a key's own policy the key can only be called `*`.
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
  }), true);
}

/**
 * Fields of the access log. Headers and query strings are omitted, because they can hold secrets.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  host: '$context.domainName',
  method: '$context.httpMethod',
  path: '$context.path',
  routeKey: '$context.routeKey',
  protocol: '$context.protocol',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationLatency: '$context.integrationLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
  error: '$context.error.message',
};

/** The default stage: what is deployed is live at once. */
export interface ApiStageProps {
  readonly stage: ListBackupStage;
  readonly apiId: string;
  readonly logGroup: CfnLogGroup;
  readonly throttling: Throttling;
  readonly detailedMetrics: boolean;
}

export function createApiStage(scope: Construct, props: ApiStageProps): CfnStage {
  const { stage, apiId, logGroup, detailedMetrics } = props;
  return claimLogicalId(new CfnStage(scope, 'HttpApiStage', {
    apiId,
    stageName: '$default',
    autoDeploy: true,
    accessLogSettings: { destinationArn: logGroup.attrArn, format: JSON.stringify(ACCESS_LOG) },
    defaultRouteSettings: { ...props.throttling, detailedMetricsEnabled: detailedMetrics },
    tags: tagMap(resourceTags(stage, SERVICES.apiGateway)),
  }), 'HttpApiStage');
}
