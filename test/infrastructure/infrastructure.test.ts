import { App, CfnResource, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { ListBackupAuthSender, ListBackupInfrastructure, ListBackupInfrastructureProps, ListBackupStage } from '../../src';
import { TABLE_FACTS } from '../data-layer/tables.facts';
import { longestChain } from '../support/dependency-chain';
import { ANY_VALUE, refusal } from '../support/refusal';
import { exportsOf, MAIN_ENV, resourcesOfType, tagsOf, TemplateJson, templateOf } from '../support/synth';

/** The stacks of the specification, in the order they deploy, each with what it deploys after. */
const STACKS: Readonly<Record<string, readonly string[]>> = {
  'recovery': [],
  'dynamodb': [],
  'sqs': [],
  's3': ['recovery'],
  'domains': [],
  'ses': [],
  'eventbridge': ['s3'],
  'cognito': ['s3', 'eventbridge'],
  'api-gateway': ['cognito', 'domains'],
  'edge-certificate': [],
  'edge': ['s3', 'edge-certificate'],
  'edge-logs': ['edge', 's3'],
  'monitoring': ['api-gateway', 'cognito', 'dynamodb', 'eventbridge', 's3', 'ses', 'sqs'],
  'backup': ['recovery', 'dynamodb', 's3'],
};

/** What stands without a hosted zone and without a concrete environment. */
const ANYWHERE = ['dynamodb', 'sqs', 's3', 'ses', 'eventbridge', 'cognito', 'api-gateway', 'monitoring', 'backup'];

/** What stands in us-east-1, wherever the rest is. */
const GLOBAL = ['recovery', 'edge-certificate', 'edge-logs'];

/** What only some kinds of stage have by default. */
const OPERATED = ['main', 'staging'];
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  'recovery': ['main'], 'monitoring': OPERATED, 'backup': OPERATED, 'edge-certificate': OPERATED, 'edge': OPERATED, 'edge-logs': OPERATED,
};

/** The stacks of a stage by default, in the order they deploy. */
const servicesIn = (stage: string) => Object.keys(STACKS).filter((service) => ONLY_IN[service]?.includes(stage) ?? true);

const ZONE = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
const WHOLE = { env: MAIN_ENV, hostedZone: ZONE };

const QUEUES = ['Sync', 'Backup', 'Export', 'Analytics', 'Maintenance', 'Alert'];
const BUCKETS = ['Data', 'Assets', 'Exports', 'Logs'];
const RULES = ['DataSync', 'Job', 'User', 'Billing', 'Platform', 'System'];

/** Every output key of the specification, by service. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  'dynamodb': [...TABLE_FACTS.flatMap(([id]) => [`${id}TableName`, `${id}TableArn`]), 'JobsTableStreamArn'],
  'sqs': QUEUES.flatMap((id) => [`${id}QueueUrl`, `${id}QueueArn`, `${id}DeadLetterQueueUrl`, `${id}DeadLetterQueueArn`]),
  's3': [
    ...BUCKETS.flatMap((id) => ['Name', 'Arn', 'DomainName', 'RegionalDomainName'].map((attribute) => `${id}Bucket${attribute}`)),
    'S3AccessLogGroupName', 'S3AccessLogGroupArn',
  ],
  'eventbridge': [
    'EventBusName', 'EventBusArn',
    ...RULES.flatMap((id) => [`${id}EventsRuleName`, `${id}EventsRuleArn`]),
    'EventBridgeLogGroupName', 'EventBridgeLogGroupArn', 'EventBridgeLogRoleArn',
    'EventsDeadLetterQueueUrl', 'EventsDeadLetterQueueArn',
  ],
  'cognito': [
    'CognitoUserPoolId', 'CognitoUserPoolArn', 'CognitoUserPoolClientId', 'CognitoJwksUri', 'CognitoIssuer',
    'CognitoUserPoolDomain', 'CognitoIdentityPoolId', 'CognitoAuthenticatedRoleArn', 'CognitoUnauthenticatedRoleArn',
  ],
  'domains': ['SSLCertificateArn', 'SSMParameterName'],
  'ses': ['SESDomainIdentity', 'SESConfigurationSetName', 'SNSTopicArn', 'PasswordResetTemplateName', 'MFASetupTemplateName'],
  'api-gateway': ['HttpApiId', 'HttpApiEndpoint', 'CustomDomainEndpoint', 'CognitoAuthorizerId'],
  'edge-certificate': ['EdgeAssetsCertificateArn'],
  'edge': ['AssetsDistributionId', 'AssetsDistributionArn', 'AssetsDistributionDomainName', 'AssetsEndpoint'],
  'edge-logs': [],
  'recovery': [
    'RecoveryKeyArn', 'RecoveryKeyId', 'CopyVaultName', 'CopyVaultArn', 'RestoreRoleArn',
    'DataReplicaBucketName', 'DataReplicaBucketArn', 'DataReplicaBucketDomainName', 'DataReplicaBucketRegionalDomainName',
  ],
  'monitoring': ['CriticalTopicArn', 'WarningTopicArn', 'AlarmKeyArn'],
  'backup': ['BackupVaultName', 'BackupVaultArn', 'BackupPlanId', 'BackupPlanArn'],
};

/** What `main` and stages with a firewall publish besides. */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  'main domains': ['ApiApexCertificateArn'],
  'main edge-certificate': ['EdgeWebAclArn', 'EdgeWebAclLogGroupName'],
  'staging edge-certificate': ['EdgeWebAclArn', 'EdgeWebAclLogGroupName'],
};

