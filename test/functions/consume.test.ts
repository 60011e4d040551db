import { App, Duration, Stack } from 'aws-cdk-lib';
import { arn, attribute, grantedTo, MAIN, newFunction, only, warningsOf } from './functions';
import { IListBackupQueues, ListBackupFunction, ListBackupFunctionProps, ListBackupQueue, ListBackupQueues, ListBackupStage } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';
import { newStack, resourcesOfType, tagsOf, TemplateJson, templateOf } from '../support/synth';

type Use = (fn: ListBackupFunction, queues: IListBackupQueues, stack: Stack) => void;

/** A stack with all queues and a function that consumes some. */
function consumer(props: Partial<ListBackupFunctionProps>, use: Use): { stack: Stack; template: TemplateJson } {
  const stack = newStack();
  const queues = new ListBackupQueues(stack, 'Queues', { stage: MAIN });
  use(newFunction(stack, 'Worker', props), queues, stack);
  return { stack, template: templateOf(stack) };
}

const timeoutOf = ({ template }: { template: TemplateJson }) => template.Resources.WorkerFunction.Properties.Timeout as unknown;

describe('a consumer of each queue', () => {
  // The specification's figures. The default timeout is the smaller of 300 seconds and the queue's visibility.
  test.each([
    ['Sync', 10, 1, 300],
    ['Backup', 5, 1, 300],
    ['Export', 3, 5, 300],
    ['Analytics', 2, 10, 300],
    ['Maintenance', 2, 5, 300],
    ['Alert', 20, 1, 60],
  ])('%s: at most %d copies, %d messages at once, %d seconds', (name, concurrency, batchSize, seconds) => {
    const made = consumer({}, (fn, queues) => fn.consume(queues.byName(name)));
    expect(made.template.Resources[`WorkerFunction${name}Consumer`].Properties).toEqual({
      FunctionName: attribute('WorkerFunction'),
      EventSourceArn: attribute(`${name}Queue`),
      BatchSize: batchSize,
      ScalingConfig: { MaximumConcurrency: concurrency },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      Enabled: true,
      Tags: [{ Key: 'ManagedBy', Value: 'CDK' }, { Key: 'Service', Value: 'listbackup-api' }, { Key: 'Stage', Value: 'main' }],
    });
    expect(timeoutOf(made)).toBe(seconds);
    expect(grantedTo(made.template, 'WorkerFunction')).toEqual([{
      Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      Resource: attribute(`${name}Queue`),
    }]);
    expect(warningsOf(made.stack)).toEqual([]);
  });
});

test('a consumer in another stack knows the queue by its name, and makes no export', () => {
  const app = new App();
  const producer = new Stack(app, 'Producer');
  const queues = new ListBackupQueues(producer, 'Queues', { stage: MAIN });
  const stack = new Stack(app, 'Consumer');
  newFunction(stack, 'Worker', { service: 'listbackup-api-sync' }).consume(queues.sync);
  const template = templateOf(stack);
  const mapping = template.Resources.WorkerFunctionSyncConsumer;
  expect(mapping.Properties.EventSourceArn).toEqual(arn('sqs', 'listbackup-sync-queue-main.fifo'));
  expect(tagsOf(mapping).Service).toBe('listbackup-api-sync');
  expect(grantedTo(template, 'WorkerFunction')[0].Resource).toEqual(arn('sqs', 'listbackup-sync-queue-main.fifo'));
  expect(Object.keys(templateOf(producer).Outputs).filter((key) => key.startsWith('ExportsOutput'))).toEqual([]);
  expect(stack.dependencies).toEqual([producer]);
});

test('a queue of a service\'s own, with its own figures', () => {
  const made = consumer({}, (fn, _queues, stack) => fn.consume(new ListBackupQueue(stack, 'Webhooks', {
    stage: MAIN, visibilityTimeout: Duration.seconds(90), maxConcurrency: 4, batchSize: 7,
  })));
  expect(made.template.Resources.WorkerFunctionWebhooksConsumer.Properties).toMatchObject({ BatchSize: 7, ScalingConfig: { MaximumConcurrency: 4 } });
  expect(timeoutOf(made)).toBe(90);
});

