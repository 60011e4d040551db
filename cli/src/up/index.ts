import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from '../command';
import { bytesOn, diskFailure, requireRoom } from '../disk';
import { emulatorVariables } from '../emulator';
import { CliError, messageOf, oneLine } from '../errors';
import { bringUp } from './bring-up';
import { parseOptions, USAGE } from './options';
import { asJson, asJunit } from './report';
import { requireAssembly } from '../assembly/manifest';
import { terminal, withRun } from '../session';

/** More than the report of two hundred checks. */
const REPORT_BYTES = 64 * 1024;

/** The copy, and as much for what is written into it. */
const COPIES = 2;

/** `listbackup up`: deploys a CDK app to an emulator on this machine, uses the deployed resources, and reports. */
export const command: Command = async (args) => {
  const options = parseOptions(args, process.cwd());
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  if ('assembly' in options.source) requireAssembly(options.source.assembly, '--assembly');
  if (options.junit !== undefined) requireRoom({ path: dirname(options.junit), name: '--junit: the folder', instead: 'choose a folder on another disk' }, REPORT_BYTES);
  const screen = terminal(options.json ? process.stderr : process.stdout);
  return withRun('assembly' in options.source ? COPIES * bytesOn(options.source.assembly) : 0, async (run) => {
    const { address, api, results, emulator } = await bringUp({ options, run, screen, cwd: process.cwd() });
    if (options.junit !== undefined) await save(options.junit, asJunit(results));
    if (options.json) process.stdout.write(asJson(results));
    if (options.keep) {
      screen.line(`\nthe emulator runs at ${address.endpoint} until Ctrl-C; to reach it:\n`);
      for (const [name, value] of Object.entries(emulatorVariables(address))) screen.verbatim(`export ${name}=${value}`);
      if (api !== undefined) screen.line(`\nits API answers at '${api}'`);
      await Promise.race([run.interrupted(), emulator.died]);
    }
    const failed = results.filter(({ outcome }) => outcome === 'failed').length;
    if (failed > 0) throw CliError.failed(`${failed} of the checks failed`);
    return 0;
  });
};

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw diskFailure(error) ?? CliError.failed(`up: cannot write --junit ${file}: ${oneLine(messageOf(error))}`);
  }
}
