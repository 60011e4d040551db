import { Stack, aws_apigatewayv2 as apigatewayv2, aws_dynamodb as dynamodb, aws_events as events, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  ListBackupAuth, ListBackupDataLayer, ListBackupEdge, ListBackupEdgeCertificate, ListBackupLookup, ListBackupMessaging,
  ListBackupQueue, ListBackupRecovery, ListBackupStage, ListBackupTable,
} from '../../src';

const stage = ListBackupStage.MAIN;
const hostedZone = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
const env = { account: '123456789012', region: 'us-west-2' };
const partitionKey = { name: 'id', type: dynamodb.AttributeType.STRING };

const aFunction = (scope: Construct, id: string) => new lambda.Function(scope, id, {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => undefined;'),
});
const inUsEast1 = (scope: Construct, id: string) => new Stack(Stack.of(scope).node.scope!, id, { env: { ...env, region: 'us-east-1' } });

/** What stands in for what a snippet only declares, by its type. */
const STAND_INS: Readonly<Record<string, (scope: Construct, id: string) => unknown>> = {
  'ListBackupStage': () => stage,
  '{ account: string; region: string }': () => env,
  '{ hostedZoneId: string; zoneName: string }': () => hostedZone,
  'lambda.Function': aFunction,
  'lambda.IFunction': aFunction,
  'dynamodb.ITable': (scope, id) => new dynamodb.Table(scope, id, { tableName: 'listbackup-main-hooks', partitionKey }),
  'apigatewayv2.HttpApi': (scope, id) => new apigatewayv2.HttpApi(scope, id),
  'apigatewayv2.HttpRouteIntegration': (_, id) => new AnIntegration(id),
  'events.IRuleTarget': () => ({ bind: () => ({ arn: 'arn:aws:sqs:us-west-2:123456789012:target' }) }) satisfies events.IRuleTarget,
  'ListBackupQueue': (scope, id) => new ListBackupQueue(scope, id, { stage }),
  'ListBackupTable': (scope, id) => new ListBackupTable(scope, id, { stage, partitionKey }),
  'ListBackupDataLayer': (scope, id) => new ListBackupDataLayer(scope, id, { stage }),
  'ListBackupMessaging': (scope, id) => new ListBackupMessaging(scope, id, { stage }),
  'ListBackupAuth': (scope, id) => new ListBackupAuth(scope, id, { stage }),
  'ListBackupRecovery': (scope, id) => new ListBackupRecovery(scope, id, { stage }),
  'ListBackupEdgeCertificate': (scope, id) => new ListBackupEdgeCertificate(inUsEast1(scope, id), 'Certificates', { stage, hostedZone }),
  'ListBackupEdge': (scope, id) => new ListBackupEdge(scope, id, { stage, assetsBucket: ListBackupDataLayer.fromStage(scope, `${id}Data`, { stage, lookup: ListBackupLookup.names() }).buckets.assets }),
};

class AnIntegration extends apigatewayv2.HttpRouteIntegration {
  public bind(): apigatewayv2.HttpRouteIntegrationConfig {
    return { type: apigatewayv2.HttpIntegrationType.HTTP_PROXY, uri: 'https://example.com', method: apigatewayv2.HttpMethod.ANY, payloadFormatVersion: apigatewayv2.PayloadFormatVersion.VERSION_1_0 };
  }
}

/** A value of a type that a snippet declares. */
export function standIn(scope: Stack, name: string, type: string): unknown {
  const make = STAND_INS[type];
  if (make === undefined) throw new Error(`nothing stands in for \`${name}: ${type}\`; add it to STAND_INS`);
  return make(scope, `StandIn${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}
