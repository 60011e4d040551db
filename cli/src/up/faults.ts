import { join } from 'node:path';
import { PYTHON_FOLDER } from '../emulator';
import { CliError } from '../errors';
import { readJson } from '../files';
import { JsonReader } from '../json-reader';
import { suggest } from '../suggest';
import { listOf, objectOf, type Json, type JsonObject, type StackTemplate } from '../template';

/** Faults of a file, as the emulator takes them. */
export interface FaultsFile {
  readonly file: string;
  readonly faults: readonly Fault[];
  /** Start of the sequence of random numbers; undefined for another one in each run. */
  readonly seed?: number;
}

/** A fault and the calls that it can hit. */
export interface Fault extends JsonObject {
  readonly fault: string;
}

/** Numbers of the calls that a fault could hit, and did. */
export interface FaultCounts {
  readonly calls: number;
  readonly hits: number;
}

/** Each kind of fault, with the keys that it alone has. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  throttle: ['code', 'status', 'message'],
  fail: ['code', 'status', 'message'],
  refuse: ['code', 'status', 'message'],
  latency: ['milliseconds'],
  reset: ['when'],
  duplicate: [],
  kill: ['when'],
};
const COMMON = ['fault', 'service', 'operation', 'function', 'writes', 'share', 'times'];
/** The longest run of a function. */
const MAX_MS = 900_000;
const MAX_TIMES = 1_000_000;
const MAX_SEED = 2 ** 32;

/**
 * Reads a file of faults.
 *
 * @throws CliError for a file that isn't one, with the place, the value and the rule
 */
export function readFaults(file: string): FaultsFile {
  const read = new JsonReader(file);
  const top = read.object(readJson(file), 'the file');
  read.only(top, ['seed', 'faults'], 'the file');
  const list = read.list(top.faults, 'faults');
  if (list.length === 0) read.refuse('faults', 'must hold a fault', list, 'For example: [{ "fault": "throttle", "service": "dynamodb", "share": 0.05 }].');
  const services = objectOf(readJson(join(PYTHON_FOLDER, 'listbackup', 'faults', 'services.json')));
  const faults = list.map((fault, index) => checked(read, fault, `faults[${index}]`, services));
  return { file, faults, ...top.seed === undefined ? {} : { seed: read.count(top.seed, 'seed', MAX_SEED, '1') } };
}

function checked(read: JsonReader, value: Json, where: string, services: JsonObject): Fault {
  const given = read.object(value, where);
  const kind = read.text(given.fault, `${where}.fault`, new RegExp(`^(${Object.keys(KINDS).join('|')})$`), `one of ${Object.keys(KINDS).join(', ')}`, 'throttle');
  read.only(given, [...COMMON, ...KINDS[kind] ?? []], where);
  const text = (key: string, pattern: RegExp, what: string, example: string) => (
    given[key] === undefined || read.text(given[key], `${where}.${key}`, pattern, what, example));
  if (given.service !== undefined) known(read, given.service, `${where}.service`, Object.keys(services));
  if (given.operation !== undefined) {
    if (typeof given.service !== 'string') read.refuse(`${where}.service`, 'must be there, since operation is', given.service, 'For example: "dynamodb".');
    known(read, given.operation, `${where}.operation`, listOf(objectOf(services[given.service]).operations).map(String));
  }
  text('function', /^[A-Za-z0-9_-]+$/, 'the name of a function or of its construct', 'runJob');
  text('code', /^[A-Za-z][A-Za-z0-9.]*$/, 'the code of an error', 'ConditionalCheckFailedException');
  text('message', /./, 'a text', 'Rate exceeded');
  text('when', /^(before|after)$/, '"before" or "after"', 'after');
  if (given.writes !== undefined) read.flag(given.writes, `${where}.writes`);
  if (given.share !== undefined) {
    read.number(given.share, `${where}.share`, 0, 1, '0.05');
    if (given.share === 0) read.refuse(`${where}.share`, 'must be above 0', given.share, 'For example: 0.05.');
  }
  if (given.times !== undefined) read.count(given.times, `${where}.times`, MAX_TIMES, '3');
  if (given.status !== undefined && (read.number(given.status, `${where}.status`, 400, 599, '400') % 1) !== 0) read.count(given.status, `${where}.status`, 599, '400');
  if (kind === 'latency') read.count(given.milliseconds, `${where}.milliseconds`, MAX_MS, '200');
  return { ...given, fault: kind };
}

function known(read: JsonReader, value: Json, where: string, names: readonly string[]): void {
  if (typeof value === 'string' && names.includes(value)) return;
  const hint = suggest(String(value), names);
  read.refuse(where, 'must be a name that AWS uses', value, `${hint.charAt(0).toUpperCase()}${hint.slice(1)}`);
}

/**
 * Checks that the app has the functions that the faults name.
 *
 * @throws CliError that names the place and the functions that are there
 */
export function requireFunctions({ file, faults }: FaultsFile, stacks: readonly StackTemplate[]): void {
  const functions = stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}))
    .flatMap(({ Type, Properties }) => Type === 'AWS::Lambda::Function' && typeof Properties?.FunctionName === 'string' ? [Properties.FunctionName] : []);
  const names = [...new Set(functions.flatMap((name) => [name.split('-').at(-1) ?? name, name]))];
  faults.forEach(({ function: wanted }, index) => {
    if (typeof wanted === 'string' && !names.includes(wanted)) {
      throw CliError.usage(`${file}: faults[${index}].function must be a function of the app, but got ${JSON.stringify(wanted)}: ${suggest(wanted, names)}`);
    }
  });
}

const PATH = '/_listbackup/faults';

/** From now on, calls of functions meet these faults. */
export async function setFaults(endpoint: string, { faults, seed }: Pick<FaultsFile, 'faults' | 'seed'>): Promise<void> {
  await fetch(`${endpoint}${PATH}`, { method: 'PUT', body: JSON.stringify({ faults, ...seed === undefined ? {} : { seed } }) });
}

/** Counts of the faults, in the order of the file. */
export async function faultCounts(endpoint: string): Promise<FaultCounts[]> {
  return await (await fetch(`${endpoint}${PATH}`)).json() as FaultCounts[];
}

/** One line per fault; a fault that no call could hit is named as such, as it may be misspelled. */
export function describeFaults(faults: readonly Fault[], counts: readonly FaultCounts[]): string[] {
  return faults.map((fault, index) => {
    const { calls, hits } = counts[index] ?? { calls: 0, hits: 0 };
    const at = ['service', 'operation', 'function'].flatMap((key) => typeof fault[key] === 'string' ? [fault[key]] : []).join(' ');
    const what = `fault: ${fault.fault}${at === '' ? '' : ` ${at}`}`;
    return calls === 0 ? `${what}: no function made such a call` : `${what}: hit ${hits} of ${calls} calls`;
  });
}
