import { CfnResource, IResource, Stack } from 'aws-cdk-lib';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { knownPlace, otherPlace } from '../stage/known-place';
import { refuse, show } from '../stage/refuse';

/** Refuses what is elsewhere: a plan takes only what is in its own account and region, and says nothing of the rest. */
export function requireHere(scope: Construct, what: string, resource: IResource, arn: string): void {
  const home = Stack.of(scope);
  const place = knownPlace(resource.env, arn);
  const part = otherPlace(home, place);
  if (part === undefined) return;
  refuse(what, resource.node.path, `It belongs to ${part} ${show(place[part])}, and this plan backs up what is in ${show(home[part])}.`,
    `a ListBackupBackup in a stack of ${part} ${show(place[part])}`);
}

/** Refuses a bucket of this app that keeps no versions: AWS Backup takes no other. */
export function requireVersions({ node }: IBucket): void {
  const { defaultChild } = node;
  if (!CfnResource.isCfnResource(defaultChild) || !('versioningConfiguration' in defaultChild)) return;
  if (defaultChild.versioningConfiguration === undefined) refuse('bucket', node.path, 'AWS Backup takes buckets that keep versions, and this one does not.', 'versioned: true');
}
