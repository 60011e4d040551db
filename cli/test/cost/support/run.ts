import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../../../src/cost';
import { CliError } from '../../../src/errors';
import { assemblyFolder, folder, type AssemblyOptions } from '../../plan/support/folders';
import type { TemplateObject } from '../../plan/support/today';

/** What a run of the command printed, and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `listbackup cost` in this process; an error that is no CliError is a defect, and fails the test. */
export async function cost(...args: readonly string[]): Promise<Run> {
  let out = '';
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => { out += String(text); return true; });
  try {
    const code = await command(args);
    return { code, out, err: '' };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { code: error.exitCode, out, err: error.message };
  } finally {
    stdout.mockRestore();
  }
}

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
  readonly remarks: readonly string[];
}

export type Resources = TemplateObject['Resources'];

/** What a month of these resources costs; a use or prices are given as the content of the file. */
export async function report(
  stacks: Readonly<Record<string, Resources>>, files: { usage?: unknown; prices?: unknown } = {}, options?: AssemblyOptions,
): Promise<Report> {
  const assembly = assemblyFolder(Object.fromEntries(Object.entries(stacks).map(([name, resources]) => [name, { Resources: resources }])), options);
  const words = Object.entries(files).flatMap(([word, content]) => [`--${word}`, jsonFile(content)]);
  const run = await cost('--assembly', assembly, '--json', ...words);
  expect(run).toMatchObject({ code: 0, err: '' });
  return JSON.parse(run.out) as Report;
}
