import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../stage/refuse';

/** The one region from which CloudFront takes certificates, web ACLs and log deliveries. */
export const EDGE_REGION = 'us-east-1';

/** Where a stage's stacks are deployed; either may be a token. */
export interface EdgeEnvironment {
  readonly account: string;
  readonly region: string;
}

const WORKS = 'env: { account: "123456789012", region: "us-west-2" }';
const isConcrete = ({ account, region }: EdgeEnvironment): boolean => !Token.isUnresolved(account) && !Token.isUnresolved(region);

/**
 * Whether the edge can stand for stacks of that environment: its stacks are of two regions, and name each other's resources. Warns where
 * it is left out, and refuses where it was asked for.
 */
export function edgeCanStand(scope: IConstruct, environment: EdgeEnvironment, asked: boolean): boolean {
  if (isConcrete(environment)) return true;
  if (asked) refuse('edge', true, 'It needs a concrete account and region: its certificate stands in us-east-1, and the stacks name each other.', WORKS);
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:edgeLeftOut',
    `the edge is left out: it needs a concrete account and region, for example ${WORKS}.`);
  return false;
}

/** Refuses a stack whose account or region is known only at deployment. */
export function requireConcrete(stack: Stack): void {
  if (!isConcrete(stack)) {
    refuse('edge', stack.environment, `Stack "${stack.stackName}" needs a concrete account and region: the edge's stacks name each other's resources.`, WORKS);
  }
}

/** Refuses a stack outside us-east-1. */
export function requireEdgeRegion(stack: Stack, what: string): void {
  if (stack.region !== EDGE_REGION) {
    const region = Token.isUnresolved(stack.region) ? stack.environment : stack.region;
    refuse('region', region, `${what} of CloudFront stand in ${EDGE_REGION}, wherever the rest is.`, `env: { account: "123456789012", region: "${EDGE_REGION}" }`);
  }
}
