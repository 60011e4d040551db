import type { OutputsSource } from './options';
import { exportName, parseExportName, stagesOf } from '../assembly';
import { readAssembly } from '../assembly/read';
import { CliError, messageOf, oneLine } from '../errors';
import { Views } from '../plan/state/view';
import type { ClientConfig } from '../session';
import { listExports, type Exported } from '../session/exports';
import { hasSymbol, type StackTemplate } from '../template';

/** The exports of a stage. */
export interface Values {
  readonly stage: string;
  readonly region?: string;
  /** Returns the value of an export by service and key; `undefined` if it doesn't exist or is known only after deployment. */
  readonly find: (service: string, key: string) => string | undefined;
  /** Names of exports whose values only a deployment knows. */
  readonly unknown: readonly string[];
}

/**
 * Reads the exports of a stage.
 *
 * @throws CliError when there are none, or those of several stages and none is named
 */
export async function readValues(source: OutputsSource, stage: string | undefined): Promise<Values> {
  if (source.kind === 'assembly') return fromAssembly(source.folder, stage);
  return valuesOf(await exportsOf(source), stage, source.kind === 'local' ? source.endpoint : source.region);
}

async function exportsOf(source: Exclude<OutputsSource, { kind: 'assembly' }>): Promise<readonly Exported[]> {
  try {
    // Credentials are those of the environment, as for every AWS SDK; `up --keep` prints those of the emulator.
    return await listExports({ region: source.region, ...source.kind === 'local' ? { endpoint: source.endpoint } : {} } as ClientConfig);
  } catch (error) {
    throw CliError.failed(`outputs: ${source.kind === 'local' ? `the emulator at ${source.endpoint}` : 'AWS'} says: ${oneLine(messageOf(error)) || 'nothing'}`);
  }
}

function fromAssembly(folder: string, stage: string | undefined): Values {
  const { stacks } = readAssembly(folder, '--assembly');
  const states = new Map(stacks.map(({ state }) => [state.name, state] as const));
  const views = new Views();
  const exported: Exported[] = [];
  const unknown: string[] = [];
  for (const state of states.values()) {
    for (const { exportName: name, value } of views.of(state, states).outputs.values()) {
      if (name === undefined) continue;
      if (hasSymbol(value)) unknown.push(name);
      else exported.push({ name, value: String(value as string), region: state.region ?? '' });
    }
  }
  const templates = stacks.map(({ state: { name, template } }) => ({ stackName: name, template: template as unknown as StackTemplate['template'] }));
  return valuesOf(exported, stage, folder, unknown, stagesOf(templates));
}

function valuesOf(
  exported: readonly Exported[], asked: string | undefined, place: string, unknown: readonly string[] = [], known?: readonly string[],
): Values {
  const near = asked === undefined ? known ?? [] : [asked];
  const stages = new Set(known ?? exported.flatMap(({ name }) => parseExportName(name, near)?.stage ?? []));
  const [only] = stages;
  const stage = asked ?? (stages.size === 1 ? only : undefined);
  if (stage === undefined && stages.size > 1) throw CliError.usage(`outputs: ${place} has the stages ${[...stages].sort().join(', ')}: name one with --stage`);
  const own = exported.filter(({ name }) => parseExportName(name, near)?.stage === stage);
  if (stage === undefined || own.length + unknown.length === 0) {
    throw CliError.failed(`outputs: ${place} has no exports of ${asked === undefined ? 'this library' : `stage ${asked}`}${stages.size > 0 ? `, only of ${[...stages].sort().join(', ')}` : ''}`);
  }
  const byName = new Map(own.map(({ name, value }) => [name, value] as const));
  const region = own.find(({ region: one }) => one !== '')?.region;
  return {
    stage,
    ...region === undefined ? {} : { region },
    find: (service, key) => byName.get(exportName({ service, stage, key })),
    unknown: unknown.filter((name) => parseExportName(name, near)?.stage === stage),
  };
}
