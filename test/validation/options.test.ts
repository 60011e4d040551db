import { readFileSync } from 'fs';
import { join } from 'path';
import { optionTable } from '../../scripts/option-names/table';
import * as library from '../../src';
import CDK_OPTIONS from '../../src/validation/cdk-options.json';
import OPTIONS from '../../src/validation/options.json';
import { newFunction } from '../functions/functions';
import { unknownOption } from '../support/refusal';
import { newStack } from '../support/synth';

const {
  ListBackupApi, ListBackupBucket, ListBackupFunction, ListBackupInfrastructure, ListBackupQueues,
  ListBackupRuntime, ListBackupSecrets, ListBackupStage, ListBackupTable,
} = library;
const stage = ListBackupStage.MAIN;
const ROOT = join(__dirname, '../..');

interface Parameter {
  readonly name: string;
  readonly type: { readonly fqn?: string };
}

interface Callable {
  readonly name?: string;
  readonly static?: boolean;
  readonly parameters?: readonly Parameter[];
}

type AnyFunction = (...args: unknown[]) => unknown;

/** Anything, passed as it comes from JavaScript. */
const raw = (value: unknown): never => value as never;

/** Every parameter of the API that takes options, as jsii sees it. */
function optionParameters(): [what: string, call: (options: object) => unknown, type: string][] {
  const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as {
    types: Record<string, { name: string; kind: string; datatype?: boolean; initializer?: Callable; methods?: Callable[] }>;
  };
  const classes = library as unknown as Record<string, { readonly prototype: object; new (...args: unknown[]): unknown }>;
  return Object.values(types).filter(({ kind }) => kind === 'class').flatMap(({ name, initializer, methods = [] }) => (
    [...(initializer ? [{ ...initializer, name: 'constructor' }] : []), ...methods].flatMap((callable) => (callable.parameters ?? []).flatMap(({ type }, at): [string, (options: object) => unknown, string][] => {
      if (!types[type.fqn ?? '']?.datatype) return [];
      const args = (options: object): unknown[] => [newStack(), 'Id', {}, {}].slice(0, at).concat(options);
      const owner = classes[name];
      const call = (options: object): unknown => {
        if (callable.name === 'constructor') return new owner(...args(options));
        const self = callable.static ? owner : Object.assign(Object.create(owner.prototype) as object, { node: newStack().node });
        return (Reflect.get(self, callable.name ?? '') as AnyFunction).apply(self, args(options));
      };
      return [[`${name}.${callable.name}`, call, types[type.fqn ?? ''].name]];
    }))
  ));
}

test('the table has the options of the assembly: npx projen option-names', () => {
  expect(OPTIONS).toEqual(optionTable(ROOT, CDK_OPTIONS));
});

test.each(optionParameters())('%s refuses an option that it does not have', (_, call, type) => {
  expect(() => call({ nonsense: 1 })).toThrow(unknownOption('nonsense', type));
});

test.each<[string, () => unknown, RegExp]>([
  ['an option that is spelled wrong', () => new ListBackupTable(newStack(), 'Hooks', raw({ stage, removalPolcy: 'destroy' })),
    /^Consumer\/Hooks: removalPolcy can't be set, because ListBackupTableProps has no such option\. Did you mean "removalPolicy"\? Its options: /],
  ['an option as Python writes it', () => new ListBackupQueues(newStack(), 'Queues', raw({ stage, queueSettings: { Sync: { max_receive_count: 5 } } })),
    /^Consumer\/Queues: queueSettings\.Sync\.max_receive_count can't be set, because \w+ has no such option\. Did you mean "maxReceiveCount"\?/],
  ['a dictionary whose keys jsii dropped', () => new ListBackupQueues(newStack(), 'Queues', { stage, queueSettings: { Sync: {} } }),
    /^Consumer\/Queues: queueSettings\.Sync must set an option, but got {}\. Its options: .*\bmaxReceiveCount\b.*\. From Python, pass ListBackupQueueSettings\(…\): a dictionary arrives without its keys\.$/],
  ['such a dictionary in a list', () => new ListBackupBucket(newStack(), 'Files', { stage, lifecycleRules: [{}] }),
    /^Consumer\/Files: lifecycleRules\[0\] must set an option, but got {}\. Its options: .* From Python, pass LifecycleRule\(…\): a dictionary arrives without its keys\.$/],
  ['an option of a part', () => new ListBackupInfrastructure(newStack().node.root as never, 'All', raw({ stage, auth: { mfaa: 'on' } })),
    unknownOption('auth.mfaa')],
  ['a secret, which no message shows', () => new ListBackupSecrets(newStack(), 'Secrets', raw({ stage, secrets: { stripe: { secretString: 'hush' } } })),
    /^Consumer\/Secrets: secrets\.stripe\.secretString can't be set, (?!.*hush)/],
  ['an option within a list', () => new ListBackupTable(newStack(), 'Hooks', raw({ stage, partitionKey: { name: 'id', type: 'S' }, indexes: [{ indexName: 'A', hash: 1 }] })),
    unknownOption('indexes[0].hash')],
  ['an option of the CDK', () => new ListBackupInfrastructure(newStack().node.root as never, 'All', raw({ stage, env: { acount: '123456789012', region: 'us-west-2' } })),
    /^All: env\.acount can't be set, because Environment has no such option\. Did you mean "account"\? Its options: account, region\.$/],
  ['an option of the CDK in a list', () => new ListBackupBucket(newStack(), 'Files', raw({ stage, lifecycleRules: [{ expirationn: 1 }] })), unknownOption('lifecycleRules[0].expirationn')],
  ['an option of a method that an imported handle has', () => ListBackupApi.fromStage(newStack(), 'Api', { stage }).addRoute('GET /x', newFunction(newStack(), 'Run'), raw({ group: ['Admins'] })),
    unknownOption('group')],
])('%s is refused by its place', (_, call, message) => {
  expect(call).toThrow(message);
});

test.each<[string, () => unknown, RegExp]>([
  ['an option', () => new ListBackupTable(newStack(), 'Hooks', raw({ stage: Promise.resolve(stage) })), /^Consumer\/Hooks: stage must be a value, but got a promise\. Did you forget await\?$/],
  ['the options', () => new ListBackupTable(newStack(), 'Hooks', raw(Promise.resolve({ stage }))), /props must be a value, but got a promise\. Did you forget await\?$/],
  ['an argument', () => new ListBackupFunction(raw(Promise.resolve(newStack())), 'Run', raw({ stage, runtime: ListBackupRuntime.GO })), /scope must be a value, but got a promise/],
  ['one in a list', () => new ListBackupTable(newStack(), 'Hooks', raw({ stage, indexes: [Promise.resolve({})] })), /indexes\[0\] must be a value, but got a promise\. Did you forget await\?$/],
  ['one in a map', () => newFunction(newStack(), 'Run', { environment: raw({ LEVEL: Promise.resolve('info') }) }), /environment\.LEVEL must be a value, but got a promise\. Did you forget await\?$/],
  ['a stage name', () => ListBackupStage.of(raw(Promise.resolve('dev'))), /^stage must be a string, but got a promise\. Did you forget await\?$/],
])('a promise in the place of %s is refused', (_, call, message) => {
  expect(call).toThrow(message);
});

test('an option that is left out by undefined is none', () => {
  expect(() => new ListBackupQueues(newStack(), 'Queues', raw({ stage, anything: undefined }))).not.toThrow();
});
