import { stageOf, type StageSketch } from './support/judged';
import { makePlan, type Plan } from '../../src/plan/plan';

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const TOKEN = 'arn:aws:lambda:us-west-2:123456789012:function:provider';
const BESIDE = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'beside' } };

type Resources = Record<string, { Type: string; Properties?: object; [key: string]: unknown }>;

const stage = (resources: Resources, rest: object = {}): StageSketch => ({ 'shop-data-prod': { Resources: { Beside: BESIDE, ...resources } as never, ...rest } });

function planned(before: StageSketch, after: StageSketch, accept: ReadonlySet<string> = new Set()): Plan {
  return makePlan({ deployed: stageOf(before), target: stageOf(after), existing: [], accept, dropLeftovers: false });
}

const hashed = (type: string) => ({
  Type: 'AWS::DynamoDB::Table',
  ...KEPT,
  Properties: { TableName: 'devices', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: type }] },
});
const indexed = (...names: string[]) => ({
  Type: 'AWS::DynamoDB::Table',
  ...KEPT,
  Properties: {
    TableName: 'devices',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: ['id', ...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...names.length === 0 ? {} : {
      GlobalSecondaryIndexes: names.map((name) => ({ IndexName: name, KeySchema: [{ AttributeName: name, KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } })),
    },
  },
});
const bucket = (tagged: boolean, more: object = {}) => ({
  Type: 'AWS::S3::Bucket',
  ...KEPT,
  Properties: { BucketName: 'docs', ...tagged ? { Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] } : {}, ...more },
});
const EMPTIER = { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken: TOKEN, BucketName: 'docs' } };
const copied = (more: object) => ({
  Type: 'Custom::CDKBucketDeployment',
  Properties: { ServiceToken: TOKEN, SourceBucketNames: ['assets'], SourceObjectKeys: ['site.zip'], DestinationBucketName: 'docs', ...more },
});
const cluster = (more: object) => ({
  Type: 'AWS::RDS::DBCluster', ...KEPT, Properties: { DBClusterIdentifier: 'shop', Engine: 'aurora-mysql', MasterUsername: 'admin', ManageMasterUserPassword: true, ...more },
});
const pool = (more: object = {}) => ({ Type: 'AWS::Cognito::UserPool', ...KEPT, Properties: { UserPoolName: 'people', ...more } });
const HOOKED = { Type: 'Custom::CognitoUserPool', Properties: { ServiceToken: TOKEN, FunctionName: 'hook', UserPoolName: 'people', UserPoolConfigs: [{ Trigger: 'PostConfirmation' }] } };
const email = (name: string) => ({ Name: name, AttributeDataType: 'String', Mutable: true });
const busPolicy = { Type: 'AWS::Events::EventBusPolicy', Properties: { EventBusName: 'bus', StatementId: 'cdk-put', Statement: { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: '*' } } };
const record = { Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId: 'Z1', Name: 'a.example.org.', Type: 'A', TTL: '60', ResourceRecords: ['192.0.2.1'] } };
const managed = { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'ads-cdk-deploy', PolicyDocument: { Version: '2012-10-17', Statement: [] } } };
const logs = (more: object = {}) => ({ Type: 'AWS::Logs::LogGroup', ...KEPT, Properties: { LogGroupName: 'masterTrailGroup', ...more } });
const key = (more: object = {}) => ({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: [] } }, ...more });