/** The two outputs whose export has a name of its own. */
const EXPORTED_AS: Readonly<Record<string, string>> = { SESDomainIdentity: 'DomainIdentity', SESConfigurationSetName: 'ConfigurationSetName' };

const stackNameOf = (service: string, stage: string) => `listbackup-${service === 'api-gateway' ? '' : 'infrastructure-'}${service}-${stage}`;

const infrastructureOf = (props: ListBackupInfrastructureProps, scope: Construct = new App()) => (
  new ListBackupInfrastructure(scope, 'ListBackup', props)
);

const templatesOf = (infrastructure: ListBackupInfrastructure): Record<string, TemplateJson> => (
  Object.fromEntries(infrastructure.stacks.map((stack) => [stack.stackName, templateOf(stack)]))
);

const serviceOf = ({ stackName }: Stack) => (
  /^listbackup-(?:infrastructure-)?(api-gateway|edge-certificate|edge-logs|[a-z0-9]+)-/.exec(stackName)?.[1] ?? ''
);
const stacksOf = ({ stacks }: ListBackupInfrastructure): Record<string, Stack> => (
  Object.fromEntries(stacks.map((stack) => [serviceOf(stack), stack]))
);
const templateIn = (infrastructure: ListBackupInfrastructure, service: string): TemplateJson => templateOf(stacksOf(infrastructure)[service]);

/** The warnings about what the stage has, which are on its first stack of tables: CDK prints none of a construct outside of a stack. */
function warningsOf(infrastructure: ListBackupInfrastructure): string[] {
  return stacksOf(infrastructure).dynamodb.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));
}

/** How many stacks wait for each other in a row. */
function wavesOf(stack: Stack): number {
  return 1 + Math.max(0, ...stack.dependencies.map(wavesOf));
}

