import { adapt } from '../../src/assembly';
import type { StackTemplate, EditableTemplate } from '../../src/template';

const KNOWN = new Set(['AWS::DynamoDB::Table', 'AWS::Events::EventBus', 'AWS::Events::Rule', 'AWS::Logs::LogGroup', 'AWS::SSM::Parameter', 'AWS::Kinesis::Stream', 'AWS::SQS::QueuePolicy']);

function stack(stackName: string, template: EditableTemplate): StackTemplate {
  return { stackName, template };
}

test('a type that the emulator does not know is taken out', () => {
  const bus = stack('bus', { Resources: { EventBus: { Type: 'AWS::Events::EventBus' }, EventArchive: { Type: 'AWS::Events::Archive' } } });
  expect(adapt([bus], KNOWN, false).removed).toEqual([{ stackName: 'bus', type: 'AWS::Events::Archive', logicalId: 'EventArchive', why: undefined }]);
  expect(Object.keys(bus.template.Resources ?? {})).toEqual(['EventBus']);
});

test('what refers to it goes as well, and what refers to that, also in another stack', () => {
  const bus = stack('bus', {
    Resources: {
      EventArchive: { Type: 'AWS::Events::Archive' },
      Near: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::GetAtt': ['EventArchive', 'Arn'] } } },
      Second: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::Sub': 'of ${Near}' } } },
      Apart: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'EventArchive' }, DependsOn: ['EventArchive', 'Other'] },
      Other: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'other' }, DependsOn: 'EventArchive' },
    },
    Outputs: {
      ArchiveArn: { Value: { 'Fn::GetAtt': ['EventArchive', 'Arn'] }, Export: { Name: 'bus-ArchiveArn' } },
      OtherName: { Value: { Ref: 'Other' }, Export: { Name: 'bus-OtherName' } },
    },
  });
  const reader = stack('reader', {
    Resources: {
      Importer: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::ImportValue': 'bus-ArchiveArn' } } },
      Stays: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::ImportValue': 'bus-OtherName' } } },
      // The same name in another stack is another resource.
      EventArchive: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'mine' } },
      Mine: { Type: 'AWS::SSM::Parameter', Properties: { Value: { Ref: 'EventArchive' } } },
    },
    Outputs: { Weak: { Value: { 'Fn::GetStackOutput': { StackName: 'bus', OutputName: 'ArchiveArn' } } } },
  });
  // The reader comes first, so one round is not enough.
  expect(adapt([reader, bus], KNOWN, false).removed.map(({ stackName, logicalId, why }) => `${stackName} ${logicalId} ${why}`)).toEqual([
    'bus EventArchive undefined',
    'bus Near refers to EventArchive',
    'bus Second refers to Near',
    'bus ArchiveArn refers to EventArchive',
    'reader Importer imports "bus-ArchiveArn"',
    'reader Weak reads bus.ArchiveArn',
  ]);
  expect(bus.template).toEqual({
    Resources: {
      Apart: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'EventArchive' }, DependsOn: ['Other'] },
      Other: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'other' } },
    },
    Outputs: { OtherName: { Value: { Ref: 'Other' }, Export: { Name: 'bus-OtherName' } } },
  });
  expect(Object.keys(reader.template.Resources ?? {})).toEqual(['Stays', 'EventArchive', 'Mine']);
  expect(reader.template.Outputs).toEqual({});
});

test('a property that the emulator drops is taken out and named, and what it refers to takes nothing with it', () => {
  const data = stack('data', {
    Resources: {
      Archive: { Type: 'AWS::Events::Archive' },
      UsersTable: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'users', TimeToLiveSpecification: { Enabled: true }, ContributorInsightsSpecification: { Ref: 'Archive' } } },
    },
  });
  const { dropped, removed } = adapt([data], KNOWN, false);
  expect(dropped.map(({ logicalId, property }) => `${logicalId}.${property}`)).toEqual(['UsersTable.TimeToLiveSpecification', 'UsersTable.ContributorInsightsSpecification']);
  expect(removed).toHaveLength(1);
  expect(data.template.Resources?.UsersTable?.Properties).toEqual({ TableName: 'users' });
});

