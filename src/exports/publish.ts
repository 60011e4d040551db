import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import type { ExportNames } from './export-names';
import { claimLogicalId, placeOf } from '../conventions';
import { ListBackupStage } from '../stage';
import { exportName, stackName } from '../stage/naming';

/** The outputs of one service and stage by export name, from whichever stacks of the app publish them. */
type Publications = Map<string, CfnOutput>;

/** Publications of each app, by environment and service. */
const APPS = new WeakMap<IConstruct, Map<string, Publications>>();

/** Publications of each app, by environment. */
const ENVIRONMENTS = new WeakMap<IConstruct, Map<string, Publications>>();

function publicationsAt(registry: WeakMap<IConstruct, Map<string, Publications>>, root: IConstruct, place: string): Publications {
  const places = registry.get(root) ?? new Map<string, Publications>();
  registry.set(root, places);
  const publications = places.get(place) ?? new Map<string, CfnOutput>();
  places.set(place, publications);
  return publications;
}

/** Enters an output, and refuses a second one of the same export name: an account and region holds each name once. */
function enterPublication(output: CfnOutput, stage: ListBackupStage, service: string, name: string): void {
  const { root } = output.node;
  const published = publicationsAt(ENVIRONMENTS, root, placeOf(output.stack));
  const other = published.get(name);
  if (other !== undefined) {
    throw new Error(`Export "${name}" is already published by ${other.node.path} in ${output.stack.environment}, so ${output.node.path} can't publish it. `
      + 'Use another id, stage or service.');
  }
  published.set(name, output);
  publicationsAt(APPS, root, publicationsIn(output.stack, stage, service)).set(name, output);
}

/** Returns the values that this app publishes for a service and stage in the environment of a stack; empty if another app publishes them. */
export function publicationsFor(reader: Stack, stage: ListBackupStage, service: string): ReadonlyMap<string, CfnOutput> {
  return APPS.get(reader.node.root)?.get(publicationsIn(reader, stage, service)) ?? new Map<string, CfnOutput>();
}

function publicationsIn(stack: Stack, stage: ListBackupStage, service: string): string {
  return `${placeOf(stack)} ${stackName(stage, service)}`;
}

/** Publishes values as outputs whose keys and export names are the contract, in whichever stack they are. `names` has names that replace the rule's. */
export function publish(
  scope: Construct, stage: ListBackupStage, service: string, values: { readonly [key: string]: string }, names: ExportNames = {},
): void {
  for (const [key, value] of Object.entries(values)) {
    const name = names[key] ?? exportName(stage, service, key);
    enterPublication(claimLogicalId(new CfnOutput(scope, key, { value, exportName: name }), key), stage, service, name);
  }
}
