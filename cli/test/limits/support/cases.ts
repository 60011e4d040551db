import { reportOn, type Resources } from './run';
import type { TemplateObject } from '../../plan/support/today';

/** An assembly, and the use of it. */
export interface Case { readonly templates: Readonly<Record<string, TemplateObject>>; readonly usage?: unknown }
export type Make = (amount: number) => Case;

const MONTH = 2_628_000;
export const of = (resources: Resources, usage?: unknown): Case => (
  { templates: { 'a-main': { Resources: resources } }, ...usage === undefined ? {} : { usage } }
);
const times = <T>(amount: number, make: (at: number) => T): Record<string, T> => (
  Object.fromEntries(Array.from({ length: amount }, (_, at) => [`R${at}`, make(at)]))
);
const list = (amount: number): string[] => Array.from({ length: amount }, (_, at) => `v${at}`);
export const text = (length: number): string => 'x'.repeat(length);
const number = (Type: string, Properties: object = {}): Make => (
  (amount) => of(times(amount, () => ({ Type, Properties })) as Resources)
);
const one = (Type: string, properties: (amount: number) => object): Make => (
  (amount) => of({ It: { Type, Properties: properties(amount) } } as Resources)
);
/** A resource, and as many others that belong to it. */
export const having = (Type: string, Properties: object, other: object): Make => (
  (amount) => of({ It: { Type, Properties }, ...times(amount, () => other) } as Resources)
);
/** A resource with a use that comes to so much a second, without a peak. */
export const rate = (Type: string, key: string, Properties: object = {}, more: object = {}): Make => (
  (amount) => of({ It: { Type, Properties } } as Resources, { peak: 1, It: { [key]: amount * MONTH, ...more } })
);

const fifo = { FifoQueue: true };
const highThroughput = { ...fifo, FifoThroughputLimit: 'perMessageGroupId' };
const byRequest = { BillingMode: 'PAY_PER_REQUEST' };
const provisioned = (reads: number, writes: number) => ({ ProvisionedThroughput: { ReadCapacityUnits: reads, WriteCapacityUnits: writes } });
const policy = (length: number) => ({ Statement: text(length - '{"Statement":""}'.length) });
export const ref = (Ref: string) => ({ Ref });

