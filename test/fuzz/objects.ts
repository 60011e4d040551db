import { CfnParameter, Duration, Fn, Lazy, SecretValue, Size } from 'aws-cdk-lib';
import { HttpApi, HttpNoneAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import {
  StringAttribute, UserPool, UserPoolClient, UserPoolIdentityProviderSamlMetadata,
} from 'aws-cdk-lib/aws-cognito';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { SecurityGroup, Subnet, SubnetFilter, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, ManagedPolicy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, HttpMethods, StorageClass } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { HostedRotation, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Recipe, World } from './recipe';
import {
  ListBackupApi, ListBackupAuth, ListBackupBuckets, ListBackupDataLayer, ListBackupEmail, ListBackupEventBus, ListBackupFunction,
  ListBackupIdentityProvider, ListBackupLookup, ListBackupMessaging, ListBackupQueues, ListBackupRuntime, ListBackupSecrets,
  ListBackupSecurity, ListBackupStage, ListBackupTableCapacity, ListBackupTables, ListBackupVaultLock,
} from '../../src';

const stage = ListBackupStage.MAIN;
const ARN = 'arn:aws:kms:us-west-2:123456789012:key/12345678-1234-1234-1234-123456789012';
const made = (text: string, make: (world: World) => unknown): Recipe => new Recipe(text, make);
const constants = (values: Readonly<Record<string, unknown>>): Recipe[] => (
  Object.entries(values).map(([text, value]) => new Recipe(text, () => value)));
const durations = [
  Duration.seconds(30), Duration.minutes(5), Duration.hours(1), Duration.days(1), Duration.days(30), Duration.days(365),
  Duration.seconds(0), Duration.millis(1),
];

/** Values of each class and interface, and of each struct of the CDK: the first goes with everything. */
export const OBJECTS: Readonly<Record<string, readonly Recipe[]>> = {
  'listbackup-infrastructure.ListBackupStage': constants({
    MAIN: stage, DEV: ListBackupStage.DEV, STAGING: ListBackupStage.STAGING,
  }),
  'listbackup-infrastructure.ListBackupSecurity': constants({ STANDARD: ListBackupSecurity.STANDARD, HARDENED: ListBackupSecurity.HARDENED }),
  'listbackup-infrastructure.ListBackupLookup': constants({
    exports: ListBackupLookup.exports(), outputs: ListBackupLookup.outputs(), names: ListBackupLookup.names(),
  }),
  'listbackup-infrastructure.ListBackupRuntime': constants({ NODEJS: ListBackupRuntime.NODEJS, GO: ListBackupRuntime.GO }),
  'listbackup-infrastructure.ListBackupTableCapacity': constants({
    onDemand: ListBackupTableCapacity.onDemand(),
    provisioned: ListBackupTableCapacity.provisioned({ minReadCapacity: 1, maxReadCapacity: 5, minWriteCapacity: 1, maxWriteCapacity: 5 }),
  }),
  'listbackup-infrastructure.ListBackupIdentityProvider': constants({
    google: ListBackupIdentityProvider.google({ clientId: 'id', clientSecret: SecretValue.secretsManager('google') }),
  }),
  'listbackup-infrastructure.IListBackupTable': [made('a table', (world) => ListBackupTables.fromStage(world.others, world.id(), { stage }).jobs)],
  'listbackup-infrastructure.IListBackupQueue': [made('a queue', (world) => ListBackupQueues.fromStage(world.others, world.id(), { stage }).sync)],
  'listbackup-infrastructure.IListBackupBucket': [made('a bucket', (world) => ListBackupBuckets.fromStage(world.others, world.id(), { stage }).data)],
  'listbackup-infrastructure.IListBackupEventBus': [made('a bus', (world) => (
    ListBackupEventBus.fromStage(world.others, world.id(), { stage }).eventBus))],
  'listbackup-infrastructure.IListBackupEventRule': [made('a rule', (world) => (
    ListBackupEventBus.fromStage(world.others, world.id(), { stage }).rules.job))],
  'listbackup-infrastructure.IListBackupAuth': [made('auth', (world) => ListBackupAuth.fromStage(world.others, world.id(), { stage }))],

  'listbackup-infrastructure.IListBackupDataLayer': [
    made('a data layer', (world) => ListBackupDataLayer.fromStage(world.others, world.id(), { stage })),
  ],
  'listbackup-infrastructure.IListBackupApi': [made('an API', (world) => ListBackupApi.fromStage(world.others, world.id(), { stage }))],
  'listbackup-infrastructure.IListBackupEmail': [made('e-mail', (world) => new ListBackupEmail(world.stack, world.id(), { stage }))],
  'listbackup-infrastructure.IListBackupMessaging': [
    made('messaging', (world) => ListBackupMessaging.fromStage(world.others, world.id(), { stage })),
  ],
  'listbackup-infrastructure.IListBackupSecrets': [
    made('secrets', (world) => new ListBackupSecrets(world.stack, world.id(), { stage, secrets: { stripe: {} } })),
  ],
  'listbackup-infrastructure.IListBackupSecret': [
    made('a secret', (world) => new ListBackupSecrets(world.stack, world.id(), { stage, secrets: { stripe: {} } }).byName('stripe')),
  ],
  'listbackup-infrastructure.ListBackupFunction': [made('a function', (world) => new ListBackupFunction(world.stack, world.id(), {
    stage, runtime: ListBackupRuntime.NODEJS, code: Code.fromInline('exports.handler = async () => {};'),
  }))],
  'aws-cdk-lib.aws_ssm.IStringParameter': [
    made('a parameter', (world) => StringParameter.fromStringParameterName(world.others, world.id(), '/main/stripe/key')),
  ],
  'aws-cdk-lib.aws_lambda.ILayerVersion': [made('a layer', (world) => (
    LayerVersion.fromLayerVersionArn(world.others, world.id(), 'arn:aws:lambda:us-west-2:123456789012:layer:extension:1')))],
  'aws-cdk-lib.aws_lambda.Architecture': constants({ arm64: Architecture.ARM_64 }),
  'aws-cdk-lib.aws_ec2.ISecurityGroup': [made('a group', (world) => SecurityGroup.fromSecurityGroupId(world.others, world.id(), 'sg-12345678'))],
  'aws-cdk-lib.aws_ec2.IVpc': [made('a network', (world) => Vpc.fromVpcAttributes(world.others, world.id(), {
    vpcId: 'vpc-12345678', availabilityZones: ['us-west-2a'], privateSubnetIds: ['subnet-12345678'],
  }))],
  'aws-cdk-lib.aws_ec2.ISubnet': [made('a subnet', (world) => Subnet.fromSubnetId(world.others, world.id(), 'subnet-12345678'))],
  'aws-cdk-lib.aws_ec2.SubnetFilter': constants({ ids: SubnetFilter.byIds(['subnet-12345678']) }),
  'listbackup-infrastructure.ListBackupVaultLock': constants({
    governance: ListBackupVaultLock.governance({ minRetention: Duration.days(7) }),
  }),

  'constructs.IConstruct': [made('a table', (world) => Table.fromTableName(world.others, world.id(), 'a-table'))],
  'aws-cdk-lib.App': [made('the app', ({ app }) => app)],
  'aws-cdk-lib.Duration': durations.map((duration) => new Recipe(duration.toHumanString() || '0 s', () => duration)),
  'aws-cdk-lib.Size': constants({ '1 GiB': Size.gibibytes(1) }),
  'aws-cdk-lib.SecretValue': constants({ secret: SecretValue.secretsManager('a-secret') }),
  'aws-cdk-lib.Environment': constants({ env: { account: '123456789012', region: 'us-west-2' } }),
  'aws-cdk-lib.SecretsManagerSecretOptions': constants({ field: { jsonField: 'password' } }),
  'aws-cdk-lib.aws_kms.IKey': [
    made('a key', (world) => Key.fromKeyArn(world.others, world.id(), ARN)),
    made('a created key', (world) => new Key(world.stack, world.id())),
  ],
  'aws-cdk-lib.aws_certificatemanager.ICertificate': [
    made('a certificate', (world) => (
      Certificate.fromCertificateArn(world.others, world.id(), `arn:aws:acm:${world.region}:123456789012:certificate/1`))),
    made('a certificate in us-east-1', (world) => (
      Certificate.fromCertificateArn(world.others, world.id(), 'arn:aws:acm:us-east-1:123456789012:certificate/1'))),
  ],
  'aws-cdk-lib.aws_iam.IManagedPolicy': [made('a policy', (world) => ManagedPolicy.fromManagedPolicyName(world.others, world.id(), 'boundary'))],
  'aws-cdk-lib.aws_iam.IRole': [made('a role', (world) => Role.fromRoleName(world.others, world.id(), 'reader'))],
  'aws-cdk-lib.aws_iam.IGrantable': [made('a role', (world) => (
    new Role(world.stack, world.id(), { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })))],
  'aws-cdk-lib.aws_iam.PolicyStatement': [made('a statement', () => (
    new PolicyStatement({ actions: ['*'], resources: ['*'], principals: [new AnyPrincipal()] })))],
  'aws-cdk-lib.aws_iam.PolicyDocument': [made('a document', () => new PolicyDocument({
    statements: [new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: ['*'], principals: [new ServicePrincipal('lambda.amazonaws.com')] })],
  }))],
  'aws-cdk-lib.aws_secretsmanager.ISecret': [made('a secret', (world) => Secret.fromSecretNameV2(world.others, world.id(), 'a-secret'))],
  'aws-cdk-lib.aws_secretsmanager.ISecretAttachmentTarget': [made('a target', () => (
    { asSecretAttachmentTarget: () => ({ targetId: 'db', targetType: 'AWS::RDS::DBInstance' }) }))],
  'aws-cdk-lib.aws_secretsmanager.HostedRotation': [made('a hosted rotation', () => HostedRotation.mysqlSingleUser())],
  'aws-cdk-lib.aws_secretsmanager.RotationScheduleOptions': [made('a schedule', (world) => ({ rotationLambda: functionIn(world) }))],
  'aws-cdk-lib.aws_apigatewayv2.IHttpApi': [made('an API', (world) => HttpApi.fromHttpApiAttributes(world.others, world.id(), { httpApiId: 'api' }))],
  'aws-cdk-lib.aws_apigatewayv2.IHttpRouteAuthorizer': [made('no authorizer', () => new HttpNoneAuthorizer())],
  'aws-cdk-lib.aws_cognito.IUserPool': [made('a pool', (world) => UserPool.fromUserPoolId(world.others, world.id(), 'us-west-2_Pool'))],
  'aws-cdk-lib.aws_cognito.IUserPoolClient': [made('a client', (world) => UserPoolClient.fromUserPoolClientId(world.others, world.id(), 'client'))],
  'aws-cdk-lib.aws_cognito.ICustomAttribute': [made('an attribute', () => new StringAttribute({ mutable: true }))],
  'aws-cdk-lib.aws_cognito.MfaSecondFactor': constants({
    otp: { otp: true, sms: false }, sms: { otp: true, sms: true }, none: { otp: false, sms: false },
  }),
  'aws-cdk-lib.aws_cognito.UserPoolTriggers': [made('triggers', (world) => ({ preSignUp: functionIn(world) }))],
  'aws-cdk-lib.aws_cognito.UserPoolIdentityProviderSamlMetadata': constants({
    url: UserPoolIdentityProviderSamlMetadata.url('https://login.example.com/metadata'),
  }),
  'aws-cdk-lib.aws_s3.IBucket': [made('a bucket', (world) => (
    Bucket.fromBucketAttributes(world.others, world.id(), { bucketName: 'a-bucket', region: world.region })))],
  'aws-cdk-lib.aws_s3.StorageClass': constants({ glacier: StorageClass.GLACIER }),
  ...Object.fromEntries(['Transition', 'NoncurrentVersionTransition'].map((name) => [
    `aws-cdk-lib.aws_s3.${name}`, constants({ transition: { storageClass: StorageClass.GLACIER, transitionAfter: Duration.days(30) } }),
  ])),
  'aws-cdk-lib.aws_s3.CorsRule': constants({ rule: { allowedMethods: [HttpMethods.GET], allowedOrigins: ['https://example.com'] } }),
  'aws-cdk-lib.aws_s3.LifecycleRule': constants({
    rule: { expiration: Duration.days(30) }, prefix: { prefix: 'x/', noncurrentVersionExpiration: Duration.days(1) },
  }),
  'aws-cdk-lib.aws_route53.HostedZoneAttributes': constants({ zone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' } }),
  'aws-cdk-lib.aws_cloudfront.IDistribution': [made('a distribution', (world) => (
    Distribution.fromDistributionAttributes(world.others, world.id(), { distributionId: 'E1', domainName: 'd1.cloudfront.net' })))],
  'aws-cdk-lib.aws_ses.IEmailIdentity': [made('an identity', (world) => (
    EmailIdentity.fromEmailIdentityName(world.others, world.id(), 'listbackup.ai')))],
  'aws-cdk-lib.aws_events.IRuleTarget': [made('a queue target', (world) => new SqsQueue(new Queue(world.stack, world.id())))],
  'aws-cdk-lib.aws_scheduler.ScheduleExpression': constants({ nightly: ScheduleExpression.cron({ hour: '3', minute: '0' }) }),
  'aws-cdk-lib.aws_events.Schedule': constants({ daily: Schedule.rate(Duration.days(1)) }),
  'aws-cdk-lib.aws_dynamodb.Attribute': constants({ id: { name: 'id', type: AttributeType.STRING }, at: { name: 'at', type: AttributeType.NUMBER } }),
  'aws-cdk-lib.aws_dynamodb.ITable': [made('a table', (world) => Table.fromTableName(world.others, world.id(), 'a-table'))],
  'aws-cdk-lib.aws_lambda.Code': [made('code', () => Code.fromInline('exports.handler = async () => ({})'))],
  'aws-cdk-lib.aws_lambda.IFunction': [made('a function', functionIn)],
  'aws-cdk-lib.aws_sns.ITopic': [made('a topic', (world) => new Topic(world.stack, world.id()))],
  'aws-cdk-lib.aws_sqs.IQueue': [made('a queue', (world) => new Queue(world.stack, world.id()))],
  'aws-cdk-lib.aws_logs.ILogGroup': [made('a log group', (world) => LogGroup.fromLogGroupName(world.others, world.id(), 'logs'))],
  'aws-cdk-lib.aws_backup.IBackupVault': [made('a vault', (world) => BackupVault.fromBackupVaultName(world.others, world.id(), 'vault'))],
};

/** Values known only at deployment, in the place of text, numbers, lists and objects. */
export const TOKENS: Readonly<Record<'string' | 'number' | 'list' | 'object', Recipe>> = {
  string: made('a token', (world) => new CfnParameter(world.stack, world.id()).valueAsString),
  number: made('a number token', (world) => new CfnParameter(world.stack, world.id(), { type: 'Number' }).valueAsNumber),
  list: made('a list token', () => Fn.split(',', Fn.ref('AWS::NotificationARNs'))),
  object: made('an object token', () => Lazy.any({ produce: () => ({}) })),
};

function functionIn(world: World): LambdaFunction {
  return new LambdaFunction(world.stack, world.id(), { code: Code.fromInline('x'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X });
}
