import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Code, IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  IListBackupApi, ListBackupAccess, ListBackupApi, ListBackupAuth, ListBackupDataLayer, ListBackupFunction, ListBackupMessaging,
  ListBackupQueueAccess, ListBackupRuntime, ListBackupService, ListBackupStage, ListBackupTable,
} from '../../src';
import { newFunction } from '../functions/functions';
import { newStack } from '../support/synth';

/** A handle of another stage is another stage's data: a function uses it only where it says so. */

const { READ } = ListBackupAccess;
const { DEV, MAIN } = ListBackupStage;

const USES: readonly [kind: string, use: (fn: ListBackupFunction) => void][] = [
  ['table', (fn) => fn.useTable(ListBackupDataLayer.fromStage(fn, 'Data', { stage: DEV }).tables.users, READ)],
  ['table', (fn) => fn.consumeStream(ListBackupDataLayer.fromStage(fn, 'Data', { stage: DEV }).tables.jobs)],
  ['bucket', (fn) => fn.useBucket(ListBackupDataLayer.fromStage(fn, 'Data', { stage: DEV }).buckets.data, READ)],
  ['queue', (fn) => fn.useQueue(ListBackupMessaging.fromStage(fn, 'Messaging', { stage: DEV }).queues.sync, ListBackupQueueAccess.SEND)],
  ['queue', (fn) => fn.consume(ListBackupMessaging.fromStage(fn, 'Messaging', { stage: DEV }).queues.sync)],
  ['eventBus', (fn) => fn.useEventBus(ListBackupMessaging.fromStage(fn, 'Messaging', { stage: DEV }).eventBus, 'listbackup.jobs')],
  ['rule', (fn) => { fn.onEvent(ListBackupMessaging.fromStage(fn, 'Messaging', { stage: DEV }).rules.job); }],
  ['auth', (fn) => fn.useAuth(ListBackupAuth.fromStage(fn, 'Auth', { stage: DEV }))],
  ['table', (fn) => fn.useTable(new ListBackupTable(fn.stack, 'Hooks', { stage: DEV, partitionKey: { name: 'id', type: AttributeType.STRING } }), READ)],
];

test.each(USES)('%s of another stage is refused', (kind, use) => {
  expect(() => use(newFunction(newStack(), 'Run')))
    .toThrow(`Consumer/Run: ${kind} must be of stage main, as Consumer/Run is, but got "one of stage dev". To use it on purpose, add stage dev to otherStages of Consumer/Run.`);
});

test.each(USES)('%s of another stage is used where the function names that stage', (_, use) => {
  expect(() => use(newFunction(newStack(), 'Run', { otherStages: [DEV] }))).not.toThrow();
});

test('a route of another stage\'s API is refused', () => {
  const stack = newStack();
  const api: IListBackupApi = ListBackupApi.fromStage(stack, 'Api', { stage: DEV });
  const fn: IFunction = newFunction(stack, 'Run');
  expect(() => api.addRoute('GET /jobs', fn)).toThrow(
    'Consumer/Api: handler must be of stage dev, as Consumer/Api is, but got "one of stage main". To use it on purpose, add stage dev to otherStages of Consumer/Run.');
});

test('a service passes the stages on to its functions', () => {
  const stack = newStack();
  const code = Code.fromInline('exports.handler = async () => {};');
  const service = new ListBackupService(stack, 'Jobs', { stage: MAIN, service: 'listbackup-jobs', runtime: ListBackupRuntime.NODEJS, code, otherStages: [DEV] });
  service.useTable(ListBackupDataLayer.fromStage(stack, 'Data', { stage: DEV }).tables.users, READ);
  expect(service.function('run')).toBeInstanceOf(ListBackupFunction);
});

test.each([['dev'], [[undefined]], [['dev']]])('otherStages of %j is refused', (otherStages) => {
  expect(() => newFunction(newStack(), 'Run', { otherStages: otherStages as never })).toThrow(/otherStages must be a list/);
});
