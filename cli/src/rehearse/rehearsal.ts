import { join } from 'node:path';
import { namesTaken } from './proof/free-names';
import { expectedAfter, lostFrom, notArrived, readSnapshot, type DeploymentSnapshot } from './proof/snapshot';
import { describeProof } from './report';
import type { EmulatorAddress } from '../emulator';
import { CliError, messageOf } from '../errors';
import { judgeWritten } from './steps/judge-written';
import { count, seedAll, type Found, type SeededData } from './test-data';
import { shown, type Finding } from '../plan/judge';
import { clientConfig, deployAll, prepareRegions, silent, targetOf, type StartedEmulator, type Terminal } from '../session';
import { adaptSteps, type AdaptedSteps } from './steps/adapt-steps';
import { linksOf } from './steps/literal-ids';
import { makeOutside, outsideOf } from './steps/outside';
import { writeRunSteps, type RunStep } from './steps/run-steps';
import type { Assembly } from '../assembly/read';
import type { PreparedPlan } from '../plan/prepared';
import { PURPOSES } from '../plan/report/steps';
import type { StageState } from '../plan/state/stage-state';
import { emulatorToolkit } from '../toolkit';

type StepOnEmulator = AdaptedSteps['steps'][number];

export interface RehearsalProps {
  readonly prepared: PreparedPlan;
  readonly assembly: Assembly;
  readonly accept: ReadonlySet<string>;
  /** Folder for the assemblies of the steps. */
  readonly folder: string;
  readonly emulator: StartedEmulator;
  readonly anyone: EmulatorAddress;
  readonly screen: Terminal;
}

/**
 * Builds what is deployed, fills it, takes it over step by step, and looks after each step for what should be there.
 *
 * @throws CliError when a step fails, or something is lost
 */
export async function rehearse({ prepared, assembly, accept, folder, emulator, anyone, screen }: RehearsalProps): Promise<void> {
  const { plan, deployed, target } = prepared;
  const { account, regions } = targetOf([...deployed.values(), ...target.values()]);
  const address = { ...anyone, account, region: regions[0] ?? anyone.region };
  const clientOf = (region: string) => clientConfig(address, region);
  const regionOf = (stack: string) => (deployed.get(stack) ?? target.get(stack))?.region ?? address.region;
  const placesIn = (stage: StageState) => [...stage.keys()].map((name) => ({ name, region: regionOf(name) }));

  const written = writeRunSteps(join(folder, 'run'), prepared, assembly);
  judgeWritten(written.steps, deployed, plan, accept).forEach((findings, index) => {
    stopIf(`step ${index + 1}, as it was written, does not pass the judge`, findings.map(explained));
  });
  const outside = outsideOf(plan);
  const { build, steps, adaptation } = await adaptSteps(written, outside, linksOf(deployed), emulator.resourceTypes, emulatorToolkit(address));
  await prepareRegions(address, regions);

  screen.line(`${count(deployed.size, 'stack')} of account ${account} in ${regions.join(', ')}: building what is deployed`);
  const foreign = (await Promise.all(outside.map(async (stack) => makeOutside(stack, regionOf(stack.stackName), clientOf)))).flat();
  for (const step of build) await deployStep(step, 'what is deployed');

  const first = await readSnapshot(placesIn(deployed), clientOf);
  const seeded = await seedAll([...first.resources.values(), ...foreign], clientOf);
  screen.line(`filled: ${seeded.map(({ what }) => what).join('; ')}`);
  // What a plan moves, as it stands before; what is outside every stack is known by where it goes.
  const movable = new Map([...first.resources, ...foreign.map((found): [string, Found] => [`${found.stack}.${found.logicalId}`, found])]);
  let snapshot = first;
  for (const [index, step] of steps.entries()) snapshot = await takeStep(step, index, snapshot, seeded, movable);
  stopIf('at the end', (await Promise.all(seeded.map(async ({ missingAtEnd }) => missingAtEnd()))).flat());

  const kept = steps.reduce((before, { written: step }) => expectedAfter(before, step, movable), first);
  screen.line();
  describeProof({ steps: steps.length, seeded, before: first, kept, adaptation }).forEach((line) => screen.line(line));

  async function deployStep({ folder: assemblyFolder, written: { change, imports } }: RunStep, what: string): Promise<void> {
    stopIf(`${what} would be made over something`, await namesTaken(change, regionOf, clientOf));
    try {
      await deployAll({ folder: assemblyFolder, address, screen: silent, adopt: imports.length > 0 });
    } catch (error) {
      throw CliError.failed(`${what}: ${messageOf(error)}`);
    }
  }

  async function takeStep(
    step: StepOnEmulator, index: number, before: DeploymentSnapshot, data: readonly SeededData[], moves: ReadonlyMap<string, Found>,
  ): Promise<DeploymentSnapshot> {
    const started = performance.now();
    const title = `step ${index + 1} of ${steps.length}`;
    await deployStep(step, title);
    const now = await readSnapshot(placesIn(step.written.state), clientOf);
    const problems = await Promise.all(data.map(async ({ missing }) => missing()));
    stopIf(`${title} lost something`, [...lostFrom(expectedAfter(before, step.written, moves), now), ...problems.flat()]);
    stopIf(`${title} did not do what its templates say`, notArrived(step.stacks, now));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const changed = step.written.change.stacks.filter(({ stack }) => step.written.change.before.get(stack) !== step.written.state.get(stack));
    const done = `${PURPOSES[step.written.kind]}: ${count(changed.length, 'stack')}`;
    screen.line(`${title}: ${done}; judge: passed; emulator: everything is still there  ${seconds} s`);
    return now;
  }

  function stopIf(what: string, problems: readonly string[]): void {
    if (problems.length === 0) return;
    problems.forEach((line) => screen.line(`  ${line}`));
    throw CliError.failed(`${what}: ${problems[0] ?? ''}${problems.length > 1 ? `, and ${problems.length - 1} more` : ''}`);
  }
}

function explained({ stack, subject, what, before, after }: Finding): string {
  return `${stack}.${subject}: ${what} (${shown(before)} -> ${shown(after)})`;
}