/** Changes of which somebody reported in public what they did; each is refused, or asked about, before anything is deployed. */
test.each<[source: string, before: Resources, after: Resources, rules: readonly string[]]>([
  ['aws/aws-cdk#2901: a replacement deletes what only DeletionPolicy keeps', { Data: { ...hashed('S'), UpdateReplacePolicy: undefined } }, { Data: { ...hashed('N'), UpdateReplacePolicy: undefined } }, ['key-attribute-type']],
  ['aws/aws-cdk#14011: another name for a bucket', { Docs: bucket(true) }, { Docs: { ...bucket(true), Properties: { ...bucket(true).Properties, BucketName: 'papers' } } }, ['replacement']],
  ['aws/aws-cdk#16658: a first deployment of files prunes the others', { Docs: bucket(false) }, { Docs: bucket(false), Site: copied({}) }, ['custom-resource']],
  ['aws/aws-cdk#981: a deployment of files that goes takes them along', { Docs: bucket(false), Site: copied({ RetainOnDelete: false }) }, { Docs: bucket(false) }, ['custom-resource']],
  ['aws-samples/cdk-keycloak#123: a default database name makes another cluster', { Db: cluster({}) }, { Db: cluster({ DatabaseName: 'keycloak' }) }, ['replacement']],
  ['ministryofjustice/cloud-platform#8148: a snapshot identifier goes after a restore', { Db: cluster({ SnapshotIdentifier: 'before' }) }, { Db: cluster({}) }, ['replacement']],
  ['ministackorg/ministack#1433: another type of a key attribute', { Data: hashed('S') }, { Data: hashed('N') }, ['key-attribute-type']],
  ['architect/architect#1329: another key of a table', { Data: indexed() }, { Data: { ...indexed(), Properties: { ...indexed().Properties, KeySchema: [{ AttributeName: 'x', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'x', AttributeType: 'S' }] } } }, ['replacement']],
  ['gladly-team/tab#582: a stack of the same name without its tables', { Data: { ...hashed('S'), DeletionPolicy: 'Delete' } }, {}, ['removal']],
  ['pulumi/pulumi#2759: an attribute of a user pool changes', { Pool: pool({ Schema: [email('tenant')] }) }, { Pool: pool({ Schema: [{ ...email('tenant'), AttributeDataType: 'Number' }] }) }, ['pool-schema']],
  ['pulumi/pulumi-aws#828: an attribute of a user pool goes', { Pool: pool({ Schema: [email('tenant')] }) }, { Pool: pool() }, ['pool-schema']],
  ['serverless/serverless#9635: an update of the pool clears triggers set beside it', { Pool: pool(), Hook: HOOKED }, { Pool: pool({ Schema: [email('tenant')] }), Hook: HOOKED }, ['pool-reset']],
  ['serverless/serverless#7510: SES for the pool clears triggers set beside it', { Pool: pool(), Hook: HOOKED }, { Pool: pool({ EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' } }), Hook: HOOKED }, ['pool-reset']],
  ['serverless/serverless#5317: a user made anew under the same name', { Pool: pool(), User: { Type: 'AWS::Cognito::UserPoolUser', Properties: { UserPoolId: { Ref: 'Pool' }, Username: 'u', UserAttributes: [] } } }, { Pool: pool(), User: { Type: 'AWS::Cognito::UserPoolUser', Properties: { UserPoolId: { Ref: 'Pool' }, Username: 'u', UserAttributes: [{ Name: 'tenant', Value: 'x' }] } } }, ['replacement']],
  ['aws/aws-cdk#28520: another logical ID for the policy of a bus', { Policy: busPolicy }, { PolicySid: busPolicy }, ['name-taken']],
  ['aws/aws-cdk#27094: another logical ID for a record', { Old: record }, { New: record }, ['name-taken']],
  ['aws/aws-cdk#15357: another logical ID for a managed policy', { Old: managed }, { New: managed }, ['name-taken']],
  ['aws/aws-cdk#13652: another logical ID for a log group', { Old: logs() }, { New: logs() }, ['name-taken']],
  ['awslabs/fhir-works-on-aws-deployment#540: the key goes of what is retained', { Key: key(), Data: { ...hashed('S'), Properties: { ...hashed('S').Properties, SSESpecification: { SSEEnabled: true, KMSMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } } } }, { Data: hashed('S') }, ['removal']],
  ['Abilityai/trinity#1638: a shorter retention deletes what is older', { Log: logs({ RetentionInDays: 90 }) }, { Log: logs({ RetentionInDays: 5 }) }, ['data-expiry']],
])('%s', (_, before, after, rules) => {
  const { reasons } = planned(stage(before), stage(after));
  expect(reasons.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...rules]));
});

test('aws/aws-cdk#16603: what empties a bucket leaves after the tag by which it does so', () => {
  const { reasons, steps } = planned(stage({ Docs: bucket(true), Emptier: EMPTIER }), stage({ Docs: bucket(false) }), new Set(['shop-data-prod.Emptier']));
  const [tagged, emptying] = ['Docs', 'Emptier'].map((id) => steps.map(({ state }) => state.get('shop-data-prod')?.template.Resources[id]));
  const untagged = tagged?.findIndex((resource) => !JSON.stringify(resource).includes('auto-delete')) ?? -1;
  const gone = emptying?.findIndex((resource) => resource === undefined) ?? -1;
  expect({ reasons, isUntagged: untagged >= 0, isLater: gone > untagged }).toEqual({ reasons: [], isUntagged: true, isLater: true });
});

/** Whoever is new where everything is new takes nothing from anybody; nor does one that follows another of its kind. */
test.each<[what: string, before: Resources, after: Resources]>([
  ['files for a new bucket', {}, { Docs: bucket(false), Site: copied({ DestinationBucketName: { Ref: 'Docs' } }) }],
  ['files beside what is there', { Docs: bucket(false) }, { Docs: bucket(false), Site: copied({ Prune: false }) }],
  ['files of the same destination under another logical ID', { Docs: bucket(false), Site: copied({}) }, { Docs: bucket(false), Site2: copied({}) }],
  ['a retention for the log of a new function', {}, {
    Work: { Type: 'AWS::Lambda::Function', Properties: { Role: 'r', Code: { ZipFile: 'x' } } },
    Kept: { Type: 'Custom::LogRetention', Properties: { ServiceToken: TOKEN, LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: 'Work' }]] }, RetentionInDays: 7 } },
  }],
])('no question: %s', (_, before, after) => {
  expect(planned(stage(before), stage(after)).reasons).toEqual([]);
});

