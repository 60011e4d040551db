import type { Command } from '../command';
import { rehearseOptions, USAGE } from './options';
import { readAssembly } from '../assembly/read';
import { CliError } from '../errors';
import { preparePlan } from '../plan/prepared';
import { readDeployed } from '../plan/read/deployed';
import { printed } from '../plan/report';
import { bytesOfSteps } from '../plan/write';
import { isolateProcess, start, terminal, withRun } from '../session';
import { wavesOf } from './steps/waves';

/** `listbackup rehearse`: the takeover that `listbackup plan` plans, on an emulator on this machine, with data. */
export const command: Command = async (args) => {
  const options = rehearseOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { accept } = options;
  const assembly = readAssembly(options.assembly, '--assembly');
  const prepared = preparePlan({ ...options, known: readDeployed(options.deployed), assembly, isRelease: false });
  const report = prepared.report('STEPS');
  if (!report.safe) {
    process.stdout.write(printed(report, 'text'));
    return 1;
  }
  if (report.steps.length === 0) throw CliError.usage('rehearse: what is deployed is what was synthesized; there is nothing to rehearse');
  const screen = terminal(process.stdout);
  const written = [...wavesOf(prepared.deployed).map(() => ({ state: prepared.deployed })), ...prepared.plan.steps];
  return withRun(bytesOfSteps(written, assembly), async (run) => {
    const { python, address: anyone, userEnv } = await isolateProcess(run);
    const onMake = () => screen.line('making the Python environment of the emulator, once');
    const starting = run.pending(start({ python, address: anyone, run, userEnv, onMake }));
    // A second to load: it loads while the emulator starts.
    const { rehearse } = await import('./rehearsal.js');
    const emulator = await starting;
    report.assumptions.forEach((line) => screen.line(`assumed: ${line}`));
    await Promise.race([rehearse({ prepared, assembly, accept, folder: run.folder, emulator, anyone, screen }), emulator.died]);
    return 0;
  });
};
