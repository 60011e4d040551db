import { Stack } from 'aws-cdk-lib';
import { CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { HEALTH_ROUTE } from './api-import';
import { ApiLogSettings, createLogGroup } from './api-stage';
import { createApiFunction, createIntegration } from './integration';
import { HEALTH_TIMEOUT_SECONDS } from '../catalogue/api';
import { ListBackupPayloadFormat } from '../catalogue/payload-format';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, roleTags } from '../conventions';
import { apiRoleName, healthFunctionName, healthLogGroupName } from '../stage/naming';

/** A few lines, so that the API's stack needs no asset. */
const CODE = `exports.handler = async () => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify({ status: 'healthy', service: process.env.SERVICE, stage: process.env.STAGE, timestamp: new Date().toISOString() }),
});
`;

/** `GET /health`, which answers anyone, also where only the edge may call: those who watch the API have no token. */
export function createHealthRoute(scope: Construct, apiId: string, settings: ApiLogSettings, permissionsBoundary: IManagedPolicy | undefined): void {
  const { stage, encryptionKey } = settings;
  const logGroup = createLogGroup(scope, 'HealthLogGroup', healthLogGroupName(stage), settings);
  const role = claimLogicalId(new CfnRole(scope, 'IamRoleLambdaExecution', {
    roleName: apiRoleName(stage, Stack.of(scope).region),
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('lambda.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{
      policyName: 'WriteLogs',
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] }),
          ...(encryptionKey ? [new PolicyStatement({ actions: ['kms:Decrypt'], resources: [encryptionKey.keyArn] })] : []),
        ],
      }),
    }],
    permissionsBoundary: permissionsBoundary?.managedPolicyArn,
    tags: roleTags(SERVICES.apiGateway),
  }), 'IamRoleLambdaExecution');
  const fn = createApiFunction(scope, 'HealthLambdaFunction', {
    stage,
    functionName: healthFunctionName(stage),
    description: 'Answers GET /health',
    code: { zipFile: CODE },
    roleArn: role.attrArn,
    logGroup,
    memorySize: 128,
    timeoutSeconds: HEALTH_TIMEOUT_SECONDS,
    environment: { STAGE: stage.stageName, SERVICE: SERVICES.apiGateway },
    kmsKeyArn: encryptionKey?.keyArn,
  });
  const integrationId = createIntegration(scope, 'Health', apiId, fn.attrArn, ListBackupPayloadFormat.V2);
  claimLogicalId(new CfnRoute(scope, 'HttpApiRouteGetHealth', {
    apiId, routeKey: HEALTH_ROUTE, target: `integrations/${integrationId}`, authorizationType: 'NONE',
  }), 'HttpApiRouteGetHealth');
}
