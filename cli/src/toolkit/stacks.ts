import { writeFile } from 'node:fs/promises';
import type { ICloudAssemblySource, Toolkit } from '@aws-cdk/toolkit-lib';
import { CliError } from '../errors';
import { readJson } from '../files';
import type { StackTemplate, EditableTemplate } from '../template';

/** A stack of an assembly, with its template as an object to read and edit. */
export interface AssemblyStack extends StackTemplate {
  /** Account of the stack; undefined if the stack leaves it to the deployment. */
  readonly account?: string;
  /** Region of the stack; undefined if the stack leaves it to the deployment. */
  readonly region?: string;
  /** Writes the template back. */
  save(): Promise<void>;
}

const UNKNOWN = /^unknown-(account|region)$/;

/**
 * All stacks of an assembly, those of its stages included, in the order in which they deploy.
 *
 * @throws CliError when the assembly holds none
 */
export async function readStacks(toolkit: Toolkit, source: ICloudAssemblySource): Promise<AssemblyStack[]> {
  const cached = await toolkit.synth(source);
  try {
    const stacks = await Promise.all(cached.cloudAssembly.stacksRecursively.map(async (artifact): Promise<AssemblyStack> => {
      const file = artifact.templateFullPath;
      const template = readJson(file) as unknown as EditableTemplate;
      const { account, region } = artifact.environment;
      return {
        stackName: artifact.stackName,
        template,
        account: UNKNOWN.test(account) ? undefined : account,
        region: UNKNOWN.test(region) ? undefined : region,
        save: async () => writeFile(file, JSON.stringify(template, undefined, 1)),
      };
    }));
    if (stacks.length === 0) throw CliError.failed('the app holds no stacks: there is nothing to deploy');
    return stacks;
  } finally {
    await cached.dispose();
  }
}
