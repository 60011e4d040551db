import type { Command } from '../../src/command';
import { CliError } from '../../src/errors';

/** What a run of a command printed, and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process; an error that is no CliError is a defect, and fails the test. */
export async function run(command: Command, args: readonly string[]): Promise<Run> {
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
