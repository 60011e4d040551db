import { functionReading, linesOf, pictureIn, TABLE } from './support';
import { groupsOf, kindsOf, restricted, type StackPart } from '../../src/diagram/model';
import { kindOf } from '../../src/diagram/model/kinds';

describe('who reads what of another stack', () => {
  const data = {
    resources: { UsersTable: TABLE },
    outputs: { UsersTableName: { Value: { Ref: 'UsersTable' }, Export: { Name: 'data-UsersTableName' } }, Motto: { Value: 'none', Export: { Name: 'data-Motto' } } },
  };

  test.each([
    ['an export', { 'Fn::ImportValue': 'data-UsersTableName' }, ['api.Reader data.UsersTable by export']],
    ['an export of a composed name', { 'Fn::ImportValue': { 'Fn::Sub': ['${Service}-UsersTableName', { Service: 'data' }] } }, ['api.Reader data.UsersTable by export']],
    ['an export that shows no resource', { 'Fn::ImportValue': 'data-Motto' }, ['api.Reader data.Motto by export']],
    ['an export of nobody here', { 'Fn::ImportValue': 'elsewhere' }, []],
    ['an output', { 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'UsersTableName' } }, ['api.Reader data.UsersTable by output']],
    ['a name', 'listbackup-main-users', ['api.Reader data.UsersTable by name']],
    ['an ARN with the name', { 'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:us-west-2:123456789012:table/listbackup-main-users/index/*' }, ['api.Reader data.UsersTable by name']],
    ['a longer name', 'listbackup-main-users-archive', []],
    ['a name that ends alike', 'my-listbackup-main-users', []],
  ])('by %s', (_, value, lines) => {
    expect(linesOf(pictureIn({ api: { resources: { Reader: functionReading(value) } }, data }))).toEqual(lines);
  });

  test('an export of another Region is another export', () => {
    expect(linesOf(pictureIn({ api: { region: 'eu-west-1', resources: { Reader: functionReading({ 'Fn::ImportValue': 'data-UsersTableName' }) } }, data }))).toEqual([]);
  });

  test('an output of another Region, where two stacks have one name in it', () => {
    const read = { 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'UsersTableName', Region: 'us-east-1' } };
    const [need] = pictureIn({ api: { resources: { Reader: functionReading(read) } }, data: { ...data, region: 'us-east-1' } }).needs;
    expect(need).toMatchObject({ from: 'api', to: 'data', reads: [{ target: 'UsersTable' }] });
  });

  test("a resource's own name, its tags and its description read nothing", () => {
    const Properties = {
      LogGroupName: '/aws/tables/listbackup-main-users', Description: 'of listbackup-main-users', Tags: [{ Key: 'Of', Value: 'listbackup-main-users' }],
    };
    expect(linesOf(pictureIn({ logs: { resources: { Group: { Type: 'AWS::Logs::LogGroup', Properties } } }, data }))).toEqual([]);
  });

  test('a property that names another kind of thing reads nothing', () => {
    const alarm = (Properties: Record<string, unknown>) => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
    const resources = {
      Read: alarm({ Dimensions: [{ Name: 'TableName', Value: 'listbackup-main-users' }] }), Unread: alarm({ MetricName: 'listbackup-main-users' }),
    };
    expect(linesOf(pictureIn({ alarms: { resources }, data }))).toEqual(['alarms.Read data.UsersTable by name']);
  });

  test('of two that share a name, the kind that the text says', () => {
    const events = {
      resources: {
        Archive: { Type: 'AWS::Events::Archive', Properties: { ArchiveName: 'listbackup-events-main', SourceArn: 'x' } },
        EventBus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'listbackup-events-main' } },
      },
    };
    const api = { resources: { Reader: functionReading('arn:aws:events:us-west-2:123456789012:event-bus/listbackup-events-main') } };
    expect(linesOf(pictureIn({ api, events }))).toEqual(['api.Reader events.EventBus by name']);
  });

  test('what is deployed first reads nothing of what comes later: the two share a name', () => {
    const domainName = (Type: string) => ({ resources: { Host: { Type, Properties: { DomainName: 'main.api.listbackup.ai' } } } });
    const domains = domainName('AWS::CertificateManager::Certificate');
    const between = { resources: {}, after: ['domains'] };
    const api = domainName('AWS::ApiGatewayV2::DomainName');
    expect(linesOf(pictureIn({ domains, between, api: { ...api, after: ['between'] } }))).toEqual(['api after between', 'between after domains']);
    expect(linesOf(pictureIn({ domains, api }))).toEqual(['domains.Host api.Host by name']);
  });

  test('a word such as main is no name', () => {
    const pool = { resources: { Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { GroupName: 'main', UserPoolId: 'x' } } } };
    expect(linesOf(pictureIn({ api: { resources: { Reader: functionReading('main') } }, pool }))).toEqual([]);
  });

  test('a secret by the ARN that its policies hold', () => {
    const secrets = { resources: { Stripe: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'listbackup/main/stripe' } } } };
    const api = { resources: { Reader: functionReading('arn:aws:secretsmanager:us-west-2:123456789012:secret:listbackup/main/stripe-??????') } };
    expect(linesOf(pictureIn({ api, secrets }))).toEqual(['api.Reader secrets.Stripe by name']);
  });
});

