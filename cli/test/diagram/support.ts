import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStacks } from '../../src/assembly/read';
import { pictureOf, type Picture, type Reading } from '../../src/diagram/model';
import { assemblyFolder } from '../plan/support/folders';
import type { TemplateObject } from '../plan/support/today';

/** A stack as these tests write it. */
export interface StackFacts {
  readonly region?: string;
  /** Names of stacks that deploy before this one. */
  readonly after?: readonly string[];
  readonly resources: TemplateObject['Resources'];
  readonly outputs?: TemplateObject['Outputs'];
}

interface Manifest {
  readonly artifacts: Record<string, { environment?: string; dependencies?: string[] }>;
}

/** A cloud assembly of such stacks. */
export function assemblyOf(stacks: Readonly<Record<string, StackFacts>>): string {
  const template = ({ resources, outputs }: StackFacts) => ({ Resources: resources, ...outputs ? { Outputs: outputs } : {} });
  const folder = assemblyFolder(Object.fromEntries(Object.entries(stacks).map(([name, facts]) => [name, template(facts)])));
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  for (const [name, { region, after = [] }] of Object.entries(stacks)) {
    const artifact = manifest.artifacts[name];
    if (!artifact) continue;
    artifact.dependencies = [...artifact.dependencies ?? [], ...after];
    if (region !== undefined) artifact.environment = `aws://123456789012/${region}`;
  }
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}

export function pictureIn(stacks: Readonly<Record<string, StackFacts>>): Picture {
  return pictureOf(readStacks(assemblyOf(stacks), '--assembly'));
}

/** Who reads what, each as a line: `api.Reader table.Target by name`. */
export function linesOf({ needs }: Picture): string[] {
  return needs.flatMap(({ from, to, reads }) => (
    reads.length === 0 ? [`${from} after ${to}`] : reads.map(({ reader, target, way }: Reading) => `${from}.${reader} ${to}.${target} by ${way}`))).sort();
}

export const TABLE = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'listbackup-main-users' } };
export const functionReading = (value: unknown) => ({ Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { VALUE: value } } } });
