// Tables, queues and buckets as CDK's own L2 constructs make them, with the settings of the library's templates; every attribute that the library
// publishes is an output. usage: node plain-l2.js OUTDIR TEMPLATES_DIR tables|queues|buckets ...
require('./report');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { App, CfnOutput, Duration, RemovalPolicy, Stack, Tags } = require('aws-cdk-lib');
const dynamodb = require('aws-cdk-lib/aws-dynamodb');
const s3 = require('aws-cdk-lib/aws-s3');
const sqs = require('aws-cdk-lib/aws-sqs');

const [outdir, templates, ...parts] = process.argv.slice(2);
// As `cdk init` sets it for new apps.
const app = new App({ outdir, context: { '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true } });

makeStack('tables', 'AWS::DynamoDB::Table', (stack, id, { AttributeDefinitions, GlobalSecondaryIndexes = [], ...table }) => {
  const keysOf = (schema) => {
    const [partitionKey, sortKey] = ['HASH', 'RANGE'].map((kind) => schema.find(({ KeyType }) => KeyType === kind)).map((key) => key && ({
      name: key.AttributeName, type: AttributeDefinitions.find(({ AttributeName }) => AttributeName === key.AttributeName).AttributeType,
    }));
    return { partitionKey, sortKey };
  };
  const made = new dynamodb.Table(stack, id, {
    ...keysOf(table.KeySchema),
    tableName: table.TableName,
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    deletionProtection: table.DeletionProtectionEnabled,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    timeToLiveAttribute: table.TimeToLiveSpecification?.AttributeName,
    stream: table.StreamSpecification?.StreamViewType,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const index of GlobalSecondaryIndexes) made.addGlobalSecondaryIndex({ indexName: index.IndexName, ...keysOf(index.KeySchema) });
  publish(stack, id, { Name: made.tableName, Arn: made.tableArn });
});

makeStack('queues', 'AWS::SQS::Queue', (stack, id, queue) => {
  if (queue.RedrivePolicy === undefined) return;
  const shared = {
    fifo: true,
    contentBasedDeduplication: true,
    deduplicationScope: sqs.DeduplicationScope.QUEUE,
    fifoThroughputLimit: sqs.FifoThroughputLimit.PER_QUEUE,
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.seconds(queue.MessageRetentionPeriod),
    removalPolicy: RemovalPolicy.RETAIN,
  };
  const deadLetterQueue = new sqs.Queue(stack, `${id}DeadLetters`, { ...shared, queueName: queue.QueueName.replace('-queue-', '-dlq-') });
  const made = new sqs.Queue(stack, id, {
    ...shared,
    queueName: queue.QueueName,
    visibilityTimeout: Duration.seconds(queue.VisibilityTimeout),
    receiveMessageWaitTime: Duration.seconds(queue.ReceiveMessageWaitTimeSeconds),
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: queue.RedrivePolicy.maxReceiveCount },
  });
  publish(stack, id, { Url: made.queueUrl, Arn: made.queueArn, DeadLettersUrl: deadLetterQueue.queueUrl, DeadLettersArn: deadLetterQueue.queueArn });
});

/** The first that is made: the others log to it. */
let logsBucket;
makeStack('buckets', 'AWS::S3::Bucket', (stack, id, bucket) => {
  const made = new s3.Bucket(stack, id, {
    bucketName: bucket.BucketName,
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: bucket.VersioningConfiguration !== undefined,
    removalPolicy: RemovalPolicy.RETAIN,
    serverAccessLogsBucket: bucket.LoggingConfiguration && logsBucket,
    serverAccessLogsPrefix: bucket.LoggingConfiguration?.LogFilePrefix,
    lifecycleRules: bucket.LifecycleConfiguration.Rules.map((rule) => ({
      abortIncompleteMultipartUploadAfter: Duration.days(rule.AbortIncompleteMultipartUpload.DaysAfterInitiation),
      expiration: rule.ExpirationInDays && Duration.days(rule.ExpirationInDays),
      noncurrentVersionExpiration: rule.NoncurrentVersionExpiration && Duration.days(rule.NoncurrentVersionExpiration.NoncurrentDays),
      transitions: rule.Transitions?.map(({ StorageClass, TransitionInDays }) => ({
        storageClass: new s3.StorageClass(StorageClass), transitionAfter: Duration.days(TransitionInDays),
      })),
    })),
    cors: bucket.CorsConfiguration?.CorsRules.map((rule) => ({
      allowedHeaders: rule.AllowedHeaders,
      allowedMethods: rule.AllowedMethods,
      allowedOrigins: rule.AllowedOrigins,
      exposedHeaders: rule.ExposedHeaders,
      maxAge: rule.MaxAge,
    })),
  });
  logsBucket ??= made;
  publish(stack, id, { Name: made.bucketName, Arn: made.bucketArn });
});
app.synth();

function makeStack(part, type, make) {
  if (!parts.includes(part)) return;
  const stack = new Stack(app, part, { env: { account: '123456789012', region: 'us-west-2' } });
  const tags = { Service: `listbackup-${part}`, Stage: 'main', ManagedBy: 'CDK' };
  for (const [key, value] of Object.entries(tags)) Tags.of(stack).add(key, value);
  const { Resources } = JSON.parse(readFileSync(join(templates, `${part}.template.json`), 'utf8'));
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    if (Type === type) make(stack, id, Properties);
  }
}

function publish(stack, id, values) {
  for (const [key, value] of Object.entries(values)) new CfnOutput(stack, `${id}${key}`, { value, exportName: `${stack.stackName}-${id}${key}` });
}
