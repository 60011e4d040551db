import { join } from 'node:path';
import { adapt } from '../assembly';
import type { Emulator, EmulatorAddress } from '../emulator';
import { requireRunnable } from '../programs';
import { clientConfig, deployAll, isolateProcess, phases, prepareRegions, start, targetOf, type Run, type Terminal } from '../session';
import type { CheckResult } from './checks';
import { describeFaults, faultCounts, requireFunctions, setFaults } from './faults';
import { namesOf } from './grants';
import { describeUnused, observe, type UnusedGrant } from './observed';
import type { UpOptions } from './options';
import { describePhases } from './report';
import { requireGroups } from './scenario-groups';
import { once, showAdaptation, showChecks } from './screen';
import { stageOf } from './stage';
import { synthesize } from './synthesize';

export interface BringUpProps {
  readonly options: UpOptions;
  readonly run: Run;
  readonly screen: Terminal;
  /** The folder of the app. */
  readonly cwd: string;
}

export interface BroughtUp {
  readonly address: EmulatorAddress;
  readonly emulator: Emulator;
  /** URL of the stage's API; undefined without one. */
  readonly api?: string;
  readonly results: readonly CheckResult[];
}

/** The whole of it, from the options to the table of what was checked. */
export async function bringUp({ options, run, screen, cwd }: BringUpProps): Promise<BroughtUp> {
  const timed = phases();
  // Synthesis and deployment each give the warnings of the app.
  const warn = once(screen, (row, { yellow }) => yellow(row));
  const { python, address: anyone, userEnv } = await isolateProcess(run, options.port);

  const observed = observe(screen.line);
  const onMake = () => screen.line('making the Python environment of the emulator, once');
  const starting = run.pending(timed.time('emulator', async () => start({
    python, address: anyone, run, userEnv, onMake, enforce: !options.lenient, onReport: observed.onReport,
  })));
  const folder = join(run.folder, 'assembly');
  const synthesizing = run.pending(timed.time('synthesis', async () => synthesize({
    options, cwd, folder, run, python, address: anyone, emulatorReady: starting, say: warn,
  })));
  const [emulator, stacks] = await Promise.all([starting, synthesizing]);
  requireRunnable(folder, stacks);
  requireGroups(options.scenarios, stacks);
  const { faults } = options;
  if (faults) requireFunctions(faults, stacks);

  const work = async () => {
    const stage = stageOf(stacks, options.stage);
    const { account, regions } = targetOf(stacks);
    const address = { ...anyone, account, region: regions[0] ?? anyone.region };
    screen.line(`${stacks.length === 1 ? 'one stack' : `${stacks.length} stacks`}${stage ? ` of stage ${stage}` : ''} for account ${account} in ${regions.join(', ')}`);
    const names = namesOf(stacks);
    observed.callBy(names);
    const adaptation = adapt(stacks, emulator.resourceTypes, options.lenient);
    await Promise.all(stacks.map(async (stack) => stack.save()));
    showAdaptation(screen, adaptation, options.verbose);

    await timed.time('bootstrap', async () => prepareRegions(address, regions));
    await timed.time('deployment', async () => deployAll({ folder, address, screen, warn }));

    const { api, results } = await timed.time('use', async () => {
      const { apiAddress, assumeCheckRole, discover, runChecks } = await import('./checks/index.js');
      const before = async () => faults && setFaults(address.endpoint, faults);
      const role = options.lenient ? undefined : await assumeCheckRole(clientConfig(address, address.region));
      try {
        const deployed = await discover(address, regions, stage, role?.credentials);
        const apiId = deployed.find('api-gateway.HttpApiId')?.value;
        const checked = await runChecks(stacks, deployed, { files: options.scenarios, before });
        return { api: apiId && apiAddress(address.endpoint, apiId), results: checked };
      } finally {
        await role?.leave();
      }
    });
    screen.line();
    showChecks(screen, results);
    if (faults) describeFaults(faults.faults, await faultCounts(address.endpoint)).forEach((line) => screen.line(line));
    observed.summary().forEach((line) => screen.line(line));
    if (!options.lenient && options.scenarios.length > 0) describeUnused(await unusedGrants(address), names).forEach((line) => screen.line(line));
    screen.line();
    screen.line(describePhases(timed.seconds, timed.total()), (row, { dim }) => dim(row));
    return { address, emulator, api, results };
  };
  return Promise.race([work(), emulator.died]);
}

/** The rights of functions that no call used. */
async function unusedGrants({ endpoint }: EmulatorAddress): Promise<UnusedGrant[]> {
  return await (await fetch(`${endpoint}/_listbackup/unused-grants`)).json() as UnusedGrant[];
}
