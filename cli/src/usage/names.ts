import { variantOf, type Key } from './keys';
import { CliError } from '../errors';
import type { Resource } from '../inventory';
import { suggest } from '../suggest';

/**
 * The figures that a name of a usage file allows: those of a service, of one price of a service, or of one resource.
 *
 * @throws CliError if nothing in the assembly has the name, or several resources do
 */
export function keysNamed(name: string, keys: readonly Key[], resources: readonly Resource[], where: string): readonly Key[] {
  const ofService = keys.filter(({ service, resource }) => service === name || variantOf(resource) === name);
  if (ofService.length > 0) return ofService;
  const isNamed = ({ stack, logicalId }: Resource): boolean => logicalId === name || `${stack}/${logicalId}` === name;
  const stacks = [...new Set(resources.filter(isNamed).map(({ stack }) => stack))];
  if (stacks.length > 1) throw CliError.usage(`${where}: ${name} is in ${stacks.join(' and ')}. For example: "${stacks[0] ?? ''}/${name}".`);
  const ofResource = keys.filter(({ resource }) => isNamed(resource));
  if (ofResource.length > 0) return ofResource;
  const found = resources.find(isNamed);
  if (found) throw CliError.usage(`${where}: ${name} has the type ${found.type}, for which no use is known. Remove it.`);
  throw CliError.usage(`${where}: no resource or service ${JSON.stringify(name)} in the assembly; ${suggest(name, namesIn(keys, name.includes('/')))}`);
}

function namesIn(keys: readonly Key[], withStack: boolean): readonly string[] {
  return [...new Set(keys.flatMap(({ service, resource }) => {
    const { stack, logicalId } = resource;
    const variant = variantOf(resource);
    return [service, ...variant === undefined ? [] : [variant], withStack ? `${stack}/${logicalId}` : logicalId];
  }))];
}