describe('the order of stacks', () => {
  const stack = (...after: string[]) => ({ after, resources: { Topic: { Type: 'AWS::SNS::Topic' } } });

  test('is drawn where nothing else says it', () => {
    expect(linesOf(pictureIn({ a: stack(), b: stack('a'), c: stack('a', 'b') }))).toEqual(['b after a', 'c after b']);
  });

  test('is not drawn beside an arrow of who reads', () => {
    const api = { after: ['data'], resources: { Reader: functionReading('listbackup-main-users') } };
    expect(linesOf(pictureIn({ api, data: { resources: { UsersTable: TABLE } } }))).toEqual(['api.Reader data.UsersTable by name']);
  });
});

describe('a stack', () => {
  const topic = (name: string, topicOf?: string) => ({ Type: 'AWS::SNS::Subscription', Properties: { Protocol: name, TopicArn: topicOf ? { Ref: topicOf } : 'x' } });
  const [stack] = pictureIn({
    s: {
      resources: {
        Topic: { Type: 'AWS::SNS::Topic' },
        A: topic('a', 'Topic'),
        B: topic('b', 'Topic'),
        C: topic('c', 'Topic'),
        Other: topic('other'),
        Policy: { Type: 'AWS::SNS::TopicPolicy', Properties: { Topics: [{ Ref: 'Topic' }] }, DependsOn: 'Other' },
        Metadata: { Type: 'AWS::CDK::Metadata' },
      },
    },
  }).stacks as [StackPart];

  test('counts its kinds: what it is there for first, and policies last', () => {
    expect(kindsOf(stack.resources)).toEqual([
      { kind: 'SNS subscription', number: 4 }, { kind: 'SNS topic', number: 1 }, { kind: 'SNS topic policy', number: 1 },
    ]);
  });

  test('says who refers to whom, and who depends on whom', () => {
    expect(stack.resources.map(({ logicalId, reads }) => [logicalId, reads])).toEqual([
      ['Topic', []], ['A', ['Topic']], ['B', ['Topic']], ['C', ['Topic']], ['Other', []], ['Policy', ['Other', 'Topic']],
    ]);
  });

  test('draws as one what only repeats itself', () => {
    const groups = groupsOf(stack, () => []).map(({ members }) => members.map(({ logicalId }) => logicalId));
    expect(groups).toEqual([['A', 'B', 'C'], ['Other'], ['Topic'], ['Policy']]);
  });

  test('draws alone who reads more elsewhere than the others', () => {
    const groups = groupsOf(stack, (id) => (id === 'A' ? ['x'] : [])).map(({ members }) => members.map(({ logicalId }) => logicalId));
    expect(groups).toEqual([['A'], ['B'], ['C'], ['Other'], ['Topic'], ['Policy']]);
  });
});

test('a restricted picture holds the stack, and the names of those that it reads and that read it', () => {
  const reading = (name: string, value: unknown) => ({
    resources: { R: functionReading(value) }, outputs: { Name: { Value: { Ref: 'R' }, Export: { Name: `${name}-export` } } },
  });
  const chain = pictureIn({
    one: reading('one', { 'Fn::ImportValue': 'two-export' }),
    two: reading('two', { 'Fn::ImportValue': 'three-export' }),
    three: reading('three', { 'Fn::ImportValue': 'four-export' }),
    four: reading('four', 'nothing'),
  });
  const picture = restricted(chain, new Set(['two']));
  expect(picture.stacks.map(({ name, brief }) => [name, brief])).toEqual([['one', true], ['three', true], ['two', false]]);
  expect(linesOf(picture)).toEqual(['one.R two.R by export', 'two.R three.R by export']);
});

test.each([
  ['AWS::DynamoDB::Table', 'DynamoDB table'],
  ['AWS::Cognito::UserPoolClient', 'Cognito user pool client'],
  ['AWS::ApiGatewayV2::Api', 'API Gateway API'],
  ['AWS::WAFv2::WebACL', 'WAF web ACL'],
  ['AWS::IAM::OIDCProvider', 'IAM OIDC provider'],
  ['AWS::Backup::BackupVault', 'Backup vault'],
  ['AWS::Logs::LogGroup', 'CloudWatch Logs group'],
  ['AWS::EventSchemas::Schema', 'EventBridge schema'],
  ['AWS::Config::ConfigRule', 'Config rule'],
  ['Custom::S3AutoDeleteObjects', 'custom resource S3AutoDeleteObjects'],
])('%s is a %s', (type, kind) => {
  expect(kindOf(type)).toBe(kind);
});
