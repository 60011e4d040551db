import { Duration } from 'aws-cdk-lib';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { attribute, grantedTo, MAIN, newFunction, only } from './functions';
import { ListBackupDataLayer, ListBackupTables } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { newStack, synth, templateOf } from '../support/synth';

test('a function reads a table\'s stream, and failures go to the stage\'s queue', () => {
  const stack = newStack();
  const tables = new ListBackupTables(stack, 'Tables', { stage: MAIN });
  newFunction(stack, 'Worker').consumeStream(tables.jobs);
  const template = templateOf(stack);
  const stream = attribute('JobsTable', 'StreamArn');
  expect(template.Resources.WorkerFunctionJobsStreamConsumer.Properties).toMatchObject({
    EventSourceArn: stream,
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    MaximumRetryAttempts: 3,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    Enabled: true,
    DestinationConfig: { OnFailure: { Destination: expect.anything() } },
  });
  expect(grantedTo(template, 'WorkerFunction')).toEqual([
    { Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'], Resource: stream },
    { Action: 'sqs:SendMessage', Resource: expect.anything() },
  ]);
});

test('options of the stream', () => {
  const template = synth((stack) => {
    const { jobs } = ListBackupDataLayer.fromStage(stack, 'Data', { stage: MAIN }).tables;
    newFunction(stack, 'Worker').consumeStream(jobs, {
      startingPosition: StartingPosition.LATEST,
      batchSize: 10,
      maxBatchingWindow: Duration.seconds(5),
      retryAttempts: 0,
      maxRecordAge: Duration.hours(1),
      bisectBatchOnError: false,
      parallelizationFactor: 4,
      onFailure: new Queue(stack, 'Failures'),
      filters: ['{"eventName":["INSERT"]}'],
      enabled: false,
    });
  });
  expect(only(template, 'AWS::Lambda::EventSourceMapping')).toMatchObject({
    StartingPosition: 'LATEST',
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 5,
    MaximumRetryAttempts: 0,
    MaximumRecordAgeInSeconds: 3600,
    BisectBatchOnFunctionError: false,
    ParallelizationFactor: 4,
    FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
    Enabled: false,
  });
});

test('is refused twice, without a stream, and with what Lambda doesn\'t take', () => {
  const stack = newStack();
  const { jobs, users } = ListBackupDataLayer.fromStage(stack, 'Data', { stage: MAIN }).tables;
  const fn = newFunction(stack, 'Worker');
  fn.consumeStream(jobs);
  expect(() => fn.consumeStream(jobs)).toThrow(refusal('consumeStream', ANY_VALUE, 'can\'t be called for table Jobs twice'));
  expect(() => fn.consumeStream(users)).toThrow(refusal('consumeStream', ANY_VALUE, 'requires a stream'));
  expect(() => newFunction(stack, 'Other').consumeStream(jobs, { batchSize: 20_000 })).toThrow(/batchSize/);
  expect(() => newFunction(stack, 'Third').consumeStream(jobs, { filters: ['insert'] })).toThrow(/JSON text/);
  expect(() => newFunction(stack, 'Fourth').consumeStream(jobs, { onFailure: new Queue(stack, 'Fifo', { fifo: true }) })).toThrow(/standard queue/);
});
