import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../errors';
import { objectOf, omit, type Json, type JsonObject } from '../../template';
import { literalOrder, viewsAfter, viewsBefore } from '../compare';
import type { Step } from '../steps';
import { stackAssets, templateText } from './template-asset';
import type { Assembly, AssemblyStack } from '../../assembly/read';
import { circleIn, readingOrder } from '../state/reads';
import type { StackState } from '../state/stage-state';

/** Parts of a step that are written. Any other single deployment can be written the same way. */
export type WrittenStep = Pick<Step, 'state' | 'change' | 'imports'>;

/** Writes one step as a cloud assembly of its own, all stacks on one level, so that `--all` finds them. */
export function writeStep(folder: string, step: WrittenStep, assembly: Assembly, names: ReadonlySet<string>): void {
  mkdirSync(folder, { recursive: true });
  const artifacts: Record<string, Json> = {};
  const order = orderOf(step, assembly);
  for (const stack of [...step.state.values()].filter(({ name }) => names.has(name))) {
    const source = assembly.stacks.find(({ state: { name } }) => name === stack.name);
    const model = source ?? assembly.stacks.find(({ state }) => state.account === stack.account && state.region === stack.region);
    const after = [...order.get(stack.name) ?? []].filter((name) => names.has(name) && step.state.has(name));
    Object.assign(artifacts, writeStack(folder, stack, source, model, after));
  }
  const { version, minimumCliVersion } = assembly;
  write(folder, 'manifest.json', { version, artifacts, ...(minimumCliVersion === undefined ? {} : { minimumCliVersion }) });
  write(folder, 'cdk.out', { version });
  for (const stack of new Set(step.imports.map((adoption) => adoption.stack))) {
    const own = step.imports.filter((adoption) => adoption.stack === stack);
    write(folder, mappingFile(stack), Object.fromEntries(own.map(({ logicalId, identifier }) => [logicalId, identifier])));
  }
}

/**
 * The stacks that each one is deployed after: those of which it reads what they publish in this step, those of which it names literally what they
 * create, and those that the app says. Where these contradict each other, the first decides.
 */
function orderOf({ change }: WrittenStep, { stacks }: Assembly): ReadonlyMap<string, ReadonlySet<string>> {
  const order = new Map([...readingOrder(viewsBefore(change), viewsAfter(change))].map(([name, others]) => [name, new Set(others)]));
  const said = stacks.map(({ state: { name }, dependencies }) => [name, dependencies] as const);
  for (const [name, others] of [...literalOrder(change), ...said]) {
    for (const other of others) {
      const own = order.get(name) ?? new Set<string>();
      const wanted = new Map([...order, [name, new Set([...own, other])]]);
      if (!circleIn(wanted)) order.set(name, wanted.get(name) ?? own);
    }
  }
  return order;
}

/** Properties with the path of a file or upload of the assembly that a step is made from. */
const ELSEWHERE = ['additionalMetadataFile', 'stackTemplateAssetObjectUrl'];
/** Properties that apply to one stack and not to its neighbor. */
const OF_ONE_STACK = ['notificationArns', 'parameters', 'terminationProtection'];

/** The file that says which resource of a stack is which in AWS. */
export function mappingFile(stack: string): string {
  return `${stack}.import.json`;
}

/**
 * Writes a stack of the step. A stack that isn't in the assembly, because it only releases resources, is deployed like its neighbor in the
 * same environment.
 */
function writeStack(
  folder: string,
  stack: StackState,
  source: AssemblyStack | undefined,
  model: AssemblyStack | undefined,
  after: readonly string[],
): JsonObject {
  const file = `${stack.name}.template.json`;
  const template = templateText(stack.template, source);
  writeFileSync(join(folder, file), template.text);
  const assets = model && stackAssets(model, template, file, source === undefined);
  const assetId = `${stack.name}.assets`;
  if (assets) {
    write(folder, `${assetId}.json`, assets.manifest);
    for (const [name, path] of assets.sources) copy(path, join(folder, name), stack.name);
  }
  const modelled = omit(objectOf(model?.artifact.properties), source ? ELSEWHERE : [...ELSEWHERE, ...OF_ONE_STACK]);
  const properties = {
    ...modelled,
    templateFile: file,
    stackName: stack.name,
    tags: stack.tags,
    ...(assets?.templateUrl === undefined ? {} : { stackTemplateAssetObjectUrl: assets.templateUrl }),
  };
  const dependencies = [...(assets ? [assetId] : []), ...after];
  return {
    ...(assets && model?.assets
      ? { [assetId]: { ...model.assets.artifact, properties: { ...objectOf(model.assets.artifact.properties), file: `${assetId}.json` } } }
      : {}),
    [stack.name]: {
      type: 'aws:cloudformation:stack',
      environment: source?.artifact.environment ?? `aws://${stack.account ?? 'unknown-account'}/${stack.region ?? 'unknown-region'}`,
      properties,
      ...(dependencies.length === 0 ? {} : { dependencies }),
      displayName: stack.name,
    },
  };
}

function copy(from: string, to: string, stack: string): void {
  if (existsSync(to)) return;
  if (!existsSync(from)) throw CliError.usage(`${from}: an asset of ${stack} is not there; synthesize the assembly again`);
  cpSync(from, to, { recursive: true });
}

function write(folder: string, file: string, value: Json): void {
  writeFileSync(join(folder, file), `${JSON.stringify(value, null, 2)}\n`);
}
