import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from '../command';
import { bytesOn, diskFailure, requireRoom } from '../disk';
import { emulatorVariables } from '../emulator';
import { CliError, messageOf, oneLine } from '../errors';
import { bringUp } from './bring-up';
import type { CheckResult } from './checks';
import { parseOptions, USAGE } from './options';
import { asJson, asJunit } from './report';
import { requireAssembly } from '../assembly/manifest';
import { terminal, withRun } from '../session';

/** More than the report of two hundred checks. */
const REPORT_BYTES = 64 * 1024;

/** Name of the one failed check of a run that ended before its checks. */
const BEFORE_CHECKS = 'synthesis and deployment';

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
  let isReported = false;
  const report = async (results: readonly CheckResult[]) => {
    isReported = true;
    if (options.junit !== undefined) await save(options.junit, asJunit(results));
    if (options.json) process.stdout.write(asJson(results));
  };
  try {
    return await withRun('assembly' in options.source ? COPIES * bytesOn(options.source.assembly) : 0, async (run) => {
      const { address, api, results, emulator } = await bringUp({ options, run, screen, cwd: process.cwd() });
      await report(results);
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
  } catch (error) {
    // Without a report, CI would take a run that ended before its checks for one that had none.
    if (!isReported) await report([{ name: BEFORE_CHECKS, outcome: 'failed', detail: oneLine(messageOf(error)) }]);
    throw error;
  }
};

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw diskFailure(error) ?? CliError.failed(`up: cannot write --junit ${file}: ${oneLine(messageOf(error))}`);
  }
}
