import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Found } from './watched-resource';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, NODE_RUNTIME, resourceTags, retentionInDays, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { metricNamespace } from '../stage/naming';

/** The metric of a table's size, by the dimension `TableName`. */
export const TABLE_SIZE_METRIC = 'TableSizeBytes';

const TIMEOUT_SECONDS = 60;

/** A few lines, so that the stack needs no asset. The line goes past the runtime's own log format, which would wrap it. */
const CODE = `const { DynamoDBClient, DescribeTableCommand } = require('@aws-sdk/client-dynamodb');
const client = new DynamoDBClient({});
exports.handler = async () => {
  const { NAMESPACE, TABLES } = process.env;
  for (const TableName of TABLES.split(',')) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    process.stdout.write(JSON.stringify({
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [['TableName']], Metrics: [{ Name: '${TABLE_SIZE_METRIC}', Unit: 'Bytes' }] }],
      },
      TableName,
      ${TABLE_SIZE_METRIC}: Table.TableSizeBytes,
    }) + '\\n');
  }
};
`;

/** Properties of the function that publishes table sizes. */
export interface TableSizesProps {
  readonly stage: ListBackupStage;
  readonly tables: readonly { readonly tableName: string; readonly tableArn: string }[];
  readonly logRetention: RetentionDays;
  /** Key that encrypts the function's logs and environment. */
  readonly keyArn?: string;
  readonly permissionsBoundary?: IManagedPolicy;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Tells CloudWatch once a day how large each table is: DynamoDB knows, and has no metric of it. Returns the function, to be watched itself.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export function createTableSizes(scope: Construct, props: TableSizesProps): Found {
  const { stage, tables, logRetention, keyArn, permissionsBoundary, removalPolicy } = props;
  const tags = resourceTags(stage, SERVICES.monitoring);
  const logGroup = claimLogicalId(new CfnLogGroup(scope, 'TableSizesLogGroup', {
    retentionInDays: retentionInDays(logRetention), kmsKeyId: keyArn, tags,
  }), 'TableSizesLogGroup');
  logGroup.applyRemovalPolicy(removalPolicy);
  const role = claimLogicalId(new CfnRole(scope, 'TableSizesRole', {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({ principals: [new ServicePrincipal('lambda.amazonaws.com')], actions: ['sts:AssumeRole'] })],
    }),
    policies: [{
      policyName: 'DescribeTables',
      policyDocument: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.attrArn] }),
          new PolicyStatement({ actions: ['dynamodb:DescribeTable'], resources: tables.map(({ tableArn }) => tableArn) }),
          ...keyArn === undefined ? [] : [new PolicyStatement({ actions: ['kms:Decrypt'], resources: [keyArn] })],
        ],
      }),
    }],
    permissionsBoundary: permissionsBoundary?.managedPolicyArn,
    tags: roleTags(SERVICES.monitoring),
  }), 'TableSizesRole');
  const fn = claimLogicalId(new CfnFunction(scope, 'TableSizesFunction', {
    description: 'Tells CloudWatch how large the tables are',
    runtime: NODE_RUNTIME.name,
    architectures: ['arm64'],
    handler: 'index.handler',
    code: { zipFile: CODE },
    role: role.attrArn,
    memorySize: 128,
    timeout: TIMEOUT_SECONDS,
    environment: { variables: { NAMESPACE: metricNamespace(stage), TABLES: tables.map(({ tableName }) => tableName).join(',') } },
    kmsKeyArn: keyArn,
    loggingConfig: { logFormat: 'JSON', logGroup: logGroup.ref },
    tags,
  }), 'TableSizesFunction');
  // On the account's default bus, as schedules are.
  const schedule = claimLogicalId(new CfnRule(scope, 'TableSizesSchedule', {
    description: `Daily: ${TABLE_SIZE_METRIC} of stage ${stage.stageName}`,
    scheduleExpression: 'rate(1 day)',
    state: 'ENABLED',
    targets: [{ id: 'TableSizes', arn: fn.attrArn }],
  }), 'TableSizesSchedule');
  claimLogicalId(new CfnPermission(scope, 'TableSizesPermission', {
    action: 'lambda:InvokeFunction', functionName: fn.attrArn, principal: 'events.amazonaws.com', sourceArn: schedule.attrArn,
  }), 'TableSizesPermission');
  return {
    resource: fn,
    watched: { kind: 'function', resource: 'table-sizes-function', dimensions: { FunctionName: fn.ref }, timeoutMillis: () => TIMEOUT_SECONDS * 1000, seldomRuns: () => true },
  };
}
