import { isConsumed } from '../../src/assembly';

const mapping = (EventSourceArn: unknown) => [{
  stackName: 'jobs', template: { Resources: { Consumer: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { EventSourceArn } } } },
}];
const byName = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sqs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':a-sync-queue.fifo']] };
const byExport = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sqs:', { 'Fn::Select': [4, { 'Fn::Split': ['/', { 'Fn::ImportValue': name }] }] }]] });

test.each([
  ['by its name', byName, true],
  ['by a literal ARN', 'arn:aws:sqs:us-west-2:123456789012:a-sync-queue.fifo', true],
  ['by the resource of its own stack', { 'Fn::GetAtt': ['SyncQueue', 'Arn'] }, true],
  ['by the export of its URL', byExport('listbackup-infrastructure-sqs-dev-SyncQueueUrl'), true],
  ['by the output of its ARN', { 'Fn::GetStackOutput': { StackName: 'listbackup-infrastructure-sqs-dev', OutputName: 'SyncQueueArn' } }, true],
  ['by the export of another queue', byExport('listbackup-infrastructure-sqs-dev-FileSyncQueueUrl'), false],
  ['by the export of its dead-letter queue', byExport('listbackup-infrastructure-sqs-dev-SyncDeadLetterQueueUrl'), false],
  ['another queue', 'arn:aws:sqs:us-west-2:123456789012:not-a-sync-queue.fifo', false],
  ['a stream', { 'Fn::GetAtt': ['JobsTable', 'StreamArn'] }, false],
])('%s', (_how, arn, consumed) => {
  expect(isConsumed(mapping(arn), 'SyncQueue', 'a-sync-queue.fifo')).toBe(consumed);
});

test('no function takes it', () => {
  expect(isConsumed([{ stackName: 'empty', template: {} }], 'SyncQueue', 'a-sync-queue.fifo')).toBe(false);
});
