import { report, type Report, type Resources } from './support/run';
import { priceFileOf, readPrices } from '../../src/cost/prices';
import { FREE, PAID } from '../../src/cost/rows';

type Properties = Record<string, unknown>;

const STACK = 'a-main';
const resources = (Type: string, Properties: Properties, siblings: Resources): Resources => ({ It: { Type, Properties }, ...siblings });

/** What a resource costs in a month without any use. */
async function atRest(type: string, properties: Properties, siblings: Resources): Promise<number> {
  const { lines } = await report({ [STACK]: resources(type, properties, siblings) });
  return lines.filter(({ logicalId }) => logicalId === 'It').reduce((sum, { amount }) => sum + Number(amount), 0);
}

const stat = (period = 300) => ({ Id: 'm', MetricStat: { Metric: { MetricName: 'Errors' }, Period: period, Stat: 'Sum' } });
const fn = (more: Properties = {}): Resources => ({ Fn: { Type: 'AWS::Lambda::Function', Properties: { Architectures: ['arm64'], MemorySize: 1024, ...more } } });
const provisioned = (copies: number) => ({ FunctionName: { Ref: 'Fn' }, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: copies } });
const rules = (count: number) => Array.from({ length: count }, (_, at) => ({ Name: `Rule${at}` }));

// Each figure from AWS's list for us-west-2: so much a month × how many there are.
const STANDING: readonly (readonly [what: string, type: string, properties: Properties, expected: number, siblings?: Resources])[] = [
  ['an on-demand table', 'AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' }, 0],
  ['a table of 1 RCU and 1 WCU: 730 h × (0.00013 + 0.00065)', 'AWS::DynamoDB::Table', { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }, 0.5694],
  ['a policy of target tracking: 4 alarms', 'AWS::ApplicationAutoScaling::ScalingPolicy', { TargetTrackingScalingPolicyConfiguration: { PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBReadCapacityUtilization' } } }, 0.4],
  ['a key', 'AWS::KMS::Key', {}, 1],
  ['a key in a second region', 'AWS::KMS::ReplicaKey', {}, 1],
  ['a secret', 'AWS::SecretsManager::Secret', {}, 0.4],
  ['a parameter', 'AWS::SSM::Parameter', {}, 0],
  ['an advanced parameter', 'AWS::SSM::Parameter', { Tier: 'Advanced' }, 0.05],
  ['an alarm', 'AWS::CloudWatch::Alarm', { MetricName: 'Errors', Period: 60 }, 0.1],
  ['an alarm every 10 seconds', 'AWS::CloudWatch::Alarm', { MetricName: 'Errors', Period: 10 }, 0.3],
  ['an alarm on a ratio of two metrics', 'AWS::CloudWatch::Alarm', { Metrics: [{ Id: 'e', Expression: 'm/n' }, stat(), stat()] }, 0.2],
  ['an alarm on a fast ratio', 'AWS::CloudWatch::Alarm', { Metrics: [stat(10), stat(10)] }, 0.6],
  ['an alarm on a fast and a slow metric', 'AWS::CloudWatch::Alarm', { Metrics: [stat(10), stat(60)] }, 0.6],
  ['an alarm on a slow and a fast metric', 'AWS::CloudWatch::Alarm', { Metrics: [stat(60), stat(10)] }, 0.6],
  ['an alarm on two metrics a minute', 'AWS::CloudWatch::Alarm', { Metrics: [stat(60), stat(60)] }, 0.2],
  ['an alarm on an anomaly: the metric and two edges', 'AWS::CloudWatch::Alarm', { Metrics: [stat(), { Id: 'b', Expression: 'ANOMALY_DETECTION_BAND(m)' }], ThresholdMetricId: 'b' }, 0.3],
  ['a composite alarm', 'AWS::CloudWatch::CompositeAlarm', {}, 0.5],
  ['a dashboard', 'AWS::CloudWatch::Dashboard', {}, 3],
  ['a web ACL with five rules', 'AWS::WAFv2::WebACL', { Rules: rules(5) }, 10],
  ['a hosted zone', 'AWS::Route53::HostedZone', {}, 0.5],
  ['a public certificate', 'AWS::CertificateManager::Certificate', {}, 0],
  ['an alias', 'AWS::Lambda::Alias', { FunctionName: { Ref: 'Fn' } }, 0, fn()],
  ['one copy of 1 GB: 2,628,000 s × 0.0000033334', 'AWS::Lambda::Alias', provisioned(1), 8.760175, fn()],
  ['one copy of 1 GB on x86: 2,628,000 s × 0.0000041667', 'AWS::Lambda::Alias', provisioned(1), 10.950088, fn({ Architectures: undefined })],
  ['one copy of what CloudFormation gives, 128 MB', 'AWS::Lambda::Alias', provisioned(1), 1.095022, fn({ MemorySize: undefined })],
  ['an HTTP API', 'AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }, 0],
  ['a trail of data events', 'AWS::CloudTrail::Trail', { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }] }, 0],
];

test.each(STANDING.map(([what, type, properties, expected, siblings = {}]) => [what, type, properties, expected, siblings] as const))('%s', async (
  _what, type, properties, expected, siblings,
) => {
  expect(await atRest(type, properties, siblings)).toBeCloseTo(expected, 6);
});

// One million of each use, so that what is paid for one is seen.
const MILLION = 1_000_000;
const USES: readonly (readonly [type: string, use: string, properties: Properties, expected: number])[] = [
  ['AWS::DynamoDB::Table', 'reads', { BillingMode: 'PAY_PER_REQUEST' }, 0.125],
  ['AWS::DynamoDB::Table', 'writes', { BillingMode: 'PAY_PER_REQUEST' }, 0.625],
  ['AWS::DynamoDB::Table', 'readCapacityHours', {}, 130],
  ['AWS::DynamoDB::Table', 'writeCapacityHours', {}, 650],
  ['AWS::DynamoDB::Table', 'storageGb', {}, 250_000],
  ['AWS::DynamoDB::Table', 'storageGb', { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }, 450_000],
  ['AWS::DynamoDB::Table', 'streamReads', { StreamSpecification: {} }, 0.2],
  ['AWS::S3::Bucket', 'storageGb', {}, 21_563.2], // 51,200 × 0.023 + 460,800 × 0.022 + 488,000 × 0.021
  ['AWS::S3::Bucket', 'infrequentAccessGb', {}, 12_500],
  ['AWS::S3::Bucket', 'glacierInstantGb', {}, 4_000],
  ['AWS::S3::Bucket', 'glacierGb', {}, 3_600],
  ['AWS::S3::Bucket', 'deepArchiveGb', {}, 990],
  ['AWS::S3::Bucket', 'intelligentTieringObjects', {}, 2.5],
  ['AWS::S3::Bucket', 'writes', {}, 5],
  ['AWS::S3::Bucket', 'reads', {}, 0.4],
  ['AWS::S3::Bucket', 'transferOutGb', {}, 53_891.2], // 10,240 × 0.09 + 40,960 × 0.085 + 102,400 × 0.07 + 846,400 × 0.05
  ['AWS::Backup::BackupVault', 'tableGb', {}, 100_000],
  ['AWS::Backup::BackupVault', 'bucketGb', {}, 50_000],
  ['AWS::SQS::Queue', 'requests', { FifoQueue: true }, 0.5],
  ['AWS::SQS::Queue', 'requests', {}, 0.4],
  ['AWS::SNS::Topic', 'publishes', {}, 0.5],
  ['AWS::SNS::Subscription', 'deliveries', { Protocol: 'email' }, 20],
  ['AWS::SNS::Subscription', 'deliveries', { Protocol: 'https' }, 0.6],
  ['AWS::Events::EventBus', 'events', {}, 1],
  ['AWS::Events::Archive', 'archivedGb', {}, 100_000],
  ['AWS::Events::Archive', 'storedGb', {}, 23_000],
  ['AWS::EventSchemas::Discoverer', 'discoveredEvents', {}, 0.1],
  ['AWS::SES::ConfigurationSet', 'emails', {}, 100],
  ['AWS::Lambda::Function', 'invocations', { Architectures: ['arm64'] }, 0.2],
  ['AWS::Lambda::Function', 'gbSeconds', { Architectures: ['arm64'] }, 13.3334],
  ['AWS::Lambda::Function', 'gbSeconds', {}, 16.6667],
  ['AWS::ApiGatewayV2::Api', 'requests', { ProtocolType: 'HTTP' }, 1],
  ['AWS::ApiGatewayV2::Api', 'transferOutGb', { ProtocolType: 'HTTP' }, 53_891.2],
  ['AWS::Cognito::UserPool', 'activeUsers', {}, 15_000],
  ['AWS::Cognito::UserPool', 'activeUsers', { UserPoolTier: 'LITE' }, 4_690], // 100,000 × 0.0055 + 900,000 × 0.0046
  ['AWS::Cognito::UserPool', 'activeUsers', { UserPoolTier: 'PLUS' }, 20_000],
  ['AWS::KMS::Key', 'requests', {}, 3],
  ['AWS::KMS::ReplicaKey', 'requests', {}, 3],
  ['AWS::SecretsManager::Secret', 'requests', {}, 5],
  ['AWS::CloudFront::Distribution', 'requests', {}, 1],
  ['AWS::CloudFront::Distribution', 'transferOutGb', {}, 39_267.2], // 10,240 × 0.085 + 40,960 × 0.08 + 102,400 × 0.06 + 358,400 × 0.04 + 488,000 × 0.03
  ['AWS::CloudFront::Function', 'invocations', {}, 0.1],
  ['AWS::WAFv2::WebACL', 'requests', { Rules: [] }, 0.6],
  ['AWS::Route53::HostedZone', 'queries', {}, 0.4],
  ['AWS::Logs::LogGroup', 'ingestedGb', {}, 500_000],
  ['AWS::Logs::LogGroup', 'ingestedGb', { LogGroupClass: 'INFREQUENT_ACCESS' }, 250_000],
  ['AWS::Logs::LogGroup', 'storedGb', {}, 30_000],
  ['AWS::Logs::LogGroup', 'customMetrics', {}, 64_500], // 10,000 × 0.30 + 240,000 × 0.10 + 750,000 × 0.05
  ['AWS::CloudTrail::Trail', 'dataEvents', { AdvancedEventSelectors: [{ FieldSelectors: [] }] }, 1],
];

const used = async (type: string, use: string, properties: Properties) => (
  report({ [STACK]: resources(type, properties, {}) }, { usage: { It: { [use]: MILLION } } })
);

test.each(USES)('a million of %s, %s, with %j', async (type, use, properties, expected) => {
  const { withUse, atRest: standing } = await used(type, use, properties);
  expect(withUse - standing).toBeCloseTo(expected, 6);
});

describe('what is not decided here', () => {
  test.each<[what: string, type: string, properties: Properties, why: string, siblings?: Resources]>([
    ['a nested stack', 'AWS::CloudFormation::Stack', {}, 'what is in a nested stack is not read'],
    ['another table class', 'AWS::DynamoDB::Table', { TableClass: 'STANDARD_INFREQUENT_ACCESS' }, 'the table class STANDARD_INFREQUENT_ACCESS has no row'],
    ['a billing mode by parameter', 'AWS::DynamoDB::Table', { BillingMode: { Ref: 'Mode' } }, 'BillingMode is known only at deployment'],
    ['scaling of something else', 'AWS::ApplicationAutoScaling::ScalingPolicy', {}, 'only target tracking of DynamoDB has a row'],
    ['a WebSocket API', 'AWS::ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' }, 'only HTTP APIs have a row'],
    ['a rule group that AWS sells', 'AWS::WAFv2::WebACL', { Rules: [{ Statement: { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesBotControlRuleSet' } } }] }, 'the rule group AWSManagedRulesBotControlRuleSet has no row'],
    ['tables restored for a test', 'AWS::Backup::RestoreTestingSelection', {}, 'each test is paid by the recovery points and GB that it restores, which have no row'],
    ['a private certificate', 'AWS::CertificateManager::Certificate', { CertificateAuthorityArn: 'arn' }, 'certificates of a private authority have no row'],
    ['a certificate that can be exported', 'AWS::CertificateManager::Certificate', { CertificateExport: 'ENABLED' }, 'certificates that can be exported have no row'],
    ['a parameter of either tier', 'AWS::SSM::Parameter', { Tier: 'Intelligent-Tiering' }, 'the tier Intelligent-Tiering is decided at deployment'],
    ['an alarm on a query', 'AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'SELECT MAX(Errors) FROM "AWS/Lambda"' }] }, 'alarms on a query of Metrics Insights have no row'],
    ['an alarm on no metric', 'AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'x' }] }, 'it watches no metric that its template names'],
    ['a trail of management events', 'AWS::CloudTrail::Trail', {}, 'it records management events, of which only an account\'s first trail is free'],
    ['a trail with insights', 'AWS::CloudTrail::Trail', { InsightSelectors: [] }, 'CloudTrail Insights have no row'],
    ['an alias of a function elsewhere', 'AWS::Lambda::Alias', provisioned(1), 'FunctionName names no resource of the stack'],
    ['a delivery to a bucket', 'AWS::Logs::Delivery', { DeliveryDestinationArn: { 'Fn::GetAtt': ['To', 'Arn'] } }, 'only deliveries to log groups have a row', {
      To: { Type: 'AWS::Logs::DeliveryDestination', Properties: { DestinationResourceArn: { 'Fn::GetAtt': ['Bucket', 'Arn'] } } },
      Bucket: { Type: 'AWS::S3::Bucket' },
    }],
  ])('%s', async (...[, type, properties, why, siblings = {}]) => {
    const found = await report({ [STACK]: resources(type, properties, siblings) });
    expect(found.notPriced).toContainEqual({ stack: STACK, logicalId: 'It', what: type, why });
    expect(found.lines).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['an attribute', { 'Fn::GetAtt': ['Group', 'Arn'] }],
    ['an ARN', { 'Fn::Join': ['', ['arn:aws:logs:us-west-2:123456789012:log-group:', { Ref: 'Group' }]] }],
  ])('a delivery to a log group, known by %s, is paid by the group', async (_what, arn) => {
    const found = await report({
      [STACK]: resources('AWS::Logs::Delivery', { DeliveryDestinationArn: { 'Fn::GetAtt': ['To', 'Arn'] } }, {
        To: { Type: 'AWS::Logs::DeliveryDestination', Properties: { DestinationResourceArn: arn } },
        Group: { Type: 'AWS::Logs::LogGroup' },
      }),
    });
    expect(found).toMatchObject({ notPriced: [], unknown: {}, atRest: 0 });
  });
});

test('a type is either free or paid, and stands once', () => {
  const types = [...FREE, ...PAID.map(({ type }) => type)];
  expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
});

test('a custom resource is paid by its function', async () => {
  expect(await report({ [STACK]: { It: { Type: 'Custom::S3AutoDeleteObjects' }, Other: { Type: 'AWS::CloudFormation::CustomResource' } } })).toMatchObject({ unknown: {}, atRest: 0 });
});

test('every price of the file is seen in a case above: one that nobody checks may be wrong by a factor', async () => {
  const seen = new Set<unknown>();
  const see = ({ lines }: Report) => lines.forEach(({ name }) => seen.add(name));
  for (const [, type, properties, , siblings = {}] of STANDING) see(await report({ [STACK]: resources(type, properties, siblings) }));
  for (const [type, use, properties] of USES) see(await used(type, use, properties));
  const { prices } = readPrices(priceFileOf('us-west-2'));
  expect([...prices.keys()].filter((name) => !seen.has(name))).toEqual([]);
});

test('every service of the price file names its page of AWS', () => {
  for (const source of readPrices(priceFileOf('us-west-2')).sources.values()) expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9-]+\/pricing\//);
});
