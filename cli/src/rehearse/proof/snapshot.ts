import { CloudFormationClient, paginateDescribeStacks, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { Step } from '../../plan/steps';
import type { StackTemplate } from '../../template';
import { isOfRehearsal } from '../steps/record';
import type { ClientOf, Found } from '../test-data';

/** Location of a stack. */
export interface StackPlace {
  readonly name: string;
  readonly region: string;
}

/** State of the stacks as CloudFormation describes it. */
export interface DeploymentSnapshot {
  /** By `stack.logicalId`. */
  readonly resources: ReadonlyMap<string, Found>;
  /** By `stack.Key`. */
  readonly outputs: ReadonlyMap<string, string>;
  /** By name. */
  readonly exports: ReadonlyMap<string, string>;
}

/** Asks how the stacks stand. */
export async function readSnapshot(stacks: readonly StackPlace[], clientOf: ClientOf): Promise<DeploymentSnapshot> {
  const [resources, outputs] = await Promise.all([
    Promise.all(stacks.map(async (stack) => resourcesOf(stack, clientOf))),
    Promise.all(stacks.map(async (stack) => outputsOf(stack, clientOf))),
  ]);
  return {
    resources: new Map(resources.flat().map((found) => [`${found.stack}.${found.logicalId}`, found])),
    outputs: new Map(outputs.flat().map(({ name, value }) => [name, value])),
    // The emulator still lists exports whose outputs are gone: those that count are the stacks' own.
    exports: new Map(outputs.flat().flatMap(({ exportName, value }) => exportName === undefined ? [] : [[exportName, value] as const])),
  };
}

async function resourcesOf({ name: stack, region }: StackPlace, clientOf: ClientOf): Promise<Found[]> {
  const found: Found[] = [];
  const client = new CloudFormationClient(clientOf(region));
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: stack })) {
    for (const { LogicalResourceId: logicalId = '', ResourceType: type = '', PhysicalResourceId: physicalId = '' } of StackResourceSummaries) {
      if (!isOfRehearsal(logicalId)) found.push({ stack, logicalId, type, physicalId, region });
    }
  }
  return found;
}

/** An output by `stack.Key`, and the name under which it is exported. */
interface PublishedOutput {
  readonly name: string;
  readonly value: string;
  readonly exportName?: string;
}

async function outputsOf({ name, region }: StackPlace, clientOf: ClientOf): Promise<PublishedOutput[]> {
  const found: PublishedOutput[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client: new CloudFormationClient(clientOf(region)) }, { StackName: name })) {
    for (const { OutputKey = '', OutputValue = '', ExportName: exportName } of Stacks.flatMap(({ Outputs = [] }) => Outputs)) {
      if (!isOfRehearsal(OutputKey)) found.push({ name: `${name}.${OutputKey}`, value: OutputValue, ...exportName === undefined ? {} : { exportName } });
    }
  }
  return found;
}

/**
 * Returns the state that must remain after a step: all of the earlier state except for the parts that the plan says the step removes.
 *
 * @param movable the resources that another stack hands over, by `stack.logicalId`, in their initial state
 */
export function expectedAfter(
  { resources, outputs, exports }: DeploymentSnapshot, { change, imports }: Step, movable: ReadonlyMap<string, Found>,
): DeploymentSnapshot {
  const removed = new Set(change.stacks.flatMap(({ stack, resources: all }) => (
    all.filter(({ kind }) => kind === 'removed').map(({ logicalId }) => `${stack}.${logicalId}`))));
  const gone = (kind: 'outputs' | 'exports') => new Set(change.stacks.flatMap((stack) => stack[kind]
    .filter(({ kind: how }) => how === 'lost' || how === 'changed').map(({ name }) => kind === 'outputs' ? `${stack.stack}.${name}` : name)));
  const moved = imports.flatMap(({ stack, logicalId, from }) => {
    const found = movable.get(from ? `${from.stack}.${from.logicalId}` : `${stack}.${logicalId}`);
    return found ? [[`${stack}.${logicalId}`, { ...found, stack, logicalId }] as const] : [];
  });
  return {
    resources: new Map([...without(resources, removed), ...moved]),
    outputs: without(outputs, gone('outputs')),
    exports: without(exports, gone('exports')),
  };
}

function without<T>(all: ReadonlyMap<string, T>, names: ReadonlySet<string>): Map<string, T> {
  return new Map([...all].filter(([name]) => !names.has(name)));
}

/** Returns the differences from the expected state, one line each. */
export function lostFrom(expected: DeploymentSnapshot, now: DeploymentSnapshot): readonly string[] {
  return [
    ...differing('the physical ID of', ids(expected), ids(now)),
    ...differing('output', expected.outputs, now.outputs),
    ...differing('export', expected.exports, now.exports),
  ];
}

function ids({ resources }: DeploymentSnapshot): ReadonlyMap<string, string> {
  return new Map([...resources].map(([name, { physicalId }]) => [name, physicalId]));
}

function differing(what: string, expected: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  return [...expected].filter(([name, value]) => now.get(name) !== value)
    .map(([name, value]) => `${what} ${name} was ${JSON.stringify(value)} and ${now.has(name) ? `is ${JSON.stringify(now.get(name))}` : 'is gone'}`);
}

/** Returns the parts of a template that its stack lacks, one line each. */
export function notArrived(stacks: readonly StackTemplate[], { resources, outputs }: DeploymentSnapshot): readonly string[] {
  return stacks.flatMap(({ stackName, template }) => [
    ...against(`${stackName}: resource`, ownOf(template.Resources), keysOf(resources, stackName)),
    ...against(`${stackName}: output`, ownOf(template.Outputs), keysOf(outputs, stackName)),
  ]);
}

function ownOf(section: object = {}): Set<string> {
  return new Set(Object.keys(section).filter((id) => !isOfRehearsal(id)));
}

function keysOf(all: ReadonlyMap<string, unknown>, stack: string): Set<string> {
  return new Set([...all.keys()].filter((name) => name.startsWith(`${stack}.`)).map((name) => name.slice(stack.length + 1)));
}

function against(what: string, wanted: ReadonlySet<string>, there: ReadonlySet<string>): string[] {
  return [
    ...[...wanted].filter((id) => !there.has(id)).map((id) => `${what} ${id} is not there`),
    ...[...there].filter((id) => !wanted.has(id)).map((id) => `${what} ${id} is there, and the template does not hold it`),
  ];
}
