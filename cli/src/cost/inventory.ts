import { CliError } from '../errors';
import type { Resource } from './resource';
import { readAssembly } from '../plan/read/assembly';
import { objectOf } from '../template';

/** What an assembly holds. */
export interface Inventory {
  readonly stacks: readonly { readonly name: string; readonly region?: string }[];
  readonly resources: readonly Resource[];
}

/** Reads every resource of an assembly, or of one stage in it. */
export function readInventory(folder: string, stage: string | undefined): Inventory {
  const all = readAssembly(folder, '--assembly').stacks.map(({ state }) => state);
  const stacks = stage === undefined ? all : all.filter(({ name }) => name.endsWith(`-${stage}`));
  if (stacks.length === 0) {
    throw CliError.usage(`--stage ${stage ?? ''}: no stack of the assembly ends with -${stage ?? ''}; it has ${all.map(({ name }) => name).join(', ')}`);
  }
  return {
    stacks: stacks.map(({ name, region }) => ({ name, ...region === undefined ? {} : { region } })),
    resources: stacks.flatMap(({ name, template }) => {
      const siblings = new Map<string, Resource>();
      for (const [logicalId, { Type: type, Properties: properties }] of Object.entries(template.Resources)) {
        siblings.set(logicalId, { stack: name, logicalId, type, properties: objectOf(properties), siblings });
      }
      return [...siblings.values()];
    }),
  };
}
