import { CloudControlClient, GetResourceCommand } from '@aws-sdk/client-cloudcontrol';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Deployed } from './deployed';
import { driftOf } from './drift';
import { existingResources, type ExistingResource } from './existing';
import { importersOf, ownerOf, stackOf } from './live-stacks';
import type { Assembly } from '../../assembly/read';
import { CliError, messageOf, oneLine } from '../../errors';
import { hasSymbol, type Json } from '../../template';
import { nameKeyOf } from '../state/names';
import type { StackState, StageState } from '../state/stage-state';
import { Views, type ResourceView } from '../state/view';

/** CloudFormation answers a few questions a second; more at a time would only be turned away. */
const AT_ONCE = 4;
const CLIENT = { maxAttempts: 8, retryMode: 'adaptive' } as const;

/** Errors for resources that don't exist, and for types that Cloud Control doesn't support. */
const UNKNOWN = ['ResourceNotFoundException', 'UnsupportedActionException', 'TypeNotFoundException', 'InvalidRequestException'];

/** Asks AWS what is deployed of a stage: templates, descriptions, importers, and who has the names that the target adds. */
export async function readLive(assembly: Assembly, stage: string): Promise<Deployed> {
  const wanted = assembly.stacks.map(({ state }) => state).filter(({ name }) => name.endsWith(`-${stage}`));
  if (wanted.length === 0) {
    throw CliError.usage(
      `--stage ${stage}: no stack of the assembly ends with -${stage}; it has ${assembly.stacks.map(({ state: { name } }) => name).join(', ')}`,
    );
  }
  const clients = new Map([...new Set(wanted.map(regionOf))].map((region) => [region, new CloudFormationClient({ region, ...CLIENT })]));
  const clientOf = (stack: StackState): CloudFormationClient =>
    clients.get(regionOf(stack)) ?? new CloudFormationClient({ region: regionOf(stack), ...CLIENT });
  try {
    const own = await inBatches(wanted, async (stack) => stackOf(clientOf(stack), stack.name));
    const stacks = new Map(own.flatMap((stack) => (stack ? [[stack.name, stack] as const] : [])));
    if (stacks.size === 0) {throw CliError.usage(`--stage ${stage}: none of ${wanted.map(({ name }) => name).join(', ')} is deployed in ${[...clients.keys()].join(', ')}`);}
    const added = addedTo(wanted, stacks);
    const found = await inBatches(added, async (one) => whereIs(one, clientOf(one.stack)));
    for (const { owner } of found) if (owner && !stacks.has(owner.name)) stacks.set(owner.name, owner);
    const importers = await inBatches([...clients.values()], importersOf);
    const drifts = await inBatches([...stacks.values()], async (stack) => driftOf(clientOf(stack), stack.name));
    return {
      stacks,
      existing: found.flatMap(({ existing }) => (existing ? [existing] : [])),
      importers: merged(importers),
      ...drifts.includes(undefined) ? {} : { drifted: new Map(drifts.flatMap((one) => [...one ?? []])) },
      checked: new Set(found.flatMap(({ checked }) => checked ?? [])),
    };
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw CliError.usage(`--stage ${stage}: AWS says: ${oneLine(messageOf(error))}`);
  }
}

interface Added {
  readonly stack: StackState;
  readonly resource: ResourceView;
  readonly ref: Json;
}

/** Returns the resources that the target adds under fixed names. */
function addedTo(wanted: readonly StackState[], deployed: StageState): readonly Added[] {
  const views = new Views();
  const target = new Map(wanted.map((stack) => [stack.name, stack]));
  return wanted.flatMap((stack) => {
    const { resources, resolver } = views.of(stack, target);
    const now = deployed.get(stack.name)?.template.Resources ?? {};
    return [...resources.values()]
      .filter((resource) => now[resource.logicalId] === undefined && nameKeyOf(stack, resource) !== undefined)
      .map((resource) => ({ stack, resource, ref: resolver.value({ Ref: resource.logicalId }) }));
  });
}

interface Found {
  readonly owner?: StackState;
  readonly existing?: ExistingResource;
  /** The key of a name that nobody has. */
  readonly checked?: string;
}

/** Returns the owner of the physical name: a stack, no stack (but the resource exists), or none. */
async function whereIs({ stack, resource, ref }: Added, client: CloudFormationClient): Promise<Found> {
  const [identifier] = resource.facts.identifiers;
  const physical = typeof ref === 'string' && !hasSymbol(ref) ? ref : resource.name;
  if (physical === undefined) return {};
  const owner = await ownerOf(client, physical);
  if (owner !== undefined && owner !== stack.name) return { owner: await stackOf(client, owner) };
  if (identifier === undefined || resource.facts.identifiers.length !== 1) return {};
  const control = new CloudControlClient({ region: regionOf(stack), ...CLIENT });
  try {
    const answer = await control.send(new GetResourceCommand({ TypeName: resource.type, Identifier: physical }));
    const { Identifier = physical, Properties = '{}' } = answer.ResourceDescription ?? {};
    const [existing] = existingResources(
      [{ TypeName: resource.type, ResourceDescription: { Identifier, Properties } }],
      `${resource.type} ${physical}`,
    );
    return existing ? { existing: { ...existing, name: resource.name ?? existing.name } } : {};
  } catch (error) {
    const { name } = error as Error;
    if (!UNKNOWN.includes(name)) throw error;
    return name === 'ResourceNotFoundException' ? { checked: nameKeyOf(stack, resource) ?? '' } : {};
  }
}

/** Merges importers by export name. A name can be used in several Regions, so importers of any of them count. */
function merged(all: readonly ReadonlyMap<string, readonly string[]>[]): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, readonly string[]>();
  for (const [name, stacks] of all.flatMap((one) => [...one])) result.set(name, [...(result.get(name) ?? []), ...stacks]);
  return result;
}

function regionOf({ name, region }: StackState): string {
  if (region === undefined) {throw CliError.usage(`${name}: the assembly does not say its Region; synthesize it with env: { account: '123456789012', region: 'us-west-2' }`);}
  return region;
}

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  return results;
}
