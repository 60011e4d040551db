import { join } from 'node:path';
import type { Resource } from './resource';
import { readAssembly } from '../assembly/read';
import { CliError } from '../errors';
import { objectOf, type Template } from '../template';

/** A stack of an assembly, and where it deploys to. */
export interface StackEntry {
  readonly name: string;
  /** `undefined` if the assembly leaves it open. */
  readonly account?: string;
  /** `undefined` if the assembly leaves it open. */
  readonly region?: string;
  readonly template: Template;
  /** The file that CloudFormation is given. */
  readonly templateFile: string;
}

/** The stacks and resources of an assembly. */
export interface Inventory {
  readonly stacks: readonly StackEntry[];
  readonly resources: readonly Resource[];
}

/**
 * Reads every resource of an assembly, or of one stage in it.
 *
 * @throws CliError if the folder isn't an assembly, or no stack is of the stage
 */
export function readInventory(folder: string, stage: string | undefined): Inventory {
  const all = readAssembly(folder, '--assembly').stacks;
  const stacks = stage === undefined ? all : all.filter(({ state: { name } }) => name.endsWith(`-${stage}`));
  if (stacks.length === 0) {
    throw CliError.usage(`--stage ${stage ?? ''}: no stack of the assembly ends with -${stage ?? ''}; it has ${all.map(({ state: { name } }) => name).join(', ')}`);
  }
  return {
    stacks: stacks.map(({ state: { name, account, region, template }, artifact, folder: own }) => ({
      name,
      ...account === undefined ? {} : { account },
      ...region === undefined ? {} : { region },
      template,
      templateFile: join(own, String(objectOf(artifact.properties).templateFile as string)),
    })),
    resources: stacks.flatMap(({ state: { name, template } }) => {
      const siblings = new Map<string, Resource>();
      for (const [logicalId, { Type: type, Properties: properties }] of Object.entries(template.Resources)) {
        siblings.set(logicalId, { stack: name, logicalId, type, properties: objectOf(properties), siblings });
      }
      return [...siblings.values()];
    }),
  };
}