test.each([
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Group', 'Arn'] }],
  ['Fn::Sub', { 'Fn::Sub': '${Group.Arn}' }],
  ['an ARN', 'arn:aws:logs:us-west-2:123456789012:log-group:/aws/events/bus'],
])('a rule that delivers to a log group by %s is said to deliver nothing there', (_, Arn) => {
  const bus = stack('bus', {
    Resources: {
      Group: { Type: 'AWS::Logs::LogGroup' },
      JobEventsRule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'Log', Arn }] } },
      UserEventsRule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Id: 'Queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }] } },
    },
  });
  expect(adapt([bus], KNOWN, false).inert).toEqual([
    { stackName: 'bus', type: 'AWS::Events::Rule', logicalId: 'JobEventsRule', why: 'delivers to queues and functions, not to log groups' },
  ]);
});

test('what reads an attribute that the emulator lacks goes, and what it refuses in a certain form goes', () => {
  const auth = stack('auth', {
    Resources: {
      Pool: { Type: 'AWS::Cognito::UserPool' },
      Math: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [] } },
      Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'metric' } },
    },
    Outputs: { Url: { Value: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] } }, Arn: { Value: { 'Fn::GetAtt': ['Pool', 'Arn'] } } },
  });
  const { removed } = adapt([auth], new Set(['AWS::Cognito::UserPool', 'AWS::CloudWatch::Alarm']), false);
  expect(removed.map(({ logicalId, why }) => `${logicalId}: ${why}`)).toEqual(['Math: metric math', 'Url: refers to Pool.ProviderURL']);
  expect(Object.keys(auth.template.Outputs ?? {})).toEqual(['Arn']);
});

test('permissions are enforced, and only a lenient emulator stores them without enforcing them', () => {
  const sqs = stack('sqs', { Resources: { SyncQueuePolicy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [], PolicyDocument: {} } } } });
  expect(adapt([sqs], KNOWN, false).inert).toEqual([]);
  expect(adapt([sqs], KNOWN, true).inert.map(({ logicalId, why }) => `${logicalId}: ${why}`)).toEqual(['SyncQueuePolicy: stored, not enforced']);
});

test('a custom resource stays, and is given a minute to answer unless it says otherwise', () => {
  const resources = {
    Empty: { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken: 'arn' } },
    Patient: { Type: 'AWS::CloudFormation::CustomResource', Properties: { ServiceToken: 'arn', ServiceTimeout: 5 } },
  };
  const { inert, removed } = adapt([stack('s3', { Resources: resources })], new Set(['AWS::CloudFormation::CustomResource']), false);
  expect(removed).toEqual([]);
  expect(inert.map(({ logicalId, why }) => `${logicalId}: ${why}`)).toEqual(['Empty: given 60 s to answer']);
  expect([resources.Empty.Properties, resources.Patient.Properties]).toEqual([
    { ServiceToken: 'arn', ServiceTimeout: 60 }, { ServiceToken: 'arn', ServiceTimeout: 5 },
  ]);
});

test('a type that is emulated and was never examined is named', () => {
  const streams = stack('streams', { Resources: { Stream: { Type: 'AWS::Kinesis::Stream' } } });
  expect(adapt([streams], KNOWN, false).unexamined).toEqual([{ stackName: 'streams', type: 'AWS::Kinesis::Stream', logicalId: 'Stream' }]);
});

test('the zone of a record is named where no stack makes it', () => {
  const record = (HostedZoneId: unknown) => ({ Type: 'AWS::Route53::RecordSet', Properties: { HostedZoneId, Name: 'www.example.org', Type: 'A' } });
  const api = stack('api', { Resources: { Zone: { Type: 'AWS::Route53::HostedZone' }, Theirs: record('Z1'), Own: record({ Ref: 'Zone' }) } });
  const known = new Set(['AWS::Route53::HostedZone', 'AWS::Route53::RecordSet']);
  expect(adapt([api], known, false).zones).toEqual([{ hostedZoneId: 'Z1', stackName: 'api', logicalId: 'Theirs' }]);
});