/** Each quota as its page gives it, for us-west-2: the most that fits, the least that doesn't, and a template of so much. */
export const CASES: readonly (readonly [quota: string, fits: number, exceeds: number, make: Make])[] = [
  ['CloudFormation.resources', 500, 501, number('AWS::CDK::Metadata')],
  ['CloudFormation.outputs', 200, 201, (n) => ({ templates: { 'a-main': { Resources: { It: { Type: 'AWS::KMS::Key' } }, Outputs: times(n, () => ({ Value: 'x' })) } } })],
  ['CloudFormation.parameters', 200, 201, (n) => ({ templates: { 'a-main': { Resources: { It: { Type: 'AWS::KMS::Key' } }, Parameters: times(n, () => ({ Type: 'String' })) } } as never })],
  ['CloudFormation.mappings', 200, 201, (n) => ({ templates: { 'a-main': { Resources: { It: { Type: 'AWS::KMS::Key' } }, Mappings: times(n, () => ({})) } } as never })],
  ['CloudFormation.stacks', 2000, 2001, (n) => ({ templates: Object.fromEntries(Array.from({ length: n }, (_, at) => [`s${at}-main`, { Resources: {} }])) })],
  ['IAM.roles', 1000, 1001, number('AWS::IAM::Role')],
  ['IAM.managedPolicies', 1500, 1501, number('AWS::IAM::ManagedPolicy')],
  ['IAM.managedPolicyCharacters', 6144, 6145, one('AWS::IAM::ManagedPolicy', (n) => ({ PolicyDocument: policy(n) }))],
  ['IAM.inlineRoleCharacters', 10240, 10241, (n) => of({
    It: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'a', PolicyDocument: policy(5000) }] } },
    More: { Type: 'AWS::IAM::Policy', Properties: { Roles: [ref('It')], PolicyDocument: policy(n - 5000) } },
  } as Resources)],
  ['IAM.trustPolicyCharacters', 2048, 2049, one('AWS::IAM::Role', (n) => ({ AssumeRolePolicyDocument: policy(n) }))],
  ['IAM.policiesPerRole', 10, 11, one('AWS::IAM::Role', (n) => ({ ManagedPolicyArns: list(n) }))],
  ['SQS.fifoCalls', 300, 301, rate('AWS::SQS::Queue', 'messages', fifo)],
  ['SQS.fifoHighThroughputCalls', 70000, 70001, rate('AWS::SQS::Queue', 'messages', highThroughput)],
  ['SQS.groupCalls', 3000, 3001, rate('AWS::SQS::Queue', 'messages', highThroughput, { messageGroups: 10 })],
  ['SQS.inFlight', 120000, 120001, rate('AWS::SQS::Queue', 'messages', {}, { messageSeconds: 1 })],
  ['SNS.topics', 100000, 100001, (n) => ({ templates: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`s${at}-main`, { Resources: times(at === 0 ? n - 90000 : 10000, () => ({ Type: 'AWS::SNS::Topic' })) }])) as Case['templates'] })],
  ['SNS.publishes', 9000, 9001, rate('AWS::SNS::Topic', 'publishes')],
  ['Lambda.concurrentExecutions', 1000, 1001, rate('AWS::Lambda::Function', 'invocations', {}, { seconds: 1 })],
  ['Lambda.reservedConcurrency', 900, 901, one('AWS::Lambda::Function', (n) => ({ ReservedConcurrentExecutions: n }))],
  ['Lambda.scaling', 1000, 1001, (n) => of({ It: { Type: 'AWS::Lambda::Function' } }, { peak: 2, It: { invocations: n * MONTH, seconds: 1 } })],
  ['Lambda.mappingConcurrency', 40, 41, (n) => of({
    Jobs: { Type: 'AWS::SQS::Queue' },
    It: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: { 'Fn::GetAtt': ['Jobs', 'Arn'] }, ScalingConfig: { MaximumConcurrency: 40 } } },
  }, { peak: 1, Jobs: { messages: n * MONTH / 2, messageSeconds: 2 } })],
  ['Lambda.environmentBytes', 4096, 4097, one('AWS::Lambda::Function', (n) => ({ Environment: { Variables: { NAME: text(n - 4) } } }))],
  ['Lambda.layers', 5, 6, one('AWS::Lambda::Function', (n) => ({ Layers: list(n) }))],
  ['Lambda.timeout', 900, 901, one('AWS::Lambda::Function', (n) => ({ Timeout: n }))],
  ['API Gateway.requests', 10000, 10001, rate('AWS::ApiGatewayV2::Api', 'requests', { ProtocolType: 'HTTP' })],
  ['API Gateway.stageRequests', 500, 501, (n) => of({
    It: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('It'), DefaultRouteSettings: { ThrottlingRateLimit: 500 } } },
  }, { peak: 1, It: { requests: n * MONTH } })],
  ['API Gateway.routes', 300, 301, having('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }, { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('It') } })],
  ['API Gateway.stages', 10, 11, having('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }, { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('It') } })],
  ['API Gateway.authorizers', 10, 11, having('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }, { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId: ref('It') } })],
  ['API Gateway.domains', 120, 121, number('AWS::ApiGatewayV2::DomainName')],
  ['API Gateway.apis', 600, 601, number('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' })],
  ['Cognito.userAuthentication', 120, 121, rate('AWS::Cognito::UserPool', 'signIns')],
  ['Cognito.userCreation', 50, 51, rate('AWS::Cognito::UserPool', 'signUps')],
  ['Cognito.userFederation', 25, 26, rate('AWS::Cognito::UserPool', 'federatedSignIns')],
  ['Cognito.userToken', 120, 121, rate('AWS::Cognito::UserPool', 'tokenRefreshes')],
  ['Cognito.userRead', 120, 121, rate('AWS::Cognito::UserPool', 'userReads')],
  ['Cognito.userPools', 1000, 1001, number('AWS::Cognito::UserPool')],
  ['Cognito.clients', 1000, 1001, having('AWS::Cognito::UserPool', {}, { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: ref('It') } })],
  ['Cognito.providers', 300, 301, having('AWS::Cognito::UserPool', {}, { Type: 'AWS::Cognito::UserPoolIdentityProvider', Properties: { UserPoolId: ref('It') } })],
  ['Cognito.customAttributes', 50, 51, one('AWS::Cognito::UserPool', (n) => ({ Schema: [{ Name: 'email', AttributeDataType: 'String' }, ...list(n).map((Name) => ({ Name, AttributeDataType: 'String' }))] }))],
  ['EventBridge.putEvents', 10000, 10001, rate('AWS::Events::EventBus', 'events')],
  ['EventBridge.invocations', 18750, 18751, rate('AWS::Events::EventBus', 'invocations')],
  ['EventBridge.buses', 100, 101, number('AWS::Events::EventBus')],
  ['EventBridge.rules', 300, 301, having('AWS::Events::EventBus', { Name: 'bus' }, { Type: 'AWS::Events::Rule', Properties: { EventBusName: ref('It') } })],
  ['EventBridge.targets', 5, 6, one('AWS::Events::Rule', (n) => ({ Targets: list(n) }))],
  ['EventBridge.patternCharacters', 2048, 2049, one('AWS::Events::Rule', (n) => ({ EventPattern: policy(n) }))],
  ['EventBridge.busPolicyCharacters', 10240, 10241, (n) => of({
    It: { Type: 'AWS::Events::EventBus' }, Policy: { Type: 'AWS::Events::EventBusPolicy', Properties: { EventBusName: ref('It'), Statement: policy(n) } },
  } as Resources)],
  ['EventBridge.registries', 10, 11, number('AWS::EventSchemas::Registry')],
  ['EventBridge.schemas', 100, 101, having('AWS::EventSchemas::Registry', {}, { Type: 'AWS::EventSchemas::Schema' })],
  ['EventBridge.discoverers', 10, 11, number('AWS::EventSchemas::Discoverer')],
  ['EventBridge.archives', 100, 101, number('AWS::Events::Archive')],
  ['DynamoDB.tables', 2500, 2501, number('AWS::DynamoDB::Table', byRequest)],
  ['DynamoDB.indexes', 20, 21, one('AWS::DynamoDB::Table', (n) => ({ ...byRequest, GlobalSecondaryIndexes: list(n).map((IndexName) => ({ IndexName })) }))],
  ['DynamoDB.projectedAttributes', 100, 101, one('AWS::DynamoDB::Table', (n) => ({ ...byRequest, GlobalSecondaryIndexes: [{ Projection: { NonKeyAttributes: list(60) } }, { Projection: { NonKeyAttributes: list(n - 60) } }] }))],
  ['DynamoDB.tableReads', 40000, 40001, rate('AWS::DynamoDB::Table', 'reads', byRequest)],
  ['DynamoDB.tableWrites', 40000, 40001, rate('AWS::DynamoDB::Table', 'writes', byRequest)],
  ['DynamoDB.ownReads', 70, 71, (n) => of({ It: { Type: 'AWS::DynamoDB::Table', Properties: provisioned(70, 5) } }, { It: { readsPerSecond: n } })],
  ['DynamoDB.ownWrites', 500, 501, rate('AWS::DynamoDB::Table', 'writes', { ...byRequest, OnDemandThroughput: { MaxWriteRequestUnits: 500 } })],
  ['DynamoDB.accountReads', 80000, 80001, (n) => of({
    A: { Type: 'AWS::DynamoDB::Table', Properties: provisioned(30000, 1) }, B: { Type: 'AWS::DynamoDB::Table', Properties: { ...provisioned(30000, 1), GlobalSecondaryIndexes: [provisioned(n - 60000, 1)] } },
  } as Resources)],
  ['DynamoDB.accountWrites', 80000, 80001, (n) => of({ A: { Type: 'AWS::DynamoDB::Table', Properties: provisioned(1, 40000) }, B: { Type: 'AWS::DynamoDB::Table', Properties: provisioned(1, n - 40000) } })],
  ['DynamoDB.partitionReads', 30000, 30001, rate('AWS::DynamoDB::Table', 'reads', byRequest, { hottestKeyShare: 0.1 })],
  ['DynamoDB.partitionWrites', 10000, 10001, rate('AWS::DynamoDB::Table', 'writes', byRequest, { hottestKeyShare: 0.1 })],
  ['DynamoDB.indexPartitionWrites', 4000, 4001, rate('AWS::DynamoDB::Table', 'writes', byRequest, { hottestIndexKeyShare: 0.25 })],
  ['DynamoDB.indexWrites', 10, 11, one('AWS::DynamoDB::Table', (n) => ({ ...provisioned(5, n), GlobalSecondaryIndexes: [provisioned(5, 10), provisioned(5, 40)] }))],
  ['S3.buckets', 10000, 10001, number('AWS::S3::Bucket')],
  ['S3.prefixWrites', 3500, 3501, rate('AWS::S3::Bucket', 'writes')],
  ['S3.prefixReads', 11000, 11001, rate('AWS::S3::Bucket', 'reads', {}, { hottestPrefixShare: 0.5 })],
  ['S3.policyBytes', 20480, 20481, one('AWS::S3::BucketPolicy', (n) => ({ PolicyDocument: policy(n) }))],
  ['S3.lifecycleRules', 1000, 1001, one('AWS::S3::Bucket', (n) => ({ LifecycleConfiguration: { Rules: list(n) } }))],
  ['SES.rate', 1, 2, rate('AWS::SES::ConfigurationSet', 'emails')],
  ['SES.daily', 200, 201, (n) => of({ It: { Type: 'AWS::SES::ConfigurationSet' } }, { peak: 1, It: { emails: n * 730 / 24 } })],
  ['CloudWatch.alarms', 5000, 5001, number('AWS::CloudWatch::Alarm')],
  ['CloudWatch.dashboardWidgets', 500, 501, one('AWS::CloudWatch::Dashboard', (n) => ({ DashboardBody: JSON.stringify({ widgets: list(n) }) }))],
  ['CloudWatch.dashboardMetrics', 2500, 2501, one('AWS::CloudWatch::Dashboard', (n) => ({ DashboardBody: { 'Fn::Join': ['', ['{"widgets":[{"properties":{"region":"', ref('AWS::Region'), `","metrics":${JSON.stringify(list(n))}}}]}`]] } }))],
  ['CloudWatch.alarmMetrics', 10, 11, one('AWS::CloudWatch::Alarm', (n) => ({ Metrics: [{ Expression: 'SUM(METRICS())' }, ...list(n).map((Id) => ({ Id, MetricStat: {} }))] }))],
  ['CloudWatch.compositeRuleCharacters', 10240, 10241, one('AWS::CloudWatch::CompositeAlarm', (n) => ({ AlarmRule: text(n) }))],
  ['CloudWatch Logs.putRequests', 5000, 5001, rate('AWS::Logs::LogGroup', 'putRequests')],
  ['CloudWatch Logs.resourcePolicies', 10, 11, number('AWS::Logs::ResourcePolicy')],
  ['CloudWatch Logs.policyCharacters', 5120, 5121, one('AWS::Logs::ResourcePolicy', (n) => ({ PolicyDocument: text(n) }))],
  ['CloudWatch Logs.metricFilters', 100, 101, having('AWS::Logs::LogGroup', {}, { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: ref('It') } })],
  ['KMS.requests', 100000, 100001, rate('AWS::KMS::Key', 'requests')],
  ['KMS.policyBytes', 32768, 32769, one('AWS::KMS::Key', (n) => ({ KeyPolicy: policy(n) }))],
  ['KMS.aliases', 50, 51, having('AWS::KMS::Key', {}, { Type: 'AWS::KMS::Alias', Properties: { TargetKeyId: ref('It') } })],
  ['WAF.webAcls', 100, 101, number('AWS::WAFv2::WebACL', { Rules: [] })],
  ['CloudFront.requests', 250000, 250001, rate('AWS::CloudFront::Distribution', 'requests')],
  ['CloudFront.transfer', 18.75, 18.8, rate('AWS::CloudFront::Distribution', 'transferOutGb')],
  ['CloudFront.distributions', 200, 201, number('AWS::CloudFront::Distribution')],
  ['CloudFront.responseHeadersPolicies', 20, 21, number('AWS::CloudFront::ResponseHeadersPolicy')],
  ['CloudFront.cachePolicies', 20, 21, number('AWS::CloudFront::CachePolicy')],
  ['CloudFront.originAccessControls', 100, 101, number('AWS::CloudFront::OriginAccessControl')],
  ['Backup.vaults', 300, 301, number('AWS::Backup::BackupVault')],
  ['Backup.plans', 300, 301, number('AWS::Backup::BackupPlan')],
  ['Backup.selections', 100, 101, having('AWS::Backup::BackupPlan', {}, { Type: 'AWS::Backup::BackupSelection', Properties: { BackupPlanId: ref('It') } })],
  ['Backup.restoreTestingPlans', 100, 101, number('AWS::Backup::RestoreTestingPlan')],
  ['Secrets Manager.requests', 10000, 10001, rate('AWS::SecretsManager::Secret', 'requests')],
  ['Systems Manager.parameters', 10000, 10001, number('AWS::SSM::Parameter')],
  ['Systems Manager.valueBytes', 4096, 4097, one('AWS::SSM::Parameter', (n) => ({ Value: text(n) }))],
  ['Cost Explorer.serviceMonitors', 1, 2, number('AWS::CE::AnomalyMonitor', { MonitorType: 'DIMENSIONAL' })],
];

/** Whether a quota is exceeded. */
export async function exceededIn({ templates, usage }: Case, quota: string): Promise<boolean> {
  const { limits: found } = await reportOn(templates, usage === undefined ? {} : { usage });
  const own = found.filter(({ id }) => id === quota);
  expect(own.length).toBeGreaterThan(0);
  return own.some(({ used, limit }) => used > limit);
}

/** Cases with so many resources that reading them takes long. */
export const isLarge = ([, fits,, make]: (typeof CASES)[number]): boolean => {
  const { templates } = make(fits);
  return Object.values(templates).reduce((sum, { Resources: resources }) => sum + 1 + Object.keys(resources).length, 0) > 1000;
};
