import { checkUsage } from './check';
import { keysOf, type Key } from './keys';
import { keysNamed } from './names';
import { CliError } from '../errors';
import { readJson } from '../files';
import type { Resource } from '../inventory';
import { suggest } from '../suggest';
import { isObject, type Json, type JsonObject } from '../template';

/** Unit in which a figure of a usage file is given. */
export type Per = 'month' | 'customer' | 'job';

/** A figure of a usage file, and the resources that it is about. */
export interface UsageEntry {
  /** The name in the file: a logical ID, a service, or a service with a price. */
  readonly name: string;
  readonly key: string;
  readonly per: Per;
  readonly quantity: number;
  /** At least one; several if the name is that of a service. */
  readonly targets: readonly Key[];
}

/** A usage file, matched with an assembly. */
export interface Usage {
  readonly file: string;
  /** The busiest second as a multiple of the average one; `undefined` if the file doesn't give it. */
  readonly peak?: number;
  /** `undefined` if the file knows no customers. */
  readonly customers?: number;
  /** Jobs of one customer in a month. */
  readonly jobsPerCustomer?: number;
  readonly entries: readonly UsageEntry[];
}

const MAX_PEAK = 1e6;
const MAX_CUSTOMERS = 1e9;
const SECTIONS: Readonly<Record<string, Per>> = { perCustomer: 'customer', perJob: 'job' };

/** Keys of a usage file that are no name of a resource or service. */
export const GENERAL_KEYS = ['peak', 'customers', 'jobsPerCustomer', ...Object.keys(SECTIONS)];

/**
 * Reads a usage file and matches it with the resources.
 *
 * @throws CliError in one line if a name or figure is unknown, out of bounds, missing or contradicts another
 */
export function readUsage(file: string, resources: readonly Resource[]): Usage {
  const content = readJson(file);
  if (!isObject(content)) throw CliError.usage(`${file}: must be an object, but got ${JSON.stringify(content)}. For example: { "UsersTable": { "reads": 1000000 } }.`);
  const keys = resources.flatMap(keysOf);
  const named = Object.entries(content).filter(([name]) => !GENERAL_KEYS.includes(name));
  const usage: Usage = {
    file,
    ...general(file, content, 'peak', 1, MAX_PEAK),
    ...general(file, content, 'customers', 0, MAX_CUSTOMERS),
    ...general(file, content, 'jobsPerCustomer', 0, MAX_CUSTOMERS),
    entries: [
      ...named.flatMap(([name, figures]) => entriesOf({ where: file, name, figures, per: 'month', keys, resources })),
      ...Object.entries(SECTIONS).flatMap(([section, per]) => Object.entries(sectionOf(file, content, section)).flatMap(([name, figures]) => (
        entriesOf({ where: `${file}: ${section}`, name, figures, per, keys, resources })
      ))),
    ],
  };
  checkUsage(usage);
  return usage;
}

function general<Name extends 'peak' | 'customers' | 'jobsPerCustomer'>(file: string, content: JsonObject, name: Name, min: number, max: number): { readonly [key in Name]?: number } {
  const value = content[name];
  return value === undefined ? {} : { [name]: numberIn(value, `${file}: ${name}`, min, max) } as { [key in Name]: number };
}

function sectionOf(file: string, content: JsonObject, section: string): JsonObject {
  const value = content[section] ?? {};
  if (isObject(value)) return value;
  throw CliError.usage(`${file}: ${section} must be an object, but got ${JSON.stringify(value)}. For example: { "SQS FIFO": { "requests": 3 } }.`);
}

interface Named {
  readonly where: string;
  readonly name: string;
  readonly figures: Json;
  readonly per: Per;
  readonly keys: readonly Key[];
  readonly resources: readonly Resource[];
}

function entriesOf({ where, name, figures, per, keys, resources }: Named): UsageEntry[] {
  if (!isObject(figures)) throw CliError.usage(`${where}: ${name} must be an object, but got ${JSON.stringify(figures)}. For example: { "reads": 1000000 }.`);
  const owned = keysNamed(name, keys, resources, where);
  return Object.entries(figures).map(([key, value]) => {
    const targets = owned.filter((one) => one.key === key);
    const [first] = targets;
    if (!first) throw CliError.usage(`${where}: ${name} has no use ${JSON.stringify(key)}; ${suggest(key, [...new Set(owned.map((one) => one.key))])}`);
    if (per !== 'month' && first.kind !== 'amount') throw CliError.usage(`${where}: ${name}.${key} doesn't add up per ${per}. Give it once, outside of per${per === 'job' ? 'Job' : 'Customer'}.`);
    return { name, key, per, quantity: numberIn(value, `${where}: ${name}.${key}`, first.min, first.max), targets };
  });
}

function numberIn(value: Json, where: string, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  const example = Math.min(max, Math.max(min, max <= 1 ? 0.1 : max <= 10 ? 1 : 1000));
  throw CliError.usage(`${where} must be a number from ${min} to ${max > 1e6 ? max.toExponential() : max}, but got ${JSON.stringify(value)}. For example: ${example}.`);
}
