import { join } from 'node:path';
import { adaptCourse, type AdaptedCourse } from './course/adapt-course';
import { writeCourse, type Act } from './course/course';
import { judgeWritten } from './course/judge-written';
import { makeOutside, outsideOf } from './course/outside';
import { count, fillAll, type Found, type Held } from './holdings';
import { namesTaken } from './proof/free-names';
import { expectedAfter, lostFrom, notArrived, readStanding, type Standing } from './proof/standing';
import { describeProof } from './report';
import type { EmulatorAddress } from '../emulator';
import { CliError, messageOf } from '../errors';
import { shown, type Finding } from '../plan/judge';
import type { PreparedPlan } from '../plan/prepared';
import type { Assembly } from '../plan/read/assembly';
import { PURPOSES } from '../plan/report/steps';
import type { StageState } from '../plan/state/stage-state';
import { clientConfig, deployAll, prepareRegions, silent, targetOf, type StartedEmulator, type Terminal } from '../session';
import { emulatorToolkit } from '../toolkit';

type StepOnEmulator = AdaptedCourse['steps'][number];

export interface RehearsalProps {
  readonly prepared: PreparedPlan;
  readonly assembly: Assembly;
  readonly accept: ReadonlySet<string>;
  /** Where the assemblies of the steps go. */
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

  const written = writeCourse(join(folder, 'course'), prepared, assembly);
  judgeWritten(written.steps, deployed, plan, accept).forEach((findings, index) => {
    stopIf(`step ${index + 1}, as it was written, does not pass the judge`, findings.map(explained));
  });
  const outside = outsideOf(plan);
  const { build, steps, adaptation } = await adaptCourse(written, outside, emulator.resourceTypes, emulatorToolkit(address));
  await prepareRegions(address, regions);

  screen.line(`${count(deployed.size, 'stack')} of account ${account} in ${regions.join(', ')}: building what is deployed`);
  const foreign = (await Promise.all(outside.map(async (stack) => makeOutside(stack, regionOf(stack.stackName), clientOf)))).flat();
  for (const act of build) await deployAct(act, 'what is deployed');

  const first = await readStanding(placesIn(deployed), clientOf);
  const held = await fillAll([...first.resources.values(), ...foreign], clientOf);
  screen.line(`filled: ${held.map(({ what }) => what).join('; ')}`);
  // What a plan moves, as it stands before; what is outside every stack is known by where it goes.
  const movable = new Map([...first.resources, ...foreign.map((found): [string, Found] => [`${found.stack}.${found.logicalId}`, found])]);
  let standing = first;
  for (const [index, act] of steps.entries()) standing = await takeStep(act, index, standing, held, movable);
  stopIf('at the end', (await Promise.all(held.map(async ({ missingAtEnd }) => missingAtEnd()))).flat());

  const kept = steps.reduce((before, { written: step }) => expectedAfter(before, step, movable), first);
  screen.line();
  describeProof({ steps: steps.length, held, before: first, kept, adaptation }).forEach((line) => screen.line(line));

  async function deployAct({ folder: assemblyFolder, written: { change, imports } }: Act, what: string): Promise<void> {
    stopIf(`${what} would be made over something`, await namesTaken(change, regionOf, clientOf));
    try {
      await deployAll({ folder: assemblyFolder, address, screen: silent, adopt: imports.length > 0 });
    } catch (error) {
      throw CliError.failed(`${what}: ${messageOf(error)}`);
    }
  }

  async function takeStep(
    act: StepOnEmulator, index: number, before: Standing, data: readonly Held[], moves: ReadonlyMap<string, Found>,
  ): Promise<Standing> {
    const started = performance.now();
    const title = `step ${index + 1} of ${steps.length}`;
    await deployAct(act, title);
    const now = await readStanding(placesIn(act.written.state), clientOf);
    const problems = await Promise.all(data.map(async ({ missing }) => missing()));
    stopIf(`${title} lost something`, [...lostFrom(expectedAfter(before, act.written, moves), now), ...problems.flat()]);
    stopIf(`${title} did not do what its templates say`, notArrived(act.stacks, now));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const changed = act.written.change.stacks.filter(({ stack }) => act.written.change.before.get(stack) !== act.written.state.get(stack));
    const done = `${PURPOSES[act.written.kind]}: ${count(changed.length, 'stack')}`;
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
