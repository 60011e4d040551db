import { CfnElement, CfnResource, Stack, Token } from 'aws-cdk-lib';
import { invalid, InvalidInput, show } from './invalid';
import * as registry from './regions.json';

const REGIONS: readonly string[] = registry.regions;
const LACKING: { readonly [type: string]: readonly string[] } = registry.lacking;

/** Returns a region by its code. Refuses a name such as "Oregon", an Availability Zone, a token, and a code that no region has. */
export function requireRegion(prop: string, region: string): string {
  if (typeof region !== 'string' || Token.isUnresolved(region) || !/^[a-z]{2}(-[a-z]+){1,2}-\d$/.test(region)) {
    invalid(prop, Token.isUnresolved(region) ? 'a token' : region, 'must be the code of an AWS Region, known at synthesis', 'For example: "us-west-2".');
  }
  if (!REGIONS.includes(region)) invalid(prop, region, `must be one of the ${REGIONS.length} Regions that AWS had on ${registry.read}`, `For example: "${nearest(region)}".`);
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
    requireRegion('env.region', stack.region);
    CHECKED.add(stack);
  }
  const lacking = LACKING[element.cfnResourceType] ?? [];
  if (!lacking.includes(stack.region)) return;
  throw new InvalidInput(`region must have the resource type ${element.cfnResourceType}, but got ${show(stack.region)}, which lacks it (registry of ${registry.read}). `
    + `Leave this part out, or choose a Region such as "us-west-2". These Regions lack it: ${lacking.join(', ')}.`, element.node.path);
}