test('figures of the consumer\'s own', () => {
  const { template } = consumer({}, (fn, queues) => fn.consume(queues.export, { batchSize: 10, maxConcurrency: 1000, enabled: false }));
  expect(template.Resources.WorkerFunctionExportConsumer.Properties)
    .toMatchObject({ BatchSize: 10, ScalingConfig: { MaximumConcurrency: 1000 }, Enabled: false });
});

test('with provisioned copies the alias is called', () => {
  const { template } = consumer({ provisionedConcurrency: 1 }, (fn, queues) => fn.consume(queues.sync));
  expect(only(template, 'AWS::Lambda::EventSourceMapping').FunctionName).toEqual({ Ref: 'WorkerFunctionAlias' });
});

describe('the timeout', () => {
  test('follows from the shortest visibility of several queues', () => {
    const made = consumer({}, (fn, queues) => {
      fn.consume(queues.backup);
      expect(fn.timeout.toSeconds()).toBe(300);
      fn.consume(queues.alert);
      expect(fn.timeout.toSeconds()).toBe(60);
      fn.consume(queues.sync);
    });
    expect(timeoutOf(made)).toBe(60);
    expect(Object.keys(resourcesOfType(made.template, 'AWS::Lambda::EventSourceMapping'))).toHaveLength(3);
  });

  test('that is said stays', () => {
    expect(timeoutOf(consumer({ timeout: Duration.minutes(10) }, (fn, queues) => fn.consume(queues.analytics)))).toBe(600);
  });

  test.each([
    ['Alert', 61, 60],
    ['Sync', 301, 300],
    ['Export', 900, undefined],
    ['Backup', 900, undefined],
  ])('of a consumer of %s of %d seconds is an error beyond the visibility', (name, seconds, visibility) => {
    const consume = () => consumer({ timeout: Duration.seconds(seconds) }, (fn, queues) => fn.consume(queues.byName(name)));
    if (visibility === undefined) {
      expect(consume).not.toThrow();
    } else {
      const rule = `must not exceed ${visibility} seconds, the visibility timeout of queue ${name}`;
      expect(consume).toThrow(refusal('timeout', Duration.seconds(seconds).toHumanString(), rule));
    }
  });

  // Six times below: 10 of Alert's 60, 50 of Sync's 300, 300 of Backup's 1800.
  test.each([['Alert', 10], ['Sync', 50], ['Backup', 300], ['Analytics', 600]])('of a consumer of %s that is said to be %d seconds is fine', (name, seconds) => {
    const { stack } = consumer({ timeout: Duration.seconds(seconds) }, (fn, queues) => fn.consume(queues.byName(name)));
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each([['Alert', 11, 60, 10], ['Sync', 51, 300, 50], ['Sync', 300, 300, 50], ['Backup', 301, 1800, 300]])(
    'of a consumer of %s that is said to be %d seconds is warned of', (name, seconds, visibility, advised) => {
      const { stack } = consumer({ timeout: Duration.seconds(seconds) }, (fn, queues) => fn.consume(queues.byName(name)));
      expect(warningsOf(stack)).toEqual([
        `The timeout of ${seconds} seconds is not 6 times below the ${visibility} seconds for which queue ${name} hides a message, as Lambda advises: throttled messages `
        + `may be handled twice. Take Duration.seconds(${advised}) or less, or a longer visibility timeout. [ack: listbackup-infrastructure:timeoutNearVisibility]`,
      ]);
    },
  );

  test('has no place where a queue hides nothing', () => {
    const visibilityTimeout = Duration.seconds(0);
    expect(() => consumer({}, (fn, _queues, stack) => fn.consume(new ListBackupQueue(stack, 'Webhooks', { stage: MAIN, visibilityTimeout }))))
      .toThrow(refusal('visibilityTimeout', '0 seconds', 'must be a Duration of 1 to 43200 whole seconds'));
  });
});

describe('reserved copies', () => {
  test('fewer than the queues may start are warned of', () => {
    const { stack } = consumer({ reservedConcurrency: 12 }, (fn, queues) => {
      fn.consume(queues.sync);
      fn.consume(queues.export);
    });
    expect(warningsOf(stack)).toEqual([expect.stringContaining('reservedConcurrency is 12, and with queue Export the queues start up to 13 copies')]);
    expect(warningsOf(stack)).toEqual([expect.stringContaining('[ack: listbackup-infrastructure:reservedConcurrencyBelowQueues]')]);
  });

  test('as many as the queues may start are fine', () => {
    const { stack } = consumer({ reservedConcurrency: 10 }, (fn, queues) => fn.consume(queues.sync));
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('a second consumer', () => {
  test('is refused where it is the same function', () => {
    expect(() => consumer({}, (fn, queues) => {
      fn.consume(queues.sync);
      fn.consume(queues.sync);
    })).toThrow(refusal('consume', 'Sync', 'can\'t be called for queue '));
  });

  test('is warned of in whichever stack of the app it stands', () => {
    const app = new App();
    const producer = new Stack(app, 'Producer');
    const queues = new ListBackupQueues(producer, 'Queues', { stage: MAIN });
    newFunction(producer, 'Worker').consume(queues.sync);
    const stack = new Stack(app, 'Other');
    newFunction(stack, 'Second').consume(queues.sync);
    expect(warningsOf(producer)).toEqual([]);
    expect(warningsOf(stack)).toEqual(['Queue Sync is consumed by Producer/Worker already: each message goes to one of the two functions, and nothing says to which. '
      + 'Give one of them a queue of its own. [ack: listbackup-infrastructure:queueConsumedTwice]']);
  });

  test('of another stage or in another region is none', () => {
    const app = new App();
    const stacks = [[MAIN, 'us-west-2'], [MAIN, 'us-east-1'], [ListBackupStage.DEV, 'us-west-2']].map(([stage, region], at) => {
      const stack = new Stack(app, `Stack${at}`, { env: { account: '123456789012', region: region as string } });
      newFunction(stack, 'Worker', { stage: stage as ListBackupStage }).consume(new ListBackupQueues(stack, 'Queues', { stage: stage as ListBackupStage }).sync);
      return stack;
    });
    expect(stacks.flatMap(warningsOf)).toEqual([]);
  });
});

describe('refused are', () => {
  const REFUSED: [string, object, string | RegExp][] = [
    ['more messages than FIFO allows', { batchSize: 11 }, refusal('batchSize for queue Export', 11, 'must be a whole number from 1 to 10')],
    ['no message', { batchSize: 0 }, refusal('batchSize for queue Export', 0)],
    ['one copy', { maxConcurrency: 1 }, refusal('maxConcurrency for queue Export', 1, 'must be a whole number from 2 to 1000')],
    ['1001 copies', { maxConcurrency: 1001 }, refusal('maxConcurrency for queue Export', 1001)],
    ['half a copy', { maxConcurrency: 2.5 }, refusal('maxConcurrency for queue Export', 2.5)],
    ['neither on nor off', { enabled: 'yes' }, refusal('enabled for queue Export', 'yes')],
  ];

  test.each(REFUSED)('%s', (_what, options, message) => {
    expect(() => consumer({}, (fn, queues) => fn.consume(queues.export, options))).toThrow(message);
  });

  test('what is no queue of the conventions', () => {
    expect(() => consumer({}, (fn, queues) => fn.consume(queues.sync.deadLetterQueue as never))).toThrow(refusal('queue', ANY_VALUE, 'must be a handle of this library'));
    expect(() => consumer({}, (fn) => fn.consume(undefined as never))).toThrow(refusal('queue', /undefined/, 'must be a handle of this library'));
  });
});