describe.each(['main', 'staging', 'dev', 'feature-x'])('stage %s', (name) => {
  const infrastructure = infrastructureOf({ stage: ListBackupStage.of(name), ...WHOLE });
  const templates = templatesOf(infrastructure);

  test('has the deployed stacks in their order', () => {
    const expected = servicesIn(name);
    expect(infrastructure.stacks.map((stack) => stack.stackName)).toEqual(expected.map((service) => stackNameOf(service, name)));
    for (const stack of infrastructure.stacks) {
      const after = STACKS[serviceOf(stack)].filter((service) => expected.includes(service));
      expect([serviceOf(stack), stack.dependencies.map(serviceOf).sort()]).toEqual([serviceOf(stack), [...after].sort()]);
      expect([stack.account, stack.region]).toEqual(['123456789012', GLOBAL.includes(serviceOf(stack)) ? 'us-east-1' : 'us-west-2']);
    }
  });

  test('deploys in no more than five waves, six with recovery', () => {
    expect(Math.max(...infrastructure.stacks.map(wavesOf))).toBe(infrastructure.recovery ? 6 : infrastructure.monitoring ? 5 : 4);
  });

  test.each(servicesIn(name))('%s publishes exactly what is specified', (service) => {
    const prefix = stackNameOf(service, name);
    const keys = [...OUTPUTS[service], ...FURTHER[`${name} ${service}`] ?? []];
    expect(exportsOf(templates[prefix])).toEqual(Object.fromEntries(keys.map((key) => [key, `${prefix}-${EXPORTED_AS[key] ?? key}`])));
  });

  test('names every resource from the stage: nothing carries a logical ID that CDK derived', () => {
    const derived = Object.values(templates).flatMap((template) => Object.keys(template.Resources)).filter((id) => /[0-9A-F]{8}$/.test(id));
    // Development's buckets are emptied by CDK's own function.
    expect(derived.filter((id) => !id.startsWith('CustomS3AutoDeleteObjects'))).toEqual([]);
  });

  test('tags every resource with its service and stage; roles have no Stage, rules have no tags', () => {
    for (const [stackName, template] of Object.entries(templates)) {
      const service = stackName.slice(0, -name.length - 1);
      for (const [id, resource] of Object.entries(template.Resources)) {
        const tags = tagsOf(resource);
        if (resource.Type === 'AWS::Events::Rule') expect(resource.Properties).not.toHaveProperty('Tags');
        if (Object.keys(tags).length === 0) continue;
        expect([id, tags.Service, tags.ManagedBy]).toEqual([id, service, 'CDK']);
        expect([id, tags.Stage]).toEqual([id, resource.Type === 'AWS::IAM::Role' ? undefined : name]);
      }
    }
    const tagged = Object.values(templates).flatMap((template) => Object.values(template.Resources)).filter((resource) => tagsOf(resource).Service);
    expect([...new Set(tagged.map(({ Type }) => Type))]).toEqual(expect.arrayContaining([
      'AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::Events::EventBus', 'AWS::Logs::LogGroup', 'AWS::Cognito::UserPool', 'AWS::IAM::Role',
      'AWS::SSM::Parameter', 'AWS::CertificateManager::Certificate', 'AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::DomainName',
      'AWS::SES::EmailIdentity', 'AWS::SES::ConfigurationSet', 'AWS::SNS::Topic', 'AWS::Lambda::Function',
      'AWS::Logs::DeliveryDestination', 'AWS::Logs::DeliverySource', 'AWS::Logs::Delivery',
      ...OPERATED.includes(name) ? ['AWS::CloudFront::Distribution'] : [],
    ]));
  });
});

describe('where it stands', () => {
  const stage = ListBackupStage.MAIN;

  test('below an App, a Stage or any construct the stack names stay, and the Stage\'s environment is taken', () => {
    const app = new App();
    const production = new Stage(app, 'Production', { env: MAIN_ENV });
    const { stacks } = infrastructureOf({ stage }, new Construct(production, 'Somewhere'));
    expect(stacks.map((stack) => [stack.stackName, stack.account, stack.region])).toEqual(
      Object.keys(STACKS).filter((service) => service !== 'domains')
        .map((service) => [stackNameOf(service, 'main'), '123456789012', GLOBAL.includes(service) ? 'us-east-1' : 'us-west-2']));
    expect(templateOf(stacks[3]).Resources.DataBucket.Properties.BucketName).toBe('listbackup-data-main-123456789012-us-west-2');
  });

  test('its own environment goes before the Stage\'s', () => {
    const outer = new Stage(new App(), 'Production', { env: MAIN_ENV });
    expect(infrastructureOf({ stage, env: { account: '210987654321', region: 'eu-west-1' } }, outer).stacks[1].region).toBe('eu-west-1');
  });

  test('two stages in one app, and one stage in two regions', () => {
    const app = new App();
    new ListBackupInfrastructure(app, 'Dev', { stage: ListBackupStage.DEV });
    new ListBackupInfrastructure(app, 'Main', { stage, env: MAIN_ENV });
    const elsewhere = new ListBackupInfrastructure(app, 'Elsewhere', { stage, env: { ...MAIN_ENV, region: 'eu-west-1' } });
    expect(warningsOf(elsewhere)).toEqual([expect.stringContaining('[ack: listbackup-infrastructure:stageInSecondRegion]')]);
    // Development has neither alarms nor backups; the first of the two regions also has the edge.
    expect(app.synth().stacks).toHaveLength((ANYWHERE.length - 2) + (ANYWHERE.length + 4) + ANYWHERE.length);
  });

  test.each([undefined, MAIN_ENV])('the same stage, account and region twice is refused: %j', (env) => {
    const app = new App();
    new ListBackupInfrastructure(app, 'First', { stage, env });
    expect(() => new ListBackupInfrastructure(new Stage(app, 'Again'), 'Second', { stage, env }))
      .toThrow(/Stage "main" already exists in .* \(First\)\. Again\/Second would create the same stacks/);
  });

  test.each([undefined, {}, { stage: 'main' }])('bad input is refused: %p', (props) => {
    expect(() => infrastructureOf(props as never)).toThrow(refusal('stage', ANY_VALUE, 'must be a ListBackupStage'));
  });
});

