// The service of service.js as CDK's own L2 constructs make it: a log group, a role and an authorized route for each function.
// usage: node service-l2.js OUTDIR
require('./report');
const { App, CfnOutput, Duration, Fn, RemovalPolicy, Stack } = require('aws-cdk-lib');
const { HttpApi, HttpMethod, HttpRoute, HttpRouteKey } = require('aws-cdk-lib/aws-apigatewayv2');
const { HttpJwtAuthorizer } = require('aws-cdk-lib/aws-apigatewayv2-authorizers');
const { HttpLambdaIntegration } = require('aws-cdk-lib/aws-apigatewayv2-integrations');
const { Table } = require('aws-cdk-lib/aws-dynamodb');
const { Architecture, Code, Function: LambdaFunction, LoggingFormat, Runtime, Tracing } = require('aws-cdk-lib/aws-lambda');
const { LogGroup, RetentionDays } = require('aws-cdk-lib/aws-logs');
const { Queue } = require('aws-cdk-lib/aws-sqs');
const { FUNCTIONS } = require('./service-shape');

const app = new App({ outdir: process.argv[2] });
const stack = new Stack(app, 'Jobs', { env: { account: '123456789012', region: 'us-west-2' } });
const tableOf = (key) => Table.fromTableAttributes(stack, `${key}Table`, {
  tableName: Fn.importValue(`listbackup-infrastructure-dynamodb-main-${key}TableName`), globalIndexes: ['ByAccount'],
});
const [jobs, sources] = ['Jobs', 'Sources'].map(tableOf);
const sync = Queue.fromQueueAttributes(stack, 'Sync', { queueArn: stack.formatArn({ service: 'sqs', resource: 'listbackup-sync-queue-main.fifo' }) });
const api = HttpApi.fromHttpApiAttributes(stack, 'Api', { httpApiId: Fn.importValue('listbackup-api-gateway-main-HttpApiId') });
const authorizer = new HttpJwtAuthorizer('Users', Fn.importValue('listbackup-infrastructure-cognito-main-CognitoIssuer'), {
  jwtAudience: [Fn.importValue('listbackup-infrastructure-cognito-main-CognitoUserPoolClientId')],
});
for (const { name, route } of FUNCTIONS) {
  const fn = new LambdaFunction(stack, name, {
    functionName: `listbackup-jobs-main-${name}`,
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    architecture: Architecture.ARM_64,
    memorySize: 1024,
    timeout: Duration.seconds(30),
    tracing: Tracing.ACTIVE,
    loggingFormat: LoggingFormat.JSON,
    logGroup: new LogGroup(stack, `${name}Logs`, { logGroupName: `/aws/lambda/listbackup-jobs-main-${name}`, retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.RETAIN }),
    environment: { STAGE: 'main', JOBS_TABLE: jobs.tableName, SOURCES_TABLE: sources.tableName, SYNC_QUEUE_URL: sync.queueUrl },
  });
  jobs.grantReadWriteData(fn);
  sources.grantReadData(fn);
  sync.grantSendMessages(fn);
  const version = fn.currentVersion;
  new CfnOutput(stack, `${name}Arn`, { value: fn.functionArn, exportName: `listbackup-jobs-main-${name}FunctionArn` });
  const [method, path] = route.split(' ');
  new HttpRoute(stack, `${name}Route`, {
    httpApi: api, routeKey: HttpRouteKey.with(path, HttpMethod[method]), integration: new HttpLambdaIntegration(`${name}Integration`, version), authorizer,
  });
}
app.synth();
