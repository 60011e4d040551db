import { countAdaptation, describeAdaptation } from '../../src/assembly';

test('what is not as on AWS: what is missing first, alike ones in one line', () => {
  const table = (logicalId: string) => ({ stackName: 'data', type: 'AWS::DynamoDB::Table', logicalId });
  const policy = (logicalId: string) => ({ stackName: 'sqs', type: 'AWS::SQS::QueuePolicy', logicalId, why: 'stored, never enforced' });
  const alarm = (logicalId: string, why?: string) => ({ stackName: 'monitoring', type: 'AWS::CloudWatch::Alarm', logicalId, why });
  expect(describeAdaptation({
    removed: [
      { stackName: 'bus', type: 'AWS::Events::Archive', logicalId: 'EventArchive' },
      { stackName: 'bus', type: 'AWS::EventSchemas::Registry', logicalId: 'SchemaRegistry' },
      ...['A', 'B', 'C', 'D'].map((id) => alarm(id)), alarm('E', 'metric math'),
      { stackName: 'bus', type: 'output', logicalId: 'EventArchiveArn', why: 'refers to EventArchive' },
    ],
    dropped: [
      { ...table('Users'), property: 'TimeToLiveSpecification' }, { ...table('Users'), property: 'SSESpecification' },
      { ...table('Jobs'), property: 'SSESpecification' }, { stackName: 'bus', type: 'AWS::Events::EventBus', logicalId: 'EventBus', property: 'LogConfig' },
    ],
    inert: ['A', 'B', 'C', 'D'].map(policy),
    unexamined: [{ stackName: 'kms', type: 'AWS::KMS::Key', logicalId: 'Key' }],
    zones: ['ApiDomainRecord', 'ApiDomainRecordIpv6'].map((logicalId) => ({ hostedZoneId: 'Z1', stackName: 'api', logicalId })),
  })).toEqual([
    'not emulated: AWS::Events::Archive EventArchive',
    'not emulated: AWS::EventSchemas::Registry SchemaRegistry',
    'not emulated: AWS::CloudWatch::Alarm (4)',
    'not emulated: AWS::CloudWatch::Alarm E (metric math)',
    'not emulated: output EventArchiveArn (refers to EventArchive)',
    'dropped by the emulator: AWS::DynamoDB::Table SSESpecification (2), TimeToLiveSpecification (1)',
    'dropped by the emulator: AWS::Events::EventBus LogConfig (1)',
    'stored, never enforced: AWS::SQS::QueuePolicy (4)',
    'emulated, properties not examined: AWS::KMS::Key Key',
    'taken to be there: hosted zone Z1, of ApiDomainRecord, ApiDomainRecordIpv6',
  ]);
});

test('the same as numbers in one line, without those that are 0', () => {
  const part = { stackName: 'bus', type: 'AWS::Events::Archive', logicalId: 'EventArchive' };
  const nothing = { removed: [], dropped: [], inert: [], unexamined: [], zones: [] };
  expect(countAdaptation({ ...nothing, removed: [part, part], inert: [{ ...part, why: 'stored' }] })).toBe('not as on AWS: 2 not emulated, 1 limited');
  expect(countAdaptation({ ...nothing, dropped: [{ ...part, property: 'Tags' }, { ...part, property: 'Name' }], unexamined: [part, part, part], zones: [{ ...part, hostedZoneId: 'Z1' }] }))
    .toBe('not as on AWS: 1 with fewer properties, 3 not examined, 1 taken to be there');
  expect(countAdaptation(nothing)).toBeUndefined();
});
