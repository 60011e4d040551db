import { diskFailure } from '../disk';
import { guarded, type EmulatorAddress, type Python } from '../emulator';
import { CliError, messageOf, oneLine } from '../errors';
import { buildVariables, thisMachine } from '../programs';
import type { AssemblyStack } from '../toolkit';
import type { UpOptions } from './options';
import type { Run } from '../session';

export interface SynthesizeProps {
  readonly options: UpOptions;
  /** Folder of the app. */
  readonly cwd: string;
  /** Folder for the assembly. */
  readonly folder: string;
  readonly run: Run;
  readonly python: Python;
  readonly address: EmulatorAddress;
  /** Values that an app looks up are asked of the emulator. */
  readonly emulatorReady: Promise<unknown>;
  readonly say: (text: string) => void;
}

const STANDARD_ERROR = 2;

/**
 * Puts the assembly into the folder, and reads its stacks.
 *
 * @throws CliError when the app fails, or its assembly cannot be read
 */
export async function synthesize(props: SynthesizeProps): Promise<AssemblyStack[]> {
  const { options: { source, stage, build }, cwd, folder, run, python, address, emulatorReady, say } = props;
  // Half a second to load: it loads while the emulator starts.
  const { copyOf, emulatorToolkit, readStacks, synthesizedBy } = await import('../toolkit/index.js');
  // Values are looked up in the account that the app names, since nobody may assume a role of another one.
  const caller = { ...address };
  const toolkit = emulatorToolkit(caller, { onMessage: say });
  const beforeLookups = async (account = address.account) => {
    caller.account = account;
    await emulatorReady;
  };
  try {
    if ('assembly' in source) return await readStacks(toolkit, await copyOf(toolkit, source.assembly, folder));
    if (build !== undefined) {
      const code = await runApp(build, {});
      if (code !== 0) throw CliError.failed(`--build failed (exit code ${code}): ${build}`);
    }
    const app = { app: source.app, cwd, folder, context: { stage, 'listbackup:upgrade-guard': 'false' }, run: runApp, beforeLookups };
    return await readStacks(toolkit, await synthesizedBy(toolkit, app));
  } catch (error) {
    throw explained(error, 'assembly' in source ? `the assembly ${source.assembly} cannot be read` : 'the app failed to synthesize');
  }

  async function runApp(commandLine: string, env: Readonly<Record<string, string>>): Promise<number> {
    const running = guarded({
      python: python.path,
      command: ['/bin/sh', '-c', commandLine],
      cwd,
      env: { ...process.env, ...buildVariables(thisMachine()), ...env },
      output: [STANDARD_ERROR, STANDARD_ERROR],
    });
    run.own(running);
    return running.ended;
  }
}

/** The toolkit wraps what a command line threw. */
function explained(error: unknown, what: string): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof Error && error.cause instanceof CliError) return error.cause;
  return diskFailure(error) ?? CliError.failed(`${what}: ${oneLine(messageOf(error))}`);
}
