import type { Command } from '../main';
import { planOptions, USAGE, type PlanOptions } from './options';
import { makePlan } from './plan';
import { readAssembly, type Assembly } from './read/assembly';
import { readDeployed, type Deployed } from './read/deployed';
import { matched } from './read/match';
import { refuseOtherStage } from './read/other-stage';
import { printed, reportOf } from './report';
import { Views } from './state/view';
import { requireEmpty, writeSteps } from './write';

/** `listbackup plan`: how to get from what is deployed to what was synthesized without losing anything. */
export const command: Command = async (args) => {
  const options = planOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (options.out !== undefined) requireEmpty(options.out);
  const assembly = readAssembly(options.assembly, '--assembly');
  const known = await deployedFor(options, assembly);
  const { deployed, target, leftOut } = matched(known.stacks, assembly.stacks.map(({ state }) => state), options.stage);
  if (options.source.kind !== 'assembly') refuseOtherStage(deployed, target, new Views());
  const { accept, dropLeftovers } = options;
  const plan = makePlan({ ...known, deployed, target, accept, dropLeftovers });
  const report = reportOf({ plan, deployed, target, leftOut, importersKnown: known.importers !== undefined, accept }, options.out ?? 'STEPS');
  if (report.safe && options.out !== undefined) writeSteps(options.out, plan.steps, assembly);
  process.stdout.write(printed(report, options.format));
  return report.safe ? 0 : 1;
};

async function deployedFor({ source, stage = '' }: PlanOptions, assembly: Assembly): Promise<Deployed> {
  switch (source.kind) {
    case 'folder': return readDeployed(source.folder);
    case 'assembly': return { stacks: new Map(readAssembly(source.folder, '--from').stacks.map(({ state }) => [state.name, state])), existing: [] };
    // The clients of AWS take half a second to load, and only this needs them.
    case 'aws': return (await import('./read/live.js')).readLive(assembly, stage);
  }
}
