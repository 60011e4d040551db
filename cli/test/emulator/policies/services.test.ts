import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { apiAddress } from '../../../src/up/checks/api-call';
import { ACCOUNT, invoke, REGION, startTestEmulator, type TestEmulator } from '../support/emulator';

const document = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource: unknown, more: Record<string, unknown> = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

function role(...statements: unknown[]) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
      ...statements.length > 0 && { Policies: [{ PolicyName: 'policy', PolicyDocument: document(...statements) }] },
    },
  };
}

/** Answers an API, lets a request pass as its authorizer, and logs. */
const CODE = 'exports.handler = async () => { console.log("called"); return { statusCode: 200, body: "called", isAuthorized: true }; };';
const fn = (FunctionName: string, Role: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName, Runtime: 'nodejs20.x', Handler: 'index.handler', Role: arn(Role), Code: { ZipFile: CODE } },
});
const permission = (FunctionName: string, Principal: string, SourceArn: unknown) => ({
  Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName, Principal, SourceArn }, DependsOn: FunctionName,
});
const route = (path: string, target: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { ApiId: { Ref: 'Api' }, RouteKey: `GET ${path}`, Target: { 'Fn::Sub': `integrations/\${${target}}` }, ...more },
});
const integration = (functionId: string) => ({
  Type: 'AWS::ApiGatewayV2::Integration',
  Properties: { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: arn(functionId), PayloadFormatVersion: '2.0' },
});
const authorizer = (functionId: string) => ({
  Type: 'AWS::ApiGatewayV2::Authorizer',
  Properties: {
    ApiId: { Ref: 'Api' },
    Name: functionId,
    AuthorizerType: 'REQUEST',
    EnableSimpleResponses: true,
    AuthorizerPayloadFormatVersion: '2.0',
    IdentitySource: ['$request.header.Authorization'],
    AuthorizerResultTtlInSeconds: 0,
    AuthorizerUri: { 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${functionId}.Arn}/invocations` },
  },
});
const guarded = (authorizerId: string) => ({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: authorizerId } });
const apiSource = (rest: string) => ({ 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/${rest}` });

const TEMPLATE = {
  Resources: {
    Role: role(allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], '*')),
    SilentRole: role(),
    Allowed: fn('Allowed', 'Role'),
    Silent: fn('Silent', 'SilentRole'),
    Refused: fn('Refused', 'Role'),
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true } },
    AllowedIntegration: integration('Allowed'),
    RefusedIntegration: integration('Refused'),
    RouteByPermission: permission('Allowed', 'apigateway.amazonaws.com', apiSource('*/*/allowed')),
    AllowedRoute: route('/allowed', 'AllowedIntegration'),
    OtherRoute: route('/other', 'AllowedIntegration'),
    RefusedRoute: route('/refused', 'RefusedIntegration'),
    Authorizer: authorizer('Allowed'),
    RefusedAuthorizer: authorizer('Refused'),
    AuthorizerPermission: permission('Allowed', 'apigateway.amazonaws.com', apiSource('authorizers/*')),
    GuardedPermission: permission('Allowed', 'apigateway.amazonaws.com', apiSource('*/*/guarded/*')),
    GuardedRoute: route('/guarded/allowed', 'AllowedIntegration', guarded('Authorizer')),
    UnguardedRoute: route('/guarded/refused', 'AllowedIntegration', guarded('RefusedAuthorizer')),
    Heard: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'heard' } },
    Unheard: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'unheard' } },
    HeardPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Heard' }],
        PolicyDocument: document(allow('sqs:SendMessage', arn('Heard'), {
          Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': arn('Rule') } },
        })),
      },
    },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['jobs'] },
        Targets: [{ Id: 'heard', Arn: arn('Heard') }, { Id: 'unheard', Arn: arn('Unheard') }, { Id: 'refused', Arn: arn('Refused') }],
      },
    },
  },
  Outputs: { ApiId: { Value: { Ref: 'Api' } } },
};

let emulator: TestEmulator;
let stacks: CloudFormationClient;
let api: string;

async function deploy(StackName: string, template: object): Promise<{ status?: string; reason?: string; apiId?: string }> {
  await stacks.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM'], OnFailure: 'DO_NOTHING' }));
  for (;;) {
    const { Stacks: [{ StackStatus, StackStatusReason, Outputs } = {}] = [] } = await stacks.send(new DescribeStacksCommand({ StackName }));
    if (!StackStatus?.endsWith('IN_PROGRESS')) return { status: StackStatus, reason: StackStatusReason, apiId: Outputs?.[0]?.OutputValue };
  }
}

