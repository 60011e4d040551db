import type { Command } from '../command';
import { requireRoom } from '../disk';
import { planOptions, USAGE, type PlanOptions } from './options';
import { preparePlan } from './prepared';
import { readAssembly, type Assembly } from '../assembly/read';
import { readDeployed, type Deployed } from './read/deployed';
import { printed } from './report';
import { bytesOfSteps, outFolder, requireEmpty, writeSteps } from './write';

/** `listbackup plan`: how to get from what is deployed to what was synthesized without losing anything. */
export const command: Command = async (args) => {
  const options = planOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (options.out !== undefined) {
    requireEmpty(options.out);
    requireRoom(outFolder(options.out), 0);
  }
  const assembly = readAssembly(options.assembly, '--assembly');
  const known = await deployedFor(options, assembly);
  const { accept, dropLeftovers, stage } = options;
  const prepared = preparePlan({ known, assembly, isRelease: options.source.kind === 'assembly', accept, dropLeftovers, ...stage === undefined ? {} : { stage } });
  const report = prepared.report(options.out ?? 'STEPS');
  if (report.safe && options.out !== undefined) {
    requireRoom(outFolder(options.out), bytesOfSteps(prepared.plan.steps, assembly));
    writeSteps(options.out, prepared.plan.steps, assembly);
  }
  process.stdout.write(printed(report, options.format));
  return report.safe ? 0 : 1;
};

async function deployedFor({ source, stage = '' }: PlanOptions, assembly: Assembly): Promise<Deployed> {
  switch (source.kind) {
    case 'folder': return readDeployed(source.folder);
    case 'assembly': return { stacks: new Map(readAssembly(source.folder, '--from').stacks.map(({ state }) => [state.name, state])), existing: [] };
    case 'aws': return live(assembly, stage);
  }
}

/** The clients of AWS take half a second to load, and only this needs them. */
async function live(assembly: Assembly, stage: string): Promise<Deployed> {
  // The command says itself which versions of Node.js it takes.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  return (await import('./read/live.js')).readLive(assembly, stage);
}
