import { describeAdaptation, describeChecks, describePhases } from '../../src/up/report';

test('what is not as on AWS: what is missing first, the rest grouped by type', () => {
  const table = (logicalId: string) => ({ stackName: 'data', type: 'AWS::DynamoDB::Table', logicalId });
  const policy = (logicalId: string) => ({ stackName: 'sqs', type: 'AWS::SQS::QueuePolicy', logicalId, why: 'stored, never enforced' });
  expect(describeAdaptation({
    removed: [
      { stackName: 'bus', type: 'AWS::Events::Archive', logicalId: 'EventArchive' },
      { stackName: 'bus', type: 'output', logicalId: 'EventArchiveArn', why: 'refers to EventArchive' },
    ],
    dropped: [
      { ...table('Users'), property: 'TimeToLiveSpecification' }, { ...table('Users'), property: 'SSESpecification' },
      { ...table('Jobs'), property: 'SSESpecification' }, { stackName: 'bus', type: 'AWS::Events::EventBus', logicalId: 'EventBus', property: 'LogConfig' },
    ],
    inert: ['A', 'B', 'C', 'D'].map(policy),
    unexamined: [{ stackName: 'kms', type: 'AWS::KMS::Key', logicalId: 'Key' }],
  })).toEqual([
    'not emulated: AWS::Events::Archive EventArchive',
    'not emulated: output EventArchiveArn (refers to EventArchive)',
    'dropped by the emulator: AWS::DynamoDB::Table SSESpecification (2), TimeToLiveSpecification (1)',
    'dropped by the emulator: AWS::Events::EventBus LogConfig (1)',
    'stored, never enforced: AWS::SQS::QueuePolicy (4)',
    'emulated, properties not examined: AWS::KMS::Key Key',
  ]);
});

test('the table of what was checked', () => {
  expect(describeChecks([
    { name: 'Users table: read', outcome: 'passed', seconds: 0.0512 },
    { name: 'queues: in order', outcome: 'passed', seconds: 12.3, detail: 'Sync' },
    { name: 'events: delivered', outcome: 'failed', seconds: 0.2, detail: 'Error: nothing arrived' },
    { name: 'events: not delivered', outcome: 'unreached' },
    { name: 'sign-in', outcome: 'absent', detail: 'no export x' },
  ])).toEqual([
    'Users table: read      ok                0.05 s',
    'queues: in order       ok               12.30 s  Sync',
    'events: delivered      FAILED            0.20 s  Error: nothing arrived',
    'events: not delivered  not reached',
    'sign-in                not in this app           no export x',
  ]);
});

test('how long it took', () => {
  expect(describePhases(new Map([['synthesis', 1.25], ['deployment', 2.04]]), 3.96)).toBe('synthesis 1.3 s, deployment 2.0 s, in all 4.0 s');
});
