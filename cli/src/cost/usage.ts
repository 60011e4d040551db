import { CliError } from '../errors';
import { Undecided, type Resource } from './resource';
import { rowOf } from './rows';
import { readJson } from '../plan/read/files';
import { suggest } from '../suggest';
import { isObject, type Json } from '../template';

/** So much of a use in a month, and whose it is. */
export interface Used {
  readonly stack?: string;
  readonly logicalId?: string;
  readonly service: string;
  /** What each of it costs. */
  readonly prices: readonly string[];
  readonly quantity: number;
}

/** A use that a resource allows. */
interface Allowed {
  readonly resource: Resource;
  readonly service: string;
  readonly key: string;
  readonly prices: readonly string[];
}

/** More than anybody has; beyond it a number no longer counts single ones. */
const MAX_QUANTITY = 1e15;

/** Reads a usage file against what the assembly holds: a name or a key that matches nothing is refused, in one line. */
export function readUsage(file: string, resources: readonly Resource[]): readonly Used[] {
  const allowed = resources.flatMap(usesOf);
  const content = readJson(file);
  if (!isObject(content)) throw CliError.usage(`${file}: it is an object, such as { "UsersTable": { "reads": 1000000 } }`);
  return Object.entries(content).flatMap(([name, keys]) => {
    if (!isObject(keys)) throw CliError.usage(`${file}: ${name}: it is an object, such as { "reads": 1000000 }`);
    const owned = ownedBy(name, allowed, resources, file);
    return Object.entries(keys).map(([key, quantity]) => used({ file, name, key, quantity: quantityOf(quantity, `${file}: ${name}.${key}`), owned }));
  });
}

/** Every use that a resource allows; of a resource that cannot be priced, none. */
export function usesOf(resource: Resource): readonly Allowed[] {
  const { service = '', use = {} } = rowOf(resource.type) ?? {};
  return Object.entries(use).flatMap(([key, { prices }]) => {
    const priced = decided(() => prices(resource));
    return priced === undefined ? [] : [{ resource, service, key, prices: priced }];
  });
}

function decided<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Undecided) return undefined;
    throw error;
  }
}

/** The uses that a name of the file stands for: those of a service, or of one resource. */
function ownedBy(name: string, allowed: readonly Allowed[], resources: readonly Resource[], file: string): readonly Allowed[] {
  const ofService = allowed.filter(({ service }) => service === name);
  if (ofService.length > 0) return ofService;
  const stacks = [...new Set(resources.filter((one) => one.logicalId === name).map(({ stack }) => stack))];
  if (stacks.length > 1) throw CliError.usage(`${file}: ${name} stands in ${stacks.join(' and ')}; write "${stacks[0] ?? ''}/${name}"`);
  const ofResource = allowed.filter(({ resource: { stack, logicalId } }) => logicalId === name || `${stack}/${logicalId}` === name);
  if (ofResource.length > 0) return ofResource;
  const isThere = resources.find(({ stack, logicalId }) => logicalId === name || `${stack}/${logicalId}` === name);
  if (isThere) throw CliError.usage(`${file}: ${name} is of type ${isThere.type}, for whose use nothing is known`);
  const names = [...new Set(allowed.flatMap(({ service, resource: { stack, logicalId } }) => [service, name.includes('/') ? `${stack}/${logicalId}` : logicalId]))];
  throw CliError.usage(`${file}: no resource or service ${JSON.stringify(name)} in the assembly; ${suggest(name, names)}`);
}

interface Said {
  readonly file: string;
  readonly name: string;
  readonly key: string;
  readonly quantity: number;
  readonly owned: readonly Allowed[];
}

function used({ file, name, key, quantity, owned }: Said): Used {
  const matching = owned.filter((one) => one.key === key);
  const [first, ...others] = matching;
  if (!first) {
    throw CliError.usage(`${file}: ${name} has no use ${JSON.stringify(key)}; ${suggest(key, [...new Set(owned.map((one) => one.key))])}`);
  }
  const different = others.find(({ prices }) => prices.join() !== first.prices.join());
  if (different) {
    throw CliError.usage(`${file}: ${name}.${key}: ${first.resource.logicalId} and ${different.resource.logicalId} do not cost the same; say it by logical ID`);
  }
  const stacks = new Set(matching.map(({ resource: { stack } }) => stack));
  return {
    ...stacks.size === 1 ? { stack: first.resource.stack } : {},
    ...others.length === 0 ? { logicalId: first.resource.logicalId } : {},
    service: first.service,
    prices: first.prices,
    quantity,
  };
}

function quantityOf(value: Json, where: string): number {
  if (typeof value === 'number' && value >= 0 && value <= MAX_QUANTITY) return value;
  throw CliError.usage(`${where}: ${JSON.stringify(value)} is not accepted; it is a number from 0 to ${MAX_QUANTITY.toExponential()}, such as 1000000`);
}
