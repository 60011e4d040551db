import { CliError } from './errors';
import { outOfSpace } from './system-errors';

/** What a command is given: its own words, and where it may write. Resolves to the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** Each command in a folder of its own, loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  cost: async () => import('./cost/index.js'),
  diagram: async () => import('./diagram/index.js'),
  plan: async () => import('./plan/index.js'),
  rehearse: async () => import('./rehearse/index.js'),
  up: async () => import('./up/index.js'),
};

/** Runs `listbackup ARGS` and resolves to the exit code: 0 done, 1 the work failed, 2 the words were wrong. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  try {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!load) {
      throw CliError.usage(`no command ${JSON.stringify(name)}; one of: ${Object.keys(COMMANDS).join(', ')}`);
    }
    return await (await load()).command(rest);
  } catch (error) {
    const failure = error instanceof CliError ? error : outOfSpace(error);
    if (!failure) throw error;
    process.stderr.write(`listbackup: ${failure.message}\n`);
    return failure.exitCode;
  }
}