beforeAll(async () => {
  emulator = await startTestEmulator();
  stacks = new CloudFormationClient(emulator.root);
  const { status, reason, apiId = '' } = await deploy('stack', TEMPLATE);
  expect({ status, reason }).toMatchObject({ status: 'CREATE_COMPLETE' });
  api = apiAddress(emulator.address.endpoint, apiId);
});
afterAll(async () => emulator.stop());

const refusal = (principal: string, action: string, resource: string) => expect.objectContaining({
  kind: 'refused', principal, action, resource: expect.stringContaining(resource),
});

test.each([
  ['/allowed', 200],
  // The permission is for another route.
  ['/other', 500],
  ['/refused', 500],
  ['/guarded/allowed', 200],
  ['/guarded/refused', 500],
])('API Gateway calls functions and authorizers by their own policy: GET %s is answered %d', async (path, status) => {
  expect((await fetch(`${api}${path}`, { headers: { authorization: 'x' } })).status).toBe(status);
});

test('a rule delivers to what lets it, and to nothing else', async () => {
  await new EventBridgeClient(emulator.root).send(new PutEventsCommand({ Entries: [{ Source: 'jobs', DetailType: 'Done', Detail: '{}' }] }));
  const sqs = new SQSClient(emulator.root);
  const receive = async (name: string) => (await sqs.send(new ReceiveMessageCommand({ QueueUrl: `${emulator.address.endpoint}/${ACCOUNT}/${name}`, WaitTimeSeconds: 1 }))).Messages?.length ?? 0;
  expect(await receive('heard')).toBe(1);
  expect(await receive('unheard')).toBe(0);
  expect(emulator.reports).toContainEqual(refusal('events.amazonaws.com', 'sqs:SendMessage', ':unheard'));
  expect(emulator.reports).toContainEqual(refusal('events.amazonaws.com', 'lambda:InvokeFunction', ':Refused'));
});

test('a topic calls a function by its policy', async () => {
  const subscription = (Endpoint: string) => ({ Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'lambda', Endpoint } });
  const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
  const { status } = await deploy('topic', {
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'topic' } },
      Subscription: subscription(functionArn('Refused')),
      TopicPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [{ Ref: 'Topic' }],
          PolicyDocument: document(allow('sns:Publish', { Ref: 'Topic' }, { Principal: { Service: 'events.amazonaws.com' } })),
        },
      },
      Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['topic'] }, Targets: [{ Id: 'topic', Arn: { Ref: 'Topic' } }] } },
    },
  });
  expect(status).toBe('CREATE_COMPLETE');
  await new EventBridgeClient(emulator.root).send(new PutEventsCommand({ Entries: [{ Source: 'topic', DetailType: 'Done', Detail: '{}' }] }));
  // The topic delivers on its own time.
  const refused = () => emulator.reports.filter((report) => report.kind === 'refused' && report.principal === 'sns.amazonaws.com');
  for (const until = Date.now() + 5_000; Date.now() < until && refused().length === 0;) await sleep(20);
  expect(refused()).toEqual([refusal('sns.amazonaws.com', 'lambda:InvokeFunction', ':Refused')]);
});

test('a mapping is created only for a function whose role may read the queue', async () => {
  const mapping = (...statements: unknown[]) => ({
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      Role: role(...statements),
      Function: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs20.x', Handler: 'index.handler', Role: arn('Role'), Code: { ZipFile: CODE } } },
      Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn: arn('Queue'), FunctionName: { Ref: 'Function' } } },
    },
  });
  const reads = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  expect(await deploy('unmapped', mapping())).toMatchObject({ status: expect.stringContaining('FAILED') as string });
  expect(await deploy('half-mapped', mapping(allow(reads.slice(0, 2), '*')))).toMatchObject({ status: expect.stringContaining('FAILED') as string });
  expect(await deploy('mapped', mapping(allow(reads, '*')))).toMatchObject({ status: 'CREATE_COMPLETE' });
});

test('logs are written only with the right to write them', async () => {
  await Promise.all(['Allowed', 'Silent'].map(async (name) => invoke(emulator, name)));
  const streams = async (name: string) => new CloudWatchLogsClient(emulator.root)
    .send(new DescribeLogStreamsCommand({ logGroupName: `/aws/lambda/${name}` })).then(({ logStreams = [] }) => logStreams.length, () => 0);
  expect(await streams('Allowed')).toBeGreaterThan(0);
  expect(await streams('Silent')).toBe(0);
  expect(emulator.reports).toContainEqual(refusal(expect.stringContaining('SilentRole') as string, 'logs:CreateLogGroup', '/aws/lambda/Silent'));
});
