import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../../../src/cost';
import { assemblyFolder, folder } from '../../plan/support/folders';
import type { TemplateObject } from '../../plan/support/today';
import type { AssemblyOptions } from '../../plan/support/write';
import { run, type Run } from '../../support/run';

/** Runs `listbackup cost` in this process. */
export const cost = async (...args: readonly string[]): Promise<Run> => run(command, args);

/** A file that is gone after the test. */
export function jsonFile(content: unknown): string {
  const file = join(folder(), 'file.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** The parts of `--json` that the tests read. */
export interface Report {
  readonly prices: Record<string, unknown>;
  readonly atRest: number;
  readonly withUse: number;
  readonly stacks: readonly { readonly stack: string; readonly atRest: number; readonly withUse: number; readonly services: readonly unknown[] }[];
  readonly services: readonly { readonly service: string; readonly atRest: number; readonly withUse: number }[];
  readonly lines: readonly Record<string, unknown>[];
  readonly notPriced: readonly { readonly what: string; readonly why: string; readonly logicalId?: string }[];
  readonly unknown: Record<string, readonly string[]>;
  readonly customers?: Readonly<Record<string, number>>;
  readonly remarks: readonly string[];
}

export type Resources = TemplateObject['Resources'];

/** What a month of these resources costs; a use or prices are given as the content of the file. */
export async function report(
  stacks: Readonly<Record<string, Resources>>, files: { usage?: unknown; prices?: unknown } = {}, options?: AssemblyOptions,
): Promise<Report> {
  const assembly = assemblyFolder(Object.fromEntries(Object.entries(stacks).map(([name, resources]) => [name, { Resources: resources }])), options);
  const words = Object.entries(files).flatMap(([word, content]) => [`--${word}`, jsonFile(content)]);
  const told = await cost('--assembly', assembly, '--json', ...words);
  expect(told).toMatchObject({ code: 0, err: '' });
  return JSON.parse(told.out) as Report;
}