test('a retention for a log that is there deletes what is older', () => {
  const work = { Type: 'AWS::Lambda::Function', Properties: { Role: 'r', Code: { ZipFile: 'x' } } };
  const kept = { Type: 'Custom::LogRetention', Properties: { ServiceToken: TOKEN, LogGroupName: { 'Fn::Join': ['', ['/aws/lambda/', { Ref: 'Work' }]] }, RetentionInDays: 7 } };
  expect(planned(stage({ Work: work }), stage({ Work: work, Kept: kept })).reasons.map(({ rule }) => rule)).toEqual(['custom-resource']);
});

test('aws/aws-cdk#14920: two indexes at once go in a step each', () => {
  const { reasons, steps } = planned(stage({ Data: indexed() }), stage({ Data: indexed('x', 'y') }));
  expect({ reasons, steps: steps.length }).toEqual({ reasons: [], steps: 2 });
});

const exporting = (isExported: boolean): StageSketch[string] => ({
  Resources: { Beside: BESIDE as never },
  ...isExported ? { Outputs: { Topic: { Value: { Ref: 'Beside' }, Export: { Name: 'shop-topic' } } } } : {},
});
const reading = (isRead: boolean): StageSketch[string] => ({
  Resources: { Path: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/topic', Type: 'String', Value: isRead ? { 'Fn::ImportValue': 'shop-topic' } : 'none' } } },
});

test('aws/aws-cdk#7602 and #4777: an export and its last reader never go in one deployment', () => {
  const before = { 'shop-data-prod': exporting(true), 'shop-api-prod': reading(true) };
  const after = { 'shop-data-prod': exporting(false), 'shop-api-prod': reading(false) };
  const asked = planned(before, after).reasons;
  const { reasons } = planned(before, after, new Set(asked.flatMap(({ accept }) => accept ?? [])));
  // Whether somebody outside of these stacks imports it nobody said, so that no word lets it go.
  expect(reasons.map(({ rule }) => rule)).toEqual(['export-lost']);
});
