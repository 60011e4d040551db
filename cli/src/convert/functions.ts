import { codeOf } from './code';
import type { Context } from './context';
import { emit, type Value } from './emit';
import { eventCode, type ApiSettings, type EventCode } from './events';
import { quoted, STAGE } from './read/expression';
import type { View } from './read/view';
import { functionRole } from './sections';
import { sharedSettings, type Settings } from './settings';

/** Defaults that functions take from the whole configuration. */
export interface FunctionDefaults {
  /** The settings of the service, as the program passes them. */
  readonly settings: Settings;
  readonly artifact: string | undefined;
  readonly api: ApiSettings;

  /** True if the role of all functions has statements. */
  readonly sharesStatements: boolean;
}

/** Settings with a reason why each isn't carried over. */
const LEFT: Readonly<Record<string, string>> = {
  role: 'all functions have the service\'s role; pass another by the option role',
  onError: 'failed asynchronous calls go to the stage\'s queue for undeliverable events once onEvent is used; otherwise call configureAsyncInvoke',
  destinations: 'call configureAsyncInvoke of the function',
  maximumRetryAttempts: 'call configureAsyncInvoke of the function',
  maximumEventAge: 'call configureAsyncInvoke of the function',
  fileSystemConfig: 'the library has no such option; use lambda.Function',
  url: 'call addFunctionUrl of the function',
  snapStart: 'none of the library\'s languages has it',
  image: 'the library has functions of a ZIP file or a folder; use lambda.DockerImageFunction',
  tags: 'the library sets Service, Stage and ManagedBy; add others with Tags.of(fn)',
  condition: 'decide by the stage in TypeScript',
  dependsOn: 'the CDK orders by references; call node.addDependency otherwise',
  disableLogs: 'the function keeps its log group',
  runtimeManagement: 'Lambda updates the runtime by itself',
  awsKmsKeyArn: 'pass encryptionKey',
};

/** Reads one function: the statements of the program that create it and have it called. */
export function functionCode(key: string, view: View, defaults: FunctionDefaults, context: Context): string[] {
  const settings = sharedSettings(view, context);
  const runtime = view.has('runtime') ? settings.runtime : defaults.settings.runtime;
  if (runtime === undefined || view.has('image')) {
    view.all();
    context.note(view.at, `functions.${key}`, 'the function has no language that the library knows; create it with lambda.Function');
    return [];
  }
  const role = functionRole(key, view, defaults.sharesStatements, context);
  if (role !== undefined) settings.role = role;
  Object.assign(settings, ownSettings(view), codeOf(key, view, emit(runtime), defaults.artifact, context));
  for (const [name, reason] of Object.entries(LEFT)) {
    if (view.has(name)) {
      view.json(name);
      context.note(view.placeOf(name), `functions.${key}.${name}`, reason);
    }
  }
  const payload = view.has('httpApi') ? view.view('httpApi').text('payload') : undefined;
  const counts = new Map<string, number>();
  const functionName = String(settings.functionName ?? `${context.service}-${STAGE}-${key}`);
  const events = view.items('events').map((event) => {
    const [kind = ''] = event.keys;
    const index = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, index);
    return eventCode(event, defaults.api, payload, { key, functionName, index }, context);
  }).filter((event): event is EventCode => event !== undefined);
  const created = `service.function(${quoted(key)}, ${emit(settings)})`;
  const [only] = events;
  if (events.length === 0) return [`${created};`];
  // Resources of an event name the function by its logical ID.
  const usesHandle = (event: EventCode): boolean => event('\uE000').includes('\uE000');
  if (!events.some(usesHandle)) return [`${created};`, ...events.map((event) => event(''))];
  if (events.length === 1 && only && !only('fn').includes('\n')) return [only(created)];
  const name = variableOf(key);
  return [`const ${name} = ${created};`, ...events.map((event) => event(name))];
}

function ownSettings(view: View): Record<string, Value> {
  const settings: Record<string, Value> = {};
  const set = (name: string, value: Value | undefined): void => {
    if (value !== undefined) settings[name] = value;
  };
  set('functionName', view.text('name'));
  set('description', view.text('description'));
  set('reservedConcurrency', view.number('reservedConcurrency'));
  set('provisionedConcurrency', view.number('provisionedConcurrency'));
  set('ephemeralStorageSize', view.number('ephemeralStorageSize'));
  if (view.flag('versionFunction') === false) set('versions', false);
  view.json('tracing');
  return settings;
}

function variableOf(key: string): string {
  const name = key.replace(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return /^(service|stage|data|messaging|auth|email|source|resource|new|delete|default|function)$/.test(name) ? `${name}Function` : name;
}
