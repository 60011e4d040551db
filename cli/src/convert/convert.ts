import { dirname, relative, resolve } from 'node:path';
import { authorizerCode } from './authorizers';
import { artifactOf } from './code';
import type { Context } from './context';
import type { Value } from './emit';
import type { ApiSettings } from './events';
import { functionCode } from './functions';
import { Handles } from './handles';
import { programOf } from './program';
import { STAGE } from './read/expression';
import type { Place } from './read/node';
import { readSource, textOf } from './read/source';
import { Variables } from './read/variables';
import { Taken, View } from './read/view';
import { resourcesCode } from './resources';
import { declarationsCode, layersCode } from './sections';
import { normalizedKey } from './serverless-names';
import { sharedSettings, type Settings } from './settings';
import { roleCode } from './statements';
import { CliError } from '../errors';
import { isObject, type JsonObject } from '../template';

/** A line that could not be carried over, or that a person should look at. */
export interface Noted {
  readonly at: Place;
  readonly what: string;
  readonly reason: string;
}

/** A converted service. */
export interface Conversion {
  readonly service: string;
  readonly program: string;
  readonly notes: readonly Noted[];
}

/** Keys that say something about the tool, and nothing about what is deployed. */
const TOOL = [
  'frameworkVersion', 'configValidationMode', 'useDotenv', 'variablesResolutionMode', 'unresolvedVariablesNotificationMode',
  'deprecationNotificationMode', 'disabledDeprecations', 'org', 'app', 'console', 'projectDir',
];

/** Settings of the provider that the converted stack has otherwise, or doesn't need. */
const PROVIDER = ['name', 'stage', 'region', 'profile', 'deploymentBucket', 'deploymentMethod', 'lambdaHashingVersion', 'tracing', 'logs', 'endpointType'];

/** Converts a serverless.yml to a program for the CDK; `output` is where the program will be. */
export function convert(file: string, stage: string, output: string): Conversion {
  const root = readSource(file);
  const notes: Noted[] = [];
  const note = (at: Place, what: string, reason: string): void => {
    if (!notes.some((one) => one.at.line === at.line && one.what === what && one.reason === reason)) notes.push({ at, what, reason });
  };
  const taken = new Taken();
  const handles = new Handles();
  const variables = new Variables(root, stage, handles, note, (node) => taken.open(node));
  const view = new View(root, variables, taken);
  if (!view.isMap || !view.has('service')) throw CliError.usage(`convert: ${file}: it has no "service", so it is no serverless.yml`);
  for (const key of TOOL) view.json(key);
  const service = view.view('service').text('name') ?? view.text('service') ?? '';
  const context: Context = {
    handles, note, service, stage, folder: dirname(resolve(file)), modules: new Set(), core: new Set(['Stack', 'StackProps']), library: new Set(['ListBackupService', 'ListBackupStage']),
  };

  const provider = view.view('provider');
  for (const key of PROVIDER) provider.json(key);
  const shared = sharedSettings(provider, context);
  const role = roleOf(provider, context);
  const { environment, ...settings } = { memorySize: 1024, ...shared } as Settings;
  const api = apiOf(provider, context);
  const left = withoutUses((environment ?? {}) as Settings, role.tables);
  const all: Settings = { ...settings, ...Object.keys(left).length > 0 && { environment: left } };
  const defaults = { settings: all, artifact: artifactOf(view.json('package')), api, sharesStatements: role.lines.length > 0 };
  const sections = view.items('resources');
  const declared = [...declarationsCode(sections, context), ...layersCode(view.view('layers'), context), ...authorizerCode(api.authorizers, provider.view('httpApi'), context)];
  // Serverless merges a list of maps.
  const parts = view.items('functions');
  const functions = parts.flatMap((part) => part.keys.flatMap((key) => functionCode(key, part.view(key), defaults, context)));
  const lines = [...declared, ...functions];
  const generated = generatedIds(parts.flatMap(({ keys }) => keys), lines);
  const resources = resourcesCode(sections, generated, context);
  for (const { path, at } of taken.left(root)) note(at, path, reasonFor(path));
  noteUnknownNames([...lines, ...role.lines, ...resources], new Set([...generated, ...idsIn(resources)]), file, context);
  const program = programOf({
    service,
    source: relative(dirname(resolve(output)), context.folder) || '.',
    settings: { stage: undefined, service, fromServerless: true, ...all },
    lines: [...role.lines, ...lines],
    resources,
  }, context);
  return { service, program, notes: notes.sort((one, other) => one.at.line - other.at.line) };
}