describe('options', () => {
  const stage = ListBackupStage.DEV;

  test('one removal policy for all, and a part\'s own before it', () => {
    const infrastructure = infrastructureOf({ stage, removalPolicy: RemovalPolicy.RETAIN, queues: { removalPolicy: RemovalPolicy.DESTROY } });
    const [tables, queues, buckets, auth] = ['dynamodb', 'sqs', 's3', 'cognito'].map((service) => templateIn(infrastructure, service));
    expect(tables.Resources.UsersTable.DeletionPolicy).toBe('Retain');
    expect(buckets.Resources.DataBucket.DeletionPolicy).toBe('Retain');
    expect(auth.Resources.CognitoUserPool.DeletionPolicy).toBe('Retain');
    expect(queues.Resources.SyncQueue.DeletionPolicy).toBe('Delete');
  });

  test('reach the parts', () => {
    const infrastructure = infrastructureOf({ stage, tables: { pointInTimeRecoveryDays: 5 }, buckets: { audit: true } });
    const [tables, buckets] = ['dynamodb', 's3'].map((service) => templateIn(infrastructure, service));
    expect(tables.Resources.UsersTable.Properties.PointInTimeRecoverySpecification).toMatchObject({ RecoveryPeriodInDays: 5 });
    expect(buckets.Resources).toHaveProperty('DataAuditTrail');
  });

  test('the hosted zone names the hosts', () => {
    const hostedZone = { hostedZoneId: 'Z1', zoneName: 'backup.example.org' };
    const infrastructure = infrastructureOf({ stage: ListBackupStage.MAIN, hostedZone });
    const [buckets, auth, api] = ['s3', 'cognito', 'api-gateway'].map((service) => templateIn(infrastructure, service));
    expect(JSON.stringify(buckets.Resources.DataBucket)).toContain('https://main.backup.example.org');
    expect(auth.Resources.CognitoUserPoolClient.Properties.CallbackURLs).toEqual(['https://main.backup.example.org/callback']);
    expect(api.Outputs.CustomDomainEndpoint.Value).toBe('https://main.api.backup.example.org');
    expect(JSON.stringify(infrastructure.stacks.map(templateOf))).not.toMatch(/(?<!@)\blistbackup\.ai/);
  });

  test('a zone that is no domain is refused', () => {
    expect(() => infrastructureOf({ stage, hostedZone: { hostedZoneId: 'Z1', zoneName: 'not a domain' } })).toThrow(refusal('hostedZone.zoneName', 'not a domain'));
  });
});

