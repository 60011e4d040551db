import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { claimLogicalId, placeOf } from '../conventions';
import { ListBackupStage } from '../stage';
import { exportName, stackName } from '../stage/naming';

/** The outputs of one service and stage by export name, from whichever stacks of the app publish them. */
type Publications = Map<string, CfnOutput>;

/** Publications of each app, by environment and service. */
const APPS = new WeakMap<IConstruct, Map<string, Publications>>();

/** Enters an output, and refuses a second one of the same export name: an account and region holds each name once. */
function enterPublication(output: CfnOutput, stage: ListBackupStage, service: string, key: string): void {
  const { root } = output.node;
  const services = APPS.get(root) ?? new Map<string, Publications>();
  APPS.set(root, services);
  const place = publicationsIn(output.stack, stage, service);
  const publications = services.get(place) ?? new Map<string, CfnOutput>();
  services.set(place, publications);

  const name = exportName(stage, service, key);
  const other = publications.get(name);
  if (other !== undefined) {
    throw new Error(`Export "${name}" is already published by ${other.node.path} in ${output.stack.environment}, so ${output.node.path} can't publish it. `
      + 'Use another id, stage or service.');
  }
  publications.set(name, output);
}

/** Returns the values that this app publishes for a service and stage in the environment of a stack; empty if another app publishes them. */
export function publicationsFor(reader: Stack, stage: ListBackupStage, service: string): ReadonlyMap<string, CfnOutput> {
  return APPS.get(reader.node.root)?.get(publicationsIn(reader, stage, service)) ?? new Map<string, CfnOutput>();
}

function publicationsIn(stack: Stack, stage: ListBackupStage, service: string): string {
  return `${placeOf(stack)} ${stackName(stage, service)}`;
}

/** Publishes values as outputs whose keys and export names are the contract, in whichever stack they stand. */
export function publish(scope: Construct, stage: ListBackupStage, service: string, values: { readonly [key: string]: string }): void {
  for (const [key, value] of Object.entries(values)) {
    const output = claimLogicalId(new CfnOutput(scope, key, { value, exportName: exportName(stage, service, key) }), key);
    enterPublication(output, stage, service, key);
  }
}
