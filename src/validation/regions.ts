import { CfnElement, CfnResource, Stack, Token } from 'aws-cdk-lib';
import { refuse, show } from './invalid';
import * as registry from './regions.json';

const REGIONS: readonly string[] = registry.regions;
const LACKING: { readonly [type: string]: readonly string[] } = registry.lacking;

/** Returns a region by its code. Refuses a name such as "Oregon", an Availability Zone, a token, and a code that no region has. */
export function requireRegion(what: string, region: string): string {
  if (typeof region !== 'string' || Token.isUnresolved(region) || !/^[a-z]{2}(-[a-z]+){1,2}-\d$/.test(region)) {
    refuse(what, Token.isUnresolved(region) ? 'a token' : region, 'It is the code of an AWS region, known at synthesis.', '"us-west-2"');
  }
  if (!REGIONS.includes(region)) refuse(what, region, `It is none of the ${REGIONS.length} regions that AWS had on ${registry.read}.`, `"${nearest(region)}"`);
  return region;
}

/** The region of the same direction, or else of the same continent. */
function nearest(region: string): string {
  const direction = region.replace(/\d$/, '');
  const continent = region.split('-')[0];
  return REGIONS.find((each) => each.startsWith(direction)) ?? REGIONS.find((each) => each.startsWith(`${continent}-`)) ?? 'us-west-2';
}

const CHECKED = new WeakSet<Stack>();

/**
 * Refuses a resource in a region that lacks its type, and a stack in a region that doesn't exist. A stack without a region is not checked.
 *
 * CloudFormation answers "Unrecognized resource types" and rolls the whole stack back.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-types.html
 */
export function requireAvailable(element: CfnElement): void {
  const { stack } = element;
  if (!(element instanceof CfnResource) || Token.isUnresolved(stack.region)) return;
  if (!CHECKED.has(stack)) {
    requireRegion(`${stack.node.path}: env.region`, stack.region);
    CHECKED.add(stack);
  }
  const lacking = LACKING[element.cfnResourceType] ?? [];
  if (!lacking.includes(stack.region)) return;
  throw new Error(`${element.node.path}: region must have the resource type ${element.cfnResourceType}, but got ${show(stack.region)}, which lacks it`
    + ` (registry of ${registry.read}). Leave this part out, or choose a region such as "us-west-2". These regions lack it: ${lacking.join(', ')}.`);
}