describe('without a zone, without an environment', () => {
  const stage = ListBackupStage.MAIN;

  test('without a hosted zone there are no domains and no hosts, and everything else stands', () => {
    const infrastructure = infrastructureOf({ stage, env: MAIN_ENV });
    expect(infrastructure.stacks.map(serviceOf)).toEqual(Object.keys(STACKS).filter((service) => service !== 'domains'));
    expect(infrastructure.domains).toBeUndefined();
    const resources = infrastructure.stacks.flatMap((stack) => Object.values(templateOf(stack).Resources));
    const types = new Set(resources.map(({ Type }) => Type));
    for (const type of ['AWS::Route53::RecordSet', 'AWS::CertificateManager::Certificate', 'AWS::ApiGatewayV2::DomainName']) expect(types).not.toContain(type);
    for (const { Type, Properties } of resources) {
      if (Type === 'AWS::CloudFront::Distribution') expect(Properties.DistributionConfig).not.toHaveProperty('Aliases');
    }
    expect(templateIn(infrastructure, 'api-gateway').Outputs.CustomDomainEndpoint.Value).toEqual({ 'Fn::GetAtt': ['HttpApi', 'ApiEndpoint'] });
  });

  test('without a concrete account and region the edge is left out with a warning that has an ID', () => {
    const infrastructure = infrastructureOf({ stage, hostedZone: ZONE });
    expect(infrastructure.stacks.map(serviceOf)).toEqual(['dynamodb', 'sqs', 's3', 'domains', 'ses', 'eventbridge', 'cognito', 'api-gateway', 'monitoring', 'backup']);
    expect(infrastructure.edge).toBeUndefined();
    expect(warningsOf(infrastructure)).toEqual(['recoveryLeftOut', 'edgeLeftOut', 'deliveryLeftOut'].map((id) => (
      expect.stringContaining(`[ack: listbackup-infrastructure:${id}]`)
    )));
  });

  test('the edge can be left out, and asked for in development', () => {
    const without = infrastructureOf({ stage, ...WHOLE, edge: { enabled: false } });
    expect([without.edge, without.stacks.map(serviceOf).filter((service) => service.startsWith('edge'))]).toEqual([undefined, []]);
    for (const edge of [{}, { enabled: true }, { shieldAdvanced: false }]) {
      const development = infrastructureOf({ stage: ListBackupStage.DEV, ...WHOLE, edge });
      expect(development.stacks.map(serviceOf)).toEqual(expect.arrayContaining(['edge-certificate', 'edge', 'edge-logs']));
    }
    expect(() => infrastructureOf({ stage, ...WHOLE, edge: { enabled: 'no' as never } })).toThrow(refusal('edge.enabled', 'no'));
  });

  test.each([{ account: '123456789012' }, { region: 'us-west-2' }, undefined])('the edge asked for explicitly is refused there: %j', (env) => {
    expect(() => infrastructureOf({ stage, env, edge: {} })).toThrow(refusal('edge', true, 'requires a concrete account and Region: its certificate is in us-east-1, and the stacks name each other'));
  });

  test.each(['main', 'dev'])('domains asked for without a zone are refused: %s', (name) => {
    expect(() => infrastructureOf({ stage: ListBackupStage.of(name), domains: {} })).toThrow(refusal('domains', /\{\}/));
  });
});

