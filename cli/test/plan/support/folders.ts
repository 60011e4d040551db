import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemplateObject } from './today';
import { writeAssembly, writeDeployed, type AssemblyOptions, type DeployedOptions } from './write';

const made: string[] = [];

/** A new folder that is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'listbackup-plan-'));
  made.push(path);
  return path;
}

afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A folder of what is deployed. */
export function deployedFolder(stacks: Readonly<Record<string, TemplateObject>>, options?: DeployedOptions): string {
  return writeDeployed(folder(), stacks, options);
}

/** A cloud assembly, with the template of each stack as an asset. */
export function assemblyFolder(stacks: Readonly<Record<string, TemplateObject>>, options?: AssemblyOptions): string {
  return writeAssembly(folder(), stacks, options);
}