/** Logical IDs that a service with `fromServerless` has without a resource of the configuration. */
function generatedIds(keys: readonly string[], lines: readonly string[]): Set<string> {
  const ofFunctions = keys.map(normalizedKey).flatMap((name) => [`${name}LambdaFunction`, `${name}LogGroup`]);
  return new Set([...ofFunctions, 'IamRoleLambdaExecution', ...idsIn(lines)]);
}

/** Logical IDs that statements of the program give. */
function idsIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => [...line.matchAll(/(?:resource\(|new [\w.]+\(this, )'(\w+)'/g)].map(([, id = '']) => id));
}

/** Notes names of resources that the converted stack doesn't have: Serverless generates them, or the configuration has a mistake. */
function noteUnknownNames(lines: readonly string[], known: ReadonlySet<string>, file: string, context: Context): void {
  const text = lines.join('\n');
  const named = [...text.matchAll(/(?:\bRef: '|'Fn::GetAtt': \[\s*')([^'.]+)/g), ...text.matchAll(/'Fn::Sub': (?:\[\s*)?'[^']*?\$\{([A-Za-z0-9]+)[.}]/g)].map(([, id = '']) => id);
  const source = textOf(file).split('\n');
  for (const id of new Set(named.filter((one) => !one.includes('::') && !known.has(one)))) {
    const line = source.findIndex((one) => new RegExp(`\\b${id}\\b`).test(one)) + 1;
    context.note({ file, line: Math.max(line, 1) }, id, 'the converted stack has no resource or parameter of this name, so CloudFormation refuses the reference');
  }
}

function roleOf(provider: View, context: Context): ReturnType<typeof roleCode> {
  const role = provider.view('iam').view('role');
  const statements = role.json('statements') ?? provider.json('iamRoleStatements');
  for (const key of ['name', 'path', 'tags', 'permissionsBoundary', 'managedPolicies']) {
    if (role.json(key) !== undefined) context.note(role.placeOf(key), `iam.role.${key}`, 'the service\'s role has the library\'s settings; pass permissionsBoundary to the service for a boundary');
  }
  return roleCode(statements, context);
}

function apiOf(provider: View, context: Context): ApiSettings {
  const api = provider.view('httpApi');
  const isShared = api.json('id') !== undefined;
  const given = api.json('authorizers');
  const authorizers = new Map(isObject(given) ? Object.entries(given).filter((entry): entry is [string, JsonObject] => isObject(entry[1])) : []);
  if (api.json('cors') !== undefined) context.note(api.placeOf('cors'), 'httpApi.cors', 'the API of the stage answers its front ends; see corsOrigins of ListBackupApi');
  return { authorizers, isShared, payload: api.text('payload') };
}

/** The environment without what the program sets by itself: the stage, and tables that are used. */
function withoutUses(environment: Settings, tables: ReadonlySet<string>): Settings {
  const set = (name: string, value: Value): boolean => {
    if (name === 'STAGE') return value === STAGE;
    if (name === 'DYNAMODB_TABLE_PREFIX') return value === `listbackup-${STAGE}`;
    const [, table] = /^\uE000(data\.tables\.(\w+))\.tableName\uE001$/.exec(String(value)) ?? [];
    const own = table === undefined ? undefined : `${table.slice('data.tables.'.length).replace(/([A-Z])/g, '_$1').toUpperCase()}_TABLE`;
    return table !== undefined && tables.has(table) && own === name;
  };
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => !set(name, value)));
}

function reasonFor(path: string): string {
  if (path.startsWith('custom')) return 'nothing that was converted reads it';
  if (path.startsWith('plugins')) return 'what a plug-in does is not converted';
  if (path.startsWith('package')) return 'code is what ListBackupCode builds, or the folder that the line names';
  return 'the converter does not know it';
}

/** The lines for a person: place, what, why. */
export function report(notes: readonly Noted[]): string {
  return notes.map(({ at, what, reason }) => `${relative('', at.file) || at.file}:${at.line}: ${readable(what)}: ${reason}\n`).join('');
}

function readable(text: string): string {
  return text.replace(/\uE000([^\uE001]*)\uE001/g, (_, code: string) => `\${${code}}`);
}