describe('the edge in front of the API', () => {
  const stage = ListBackupStage.MAIN;
  const infrastructure = infrastructureOf({ stage, ...WHOLE, edge: { frontsApi: true, onlyThroughEdge: true, cachedPaths: ['/plans'], rateLimit: 500 } });
  const [api, edge, certificates] = ['api-gateway', 'edge', 'edge-certificate'].map((service) => templateIn(infrastructure, service));

  test('today\'s host stays with the API, its DNS records move to the edge, and the edge reaches the origin\'s own', () => {
    expect(api.Resources.ApiDomainName.Properties.DomainName).toBe('main.api.listbackup.ai');
    expect(api.Resources.ApiOriginDomainName.Properties.DomainName).toBe('main-origin.api.listbackup.ai');
    const namesIn = (template: TemplateJson) => Object.values(resourcesOfType(template, 'AWS::Route53::RecordSet'))
      .map(({ Properties: { Name, Type } }) => `${String(Name).replace(/\.$/, '')} ${String(Type)}`).sort();
    expect(namesIn(api)).toEqual(['main-origin.api.listbackup.ai A', 'main-origin.api.listbackup.ai AAAA']);
    expect(namesIn(edge)).toEqual([
      'api.listbackup.ai A', 'api.listbackup.ai AAAA', 'main.api.listbackup.ai A', 'main.api.listbackup.ai AAAA', 'main.assets.listbackup.ai A', 'main.assets.listbackup.ai AAAA',
    ]);
  });

  test('only the edge may call: a generated secret, which no template holds, and no endpoint of the API\'s own', () => {
    expect(templateIn(infrastructure, 'secrets').Resources.EdgeSecret.Properties).toMatchObject({ Name: 'listbackup/main/edge', GenerateSecretString: { PasswordLength: 48 } });
    expect(api.Resources.HttpApi.Properties.DisableExecuteApiEndpoint).toBe(true);
    expect(JSON.stringify(edge.Resources.EdgeApiDistribution)).toContain('{{resolve:secretsmanager:');
    expect(JSON.stringify(edge.Resources.EdgeApiDistribution)).toContain('x-listbackup-edge');
  });

  test('the first of two deployments: the edge sends the secret, and the API doesn\'t ask for it', () => {
    const between = infrastructureOf({ stage, ...WHOLE, edge: { frontsApi: true, onlyThroughEdge: true, checkEdgeSecret: false, edgeSecretVersion: '2' } });
    expect(templateIn(between, 'secrets').Resources.EdgeSecret).toBeDefined();
    expect(templateIn(between, 'api-gateway').Resources.HttpApi.Properties.DisableExecuteApiEndpoint).toBe(false);
    const sent = JSON.stringify(templateIn(between, 'edge').Resources.EdgeApiDistribution);
    expect(sent).toContain('x-listbackup-edge');
    expect(sent).toContain('edge secret 2');
  });

  test('the firewall counts as told', () => {
    expect(JSON.stringify(certificates.Resources.EdgeWebAcl.Properties)).toContain('"Limit":500');
  });

  test('deploys after the API, in one wave more', () => {
    const { edge: edgeStack, 'edge-logs': logs } = stacksOf(infrastructure);
    expect(edgeStack.dependencies.map(serviceOf).sort()).toEqual(['api-gateway', 'edge-certificate', 's3', 'secrets']);
    // Production has a wave before the others: what its data bucket is replicated to.
    expect(wavesOf(edgeStack)).toBe(6);
    expect(wavesOf(logs)).toBe(7);
  });

  test.each([
    [{ edge: { onlyThroughEdge: true } }, refusal('edge.onlyThroughEdge', ANY_VALUE, 'requires edge.frontsApi')],
    [{ edge: { frontsApi: true, onlyThroughEdge: 'yes' } }, refusal('edge.onlyThroughEdge', 'yes')],
    [{ edge: { frontsApi: true }, hostedZone: undefined }, refusal('edge.frontsApi', true, 'requires a hosted zone, in which the edge finds the API')],
    [{ edge: { frontsApi: true, checkEdgeSecret: false } }, refusal('edge.checkEdgeSecret', false, 'requires a secret that the edge sends')],
    [{ edge: { frontsApi: true, onlyThroughEdge: true, checkEdgeSecret: 'yes' } }, refusal('edge.checkEdgeSecret', 'yes')],
    [{ edge: { rateLimit: 9 } }, refusal('rateLimit', 9, 'must be a whole number from ')],
    [{ edge: true }, refusal('edge', true, 'must be an options object')],
    [{ budget: null }, refusal('budget', null, 'must be an options object')],
    [{ delivery: null }, refusal('delivery', null, 'must be an options object')],
    [{ secrets: [] }, refusal('secrets', ANY_VALUE, 'must be an options object')],
    [{ api: { corsOrigins: ['*'], corsCredentials: true } }, /corsOrigins|corsCredentials/],
    [{ api: { customDomainName: 'api.example.org' } }, refusal('customDomainName', 'api.example.org')],
    [{ api: { apex: false }, domains: { apex: true } }, refusal('api.apex', false)],
    [{ authSender: 'MAILCHIMP' }, refusal('authSender', 'MAILCHIMP', 'must be one of: ')],
  ])('bad input is refused: %j', (props, message) => {
    expect(() => infrastructureOf({ stage, ...WHOLE, ...props } as never)).toThrow(message);
  });
});

