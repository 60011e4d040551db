import { library, member, seconds, textValue, type Context } from './context';
import { Code, emit, type Value } from './emit';
import { isObject, listOf, type JsonObject } from '../template';
import type { View } from './read/view';

/** Settings of functions, as the library's props name them. */
export type Settings = Record<string, Value>;

const RETENTION: Readonly<Record<number, string>> = {
  1: 'ONE_DAY',
  3: 'THREE_DAYS',
  5: 'FIVE_DAYS',
  7: 'ONE_WEEK',
  14: 'TWO_WEEKS',
  30: 'ONE_MONTH',
  60: 'TWO_MONTHS',
  90: 'THREE_MONTHS',
  120: 'FOUR_MONTHS',
  150: 'FIVE_MONTHS',
  180: 'SIX_MONTHS',
  365: 'ONE_YEAR',
  400: 'THIRTEEN_MONTHS',
  545: 'EIGHTEEN_MONTHS',
  731: 'TWO_YEARS',
  1096: 'THREE_YEARS',
  1827: 'FIVE_YEARS',
  3653: 'TEN_YEARS',
};

/** Reads what a provider and a function may both set. */
export function sharedSettings(view: View, context: Context): Settings {
  const settings: Settings = {};
  const set = (name: string, value: Value | undefined): void => {
    if (value !== undefined) settings[name] = value;
  };
  set('runtime', runtimeOf(view, context));
  set('architecture', architectureOf(view, context));
  set('memorySize', view.number('memorySize'));
  const timeout = view.number('timeout');
  set('timeout', timeout === undefined ? undefined : seconds(context, timeout));
  set('logRetention', retentionOf(view, context));
  set('environment', environmentOf(view, context));
  set('layers', layersOf(view, context));
  setNetwork(view, context, set);
  const key = view.json('kmsKeyArn');
  if (key !== undefined) set('encryptionKey', new Code(`${member(context, 'kms', 'Key.fromKeyArn').text}(this, nextId('EncryptionKey'), ${emit(textValue(context, key))})`));
  return settings;
}

/** `undefined` where the language can't be carried over; then a note says so. */
function runtimeOf(view: View, context: Context): Code | undefined {
  const runtime = view.text('runtime');
  if (runtime === undefined) return undefined;
  if (runtime.startsWith('nodejs')) return library(context, 'ListBackupRuntime.NODEJS');
  if (runtime.startsWith('python')) return library(context, 'ListBackupRuntime.PYTHON');
  if (runtime === 'go1.x') context.note(view.placeOf('runtime'), 'runtime: go1.x', 'Lambda no longer runs it; the function becomes provided.al2023, whose program is a file called bootstrap');
  if (runtime === 'go1.x' || runtime.startsWith('provided')) return library(context, 'ListBackupRuntime.GO');
  context.note(view.placeOf('runtime'), `runtime: ${runtime}`, 'the library knows Go, Node.js and Python; create the function with lambda.Function');
  return undefined;
}

function architectureOf(view: View, context: Context): Code | undefined {
  const name = view.text('architecture');
  return name === undefined ? undefined : member(context, 'lambda', `Architecture.${name === 'arm64' ? 'ARM_64' : 'X86_64'}`);
}

function retentionOf(view: View, context: Context): Value | undefined {
  const days = view.number('logRetentionInDays');
  if (days === undefined) return undefined;
  const name = RETENTION[days];
  return name === undefined ? days : member(context, 'logs', `RetentionDays.${name}`);
}

function environmentOf(view: View, context: Context): Settings | undefined {
  if (!view.has('environment')) return undefined;
  const environment = view.view('environment');
  const values: Settings = {};
  for (const name of environment.keys) {
    const value = environment.json(name);
    if (value === undefined || value === null) continue;
    values[name] = textValue(context, value);
  }
  return values;
}

function layersOf(view: View, context: Context): Value | undefined {
  const layers = listOf(view.json('layers'));
  if (layers.length === 0) return undefined;
  const from = member(context, 'lambda', 'LayerVersion.fromLayerVersionArn').text;
  return layers.map((layer) => new Code(`${from}(this, nextId('Layer'), ${emit(textValue(context, layer))})`));
}

function setNetwork(view: View, context: Context, set: (name: string, value: Value | undefined) => void): void {
  const network = view.json('vpc');
  if (!isObject(network)) return;
  const [subnets, groups] = [listOf((network as JsonObject).subnetIds), listOf((network as JsonObject).securityGroupIds)];
  context.note(view.placeOf('vpc'), 'vpc', 'the converted stack names the network by its subnets; give its ID and zones in place of the ones marked');
  const ec2 = (path: string): string => member(context, 'ec2', path).text;
  const ids = emit(subnets.map((subnet) => textValue(context, subnet)));
  set('vpc', new Code(`${ec2('Vpc.fromVpcAttributes')}(this, nextId('Vpc'), { vpcId: 'vpc-id', availabilityZones: ['zone-a'], privateSubnetIds: ${ids} })`));
  set('securityGroups', groups.map((group) => new Code(`${ec2('SecurityGroup.fromSecurityGroupId')}(this, nextId('SecurityGroup'), ${emit(textValue(context, group))})`)));
}
