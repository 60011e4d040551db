import type { Command } from '../command';
import { bytesOn } from '../disk';
import { emulatorVariables } from '../emulator';
import { CliError } from '../errors';
import { bringUp } from './bring-up';
import { parseOptions, USAGE } from './options';
import { requireAssembly } from '../assembly/manifest';
import { terminal, withRun } from '../session';

/** The copy, and as much for what is written into it. */
const COPIES = 2;

/** `listbackup up`: deploys a CDK app to an emulator on this machine, uses what stands, and reports. */
export const command: Command = async (args) => {
  const options = parseOptions(args, process.cwd());
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  if ('assembly' in options.source) requireAssembly(options.source.assembly, '--assembly');
  const screen = terminal(process.stdout);
  return withRun('assembly' in options.source ? COPIES * bytesOn(options.source.assembly) : 0, async (run) => {
    const { address, api, failed, emulator } = await bringUp({ options, run, screen, cwd: process.cwd() });
    if (options.keep) {
      screen.line(`\nthe emulator runs at ${address.endpoint} until Ctrl-C; to reach it:\n`);
      for (const [name, value] of Object.entries(emulatorVariables(address))) screen.line(`export ${name}=${value}`);
      if (api !== undefined) screen.line(`\nits API answers at '${api}'`);
      await Promise.race([run.interrupted(), emulator.died]);
    }
    if (failed > 0) throw CliError.failed(`${failed} of the checks failed`);
    return 0;
  });
};