describe('operations', () => {
  const { MAIN, STAGING, DEV } = ListBackupStage;
  const people = ['operations@listbackup.ai'];

  test('in production and staging there are alarms, in development where asked', () => {
    expect([MAIN, STAGING, DEV].map((stage) => infrastructureOf({ stage }).monitoring !== undefined)).toEqual([true, true, false]);
    expect(infrastructureOf({ stage: DEV, monitoring: {} }).monitoring).toBeDefined();
  });

  test('whoever is told of alarms is told of failed backups, by a topic of that name, and neither stack waits for the other', () => {
    const infrastructure = infrastructureOf({ stage: MAIN, ...WHOLE });
    expect(templateIn(infrastructure, 'backup').Resources.BackupJobFailedRule.Properties.Targets).toEqual([{
      Id: 'Topic', Arn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:us-west-2:123456789012:listbackup-main-critical']] },
    }]);
    expect(templateIn(infrastructure, 'monitoring').Resources.CriticalTopic.Properties.TopicName).toBe('listbackup-main-critical');
    expect(stacksOf(infrastructure).backup.dependencies).not.toContain(stacksOf(infrastructure).monitoring);
  });

  test('a budget where there is one, and a warning where there is none', () => {
    const budget = { monthlyUsd: 500, emails: people };
    const costsOf = (infrastructure: ListBackupInfrastructure) => infrastructure.stacks.find(({ stackName }) => stackName.endsWith('-costs'));
    const costs = costsOf(infrastructureOf({ stage: MAIN, budget }));
    expect(costs?.stackName).toBe('listbackup-infrastructure-monitoring-main-costs');
    expect(templateOf(costs!).Resources.Budget.Properties).toMatchObject({ Budget: { BudgetLimit: { Amount: 500, Unit: 'USD' } } });
    expect(templateOf(costsOf(infrastructureOf({ stage: DEV, budget }))!).Resources).toHaveProperty('Budget');
    expect(costsOf(infrastructureOf({ stage: MAIN }))).toBeUndefined();
  });

  test('a role for GitHub where the repository is told, and a warning where it is not', () => {
    const told = infrastructureOf({ stage: MAIN, ...WHOLE, delivery: { repository: 'ListBackup-ai/infrastructure' } });
    expect(templateIn(told, 'deploy').Resources.DeployRole.Properties.RoleName).toBe('listbackup-main-deploy');
    expect(wavesOf(stacksOf(told).deploy)).toBe(1);
    expect(warningsOf(told)).toEqual([]);
    const silent = infrastructureOf({ stage: MAIN, ...WHOLE });
    expect(silent.delivery).toBeUndefined();
    expect(warningsOf(silent)).toEqual([expect.stringContaining('[ack: listbackup-infrastructure:deliveryLeftOut]')]);
  });

  test('what a service watches stands in stacks after all others', () => {
    const app = new App();
    const infrastructure = infrastructureOf({ stage: MAIN, ...WHOLE }, app);
    const consumer = new Stack(app, 'Billing', { env: MAIN_ENV });
    infrastructure.monitoring!.watch(new Table(consumer, 'Invoices', { tableName: 'invoices', partitionKey: { name: 'id', type: AttributeType.STRING } }));
    expect(infrastructure.stacks.at(-1)?.stackName).toBe('listbackup-infrastructure-monitoring-main-alarms');
    app.synth();
  });

  test('no stack of production comes near CloudFormation\'s limits: 60 % of 500 resources, 200 outputs, 1 MB', () => {
    const { stacks } = infrastructureOf({ stage: MAIN, ...WHOLE, budget: { monthlyUsd: 500, emails: people }, delivery: { repository: 'ListBackup-ai/app' } });
    for (const stack of stacks) {
      const template = templateOf(stack);
      expect([stack.stackName, Object.keys(template.Resources).length <= 300]).toEqual([stack.stackName, true]);
      expect([stack.stackName, Object.keys(template.Outputs).length <= 120]).toEqual([stack.stackName, true]);
      expect([stack.stackName, JSON.stringify(template, undefined, 1).length <= 600_000]).toEqual([stack.stackName, true]);
    }
  });
});

