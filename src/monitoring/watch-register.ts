import { Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Watched } from './watched-kind';
import { ListBackupStage } from '../stage';
import { alarmName } from '../stage/naming';
import { refuse } from '../stage/refuse';

/** Which construct has which alarms, by app. */
const WATCHED = new WeakMap<IConstruct, Map<string, string>>();

/** Once by the names of the alarms, and once by the metrics: each may be given differently to the same resource. */
function keysOf(home: Stack, stage: ListBackupStage, { kind, resource, dimensions }: Watched): string[] {
  // Stages of the CDK are deployed apart, and those of an unknown environment to environments of their own.
  const place = `${Stage.of(home)?.node.path} ${home.environment}`;
  return [`${place} ${alarmName(stage, resource, '')}`, `${place} ${stage.stageName} ${kind} ${JSON.stringify(home.resolve(dimensions))}`];
}

/** Which construct has the alarms of a resource already, from whichever handle of the stage's monitoring. */
export function watcherOf(home: Stack, stage: ListBackupStage, watched: Watched): string | undefined {
  const entries = WATCHED.get(home.node.root);
  return keysOf(home, stage, watched).map((key) => entries?.get(key)).find((path) => path !== undefined);
}

/** Takes down that a resource is watched, and refuses a second time. */
export function enterWatched(home: Stack, stage: ListBackupStage, watched: Watched, resource: IConstruct): void {
  const { root } = home.node;
  const other = watcherOf(home, stage, watched);
  if (other !== undefined) {
    refuse('watch', resource.node.path, `What has alarms named "${watched.resource}", or alarms on these metrics, is watched already, at ${other}.`,
      'one call for each resource, and { name: "other-orders" } for another one of the same name');
  }
  const entries = WATCHED.get(root) ?? new Map<string, string>();
  WATCHED.set(root, entries);
  keysOf(home, stage, watched).forEach((key) => entries.set(key, resource.node.path));
}
