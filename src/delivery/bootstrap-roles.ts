import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';

/** What `cdk deploy` assumes. What CloudFormation then does, it does as a role of its own, which nobody assumes. */
const PURPOSES = ['deploy', 'file-publishing', 'image-publishing', 'lookup'] as const;

/** Where the edge stands, and the recovery of every stage but those that stand there themselves. */
const OTHER_REGION = 'us-east-1';
const RECOVERY_OF_THAT_REGION = 'us-west-2';

/**
 * The roles that `cdk bootstrap` made in this account, in each region that a stage deploys to.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export function bootstrapRoleArns(stack: Stack, furtherRegions: readonly string[] = []): string[] {
  const qualifier = stack.synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
  const other = stack.region === OTHER_REGION ? RECOVERY_OF_THAT_REGION : OTHER_REGION;
  const regions = [...new Set([stack.region, other, ...furtherRegions])];
  return regions.flatMap((region) => PURPOSES.map((purpose) => stack.formatArn({
    service: 'iam', region: '', resource: 'role', resourceName: `cdk-${qualifier}-${purpose}-role-${stack.account}-${region}`,
  })));
}