describe('key, secrets, e-mail', () => {
  const stage = ListBackupStage.MAIN;

  test('one key encrypts whatever takes one', () => {
    const infrastructure = infrastructureOf({ stage, ...WHOLE, key: {}, secrets: { secrets: { stripe: {} } } });
    expect(infrastructure.stacks.map(serviceOf).slice(0, 3)).toEqual(['recovery', 'kms', 'secrets']);
    const key = { 'Fn::ImportValue': 'listbackup-infrastructure-kms-main-EncryptionKeyArn' };
    expect(templateIn(infrastructure, 'dynamodb').Resources.UsersTable.Properties.SSESpecification).toMatchObject({ KMSMasterKeyId: key });
    expect(templateIn(infrastructure, 'sqs').Resources.SyncQueue.Properties.KmsMasterKeyId).toEqual(key);
    expect(JSON.stringify(templateIn(infrastructure, 's3').Resources.DataBucket.Properties.BucketEncryption)).toContain(JSON.stringify(key));
    expect(JSON.stringify(templateIn(infrastructure, 's3').Resources.LogsBucket.Properties.BucketEncryption)).toContain('AES256');
    expect(templateIn(infrastructure, 'secrets').Resources.StripeSecret.Properties.KmsKeyId).toEqual(key);
    expect(templateIn(infrastructure, 'ses').Resources.SNSTopic.Properties.KmsMasterKeyId).toEqual(key);
    expect(stacksOf(infrastructure).dynamodb.dependencies.map(serviceOf)).toEqual(['kms']);
  });

  test('without being asked for there is neither', () => {
    const infrastructure = infrastructureOf({ stage, ...WHOLE });
    expect([infrastructure.key, infrastructure.secrets]).toEqual([undefined, undefined]);
  });

  test.each<[string, Partial<ListBackupInfrastructureProps>, boolean]>([
    ['that the app creates', { authSender: ListBackupAuthSender.SES }, true],
    ['that exists already', { authSender: ListBackupAuthSender.SES, email: { emailIdentity: EmailIdentity.fromEmailIdentityName(new Stack(), 'Identity', 'listbackup.ai') } }, false],
    ['of none, as Cognito itself sends', {}, false],
  ])('synthesis warns of a sender that isn\'t verified yet: an identity %s', (_, props, warned) => {
    const { metadata } = stacksOf(infrastructureOf({ stage, ...WHOLE, ...props })).cognito.node;
    expect(metadata.some(({ type, data }) => type === 'aws:cdk:warning' && String(data).includes('[ack: listbackup-infrastructure:senderNotVerified]'))).toBe(warned);
  });

  test.each([
    [ListBackupAuthSender.SES, false],
    [ListBackupAuthSender.COGNITO, true],
  ])('opened messages are counted unless mail with codes is among them: %s', (authSender, isTracked) => {
    const { EventDestination } = templateIn(infrastructureOf({ stage, ...WHOLE, authSender }), 'ses').Resources.SESEventDestination.Properties as unknown as {
      EventDestination: { MatchingEventTypes: string[] };
    };
    expect(['open', 'click'].map((event) => EventDestination.MatchingEventTypes.includes(event))).toEqual([isTracked, isTracked]);
  });

  test('Cognito sends by itself, as deployed, and through the stage\'s identity where asked', () => {
    const poolOf = (props: object) => templateIn(infrastructureOf({ stage, ...WHOLE, ...props }), 'cognito').Resources.CognitoUserPool.Properties;
    expect(poolOf({})).not.toHaveProperty('EmailConfiguration');
    const identity = 'arn:aws:ses:us-west-2:123456789012:identity/listbackup.ai';
    expect(poolOf({ authSender: ListBackupAuthSender.SES }).EmailConfiguration).toEqual({
      EmailSendingAccount: 'DEVELOPER',
      From: 'no-reply@listbackup.ai',
      ConfigurationSet: 'listbackup-main-config-set',
      SourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, identity.slice('arn:aws'.length)]] },
    });
  });

  test('live DKIM records stay in domains, and ses makes none', () => {
    const infrastructure = infrastructureOf({ stage, ...WHOLE, domains: { dkimTokens: ['one', 'two', 'three'] } });
    expect(Object.keys(resourcesOfType(templateIn(infrastructure, 'domains'), 'AWS::Route53::RecordSet'))).toEqual(['SESDKIM1', 'SESDKIM2', 'SESDKIM3']);
    expect(resourcesOfType(templateIn(infrastructure, 'ses'), 'AWS::Route53::RecordSet')).toEqual({});
  });
});

test('within a stack nothing waits for more than five others in a row', () => {
  const { stacks } = infrastructureOf({ stage: ListBackupStage.MAIN, ...WHOLE });
  const chains = stacks.map((stack) => [stack.stackName, longestChain(templateOf(stack))] as const);
  expect(chains.filter(([, chain]) => chain.length - 1 > 5)).toEqual([]);
});

test('handles of the whole infrastructure work in a stack of the consumer\'s own', () => {
  const app = new App();
  const infrastructure = new ListBackupInfrastructure(app, 'ListBackup', { stage: ListBackupStage.MAIN });
  const consumer = new Stack(app, 'Consumer');
  new CfnResource(consumer, 'Reader', {
    type: 'Test::Reader',
    properties: {
      table: infrastructure.dataLayer.tables.users.tableName,
      queue: infrastructure.messaging.queues.sync.queueUrl,
      bus: infrastructure.messaging.eventBus.eventBusName,
      pool: infrastructure.auth.userPool.userPoolId,
    },
  });
  const template = templateOf(consumer);
  expect(template.Resources.Reader.Properties).toMatchObject({
    table: 'listbackup-main-users',
    bus: 'listbackup-events-main',
    pool: { 'Fn::ImportValue': 'listbackup-infrastructure-cognito-main-CognitoUserPoolId' },
  });
  expect(consumer.dependencies.map(serviceOf).sort()).toEqual(['cognito', 'dynamodb', 'eventbridge', 'sqs']);
  for (const stack of infrastructure.stacks) expect(JSON.stringify(templateOf(stack))).not.toContain('ExportsOutput');
});
