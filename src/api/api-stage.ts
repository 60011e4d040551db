import { CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Throttling } from './api-settings';
import { claimLogicalId, resourceTags, tagMap } from '../conventions';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';

/**
 * What is said of each request. No header and no query: they may hold what no log should.
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

export function createApiStage(scope: Construct, { stage, apiId, logGroup, throttling, detailedMetrics }: ApiStageProps): CfnStage {
  return claimLogicalId(new CfnStage(scope, 'HttpApiStage', {
    apiId,
    stageName: '$default',
    autoDeploy: true,
    accessLogSettings: { destinationArn: logGroup.attrArn, format: JSON.stringify(ACCESS_LOG) },
    defaultRouteSettings: { ...throttling, detailedMetricsEnabled: detailedMetrics },
    tags: tagMap(resourceTags(stage, SERVICES.apiGateway)),
  }), 'HttpApiStage');
}
