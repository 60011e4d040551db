import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { IConstruct } from 'constructs';
import { ListBackupStage } from '../stage';
import { apexFor, apiDomainName, assetsDomainName, stageApiDomainName } from '../stage/naming';
import { invalid } from '../validation/invalid';
import { requireHostedZone } from '../validation/names';
import { requireBoolean } from '../validation/values';

/** The one region from which CloudFront takes certificates, web ACLs and log deliveries. */
export const EDGE_REGION = 'us-east-1';

/** Account and region of a stage's stacks. Both can be tokens. */
export interface EdgeEnvironment {
  readonly account: string;
  readonly region: string;
}

const WORKS = 'env: { account: "123456789012", region: "us-west-2" }';
const isConcrete = ({ account, region }: EdgeEnvironment): boolean => !Token.isUnresolved(account) && !Token.isUnresolved(region);

/**
 * Returns true if the edge can be created in that environment, which must be concrete: the edge's stacks are in two regions and refer to
 * each other's resources. Otherwise adds a warning, or an error if the edge was asked for.
 */
export function edgeCanStand(scope: IConstruct, environment: EdgeEnvironment, asked: boolean): boolean {
  if (isConcrete(environment)) return true;
  if (asked) invalid('edge', true, 'requires a concrete account and Region: its certificate is in us-east-1, and the stacks name each other', `For example: ${WORKS}.`);
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:edgeLeftOut',
    `the edge is left out: it needs a concrete account and region, for example ${WORKS}.`);
  return false;
}

/** Refuses a stack whose account or region is known only at deployment. */
export function requireConcrete(stack: Stack): void {
  if (!isConcrete(stack)) {
    invalid('edge', stack.environment, `requires a concrete account and Region of stack "${stack.stackName}": the edge's stacks name each other's resources`, `For example: ${WORKS}.`);
  }
}

/** Refuses a stack outside us-east-1. */
export function requireEdgeRegion(stack: Stack, what: string): void {
  if (stack.region !== EDGE_REGION) {
    const region = Token.isUnresolved(stack.region) ? stack.environment : stack.region;
    invalid('region', region, `must be ${EDGE_REGION}, where CloudFront has its ${what}`, `For example: env: { account: "123456789012", region: "${EDGE_REGION}" }.`);
  }
}

/** The edge's hosts; the first of each is the one that callers use. */
export interface EdgeHosts {
  readonly zone: HostedZoneAttributes;
  readonly assets: readonly string[];

  /** Empty where the edge serves assets only. */
  readonly api: readonly string[];
}

export interface EdgeHostOptions {
  readonly stage: ListBackupStage;
  readonly hostedZone?: HostedZoneAttributes;
  readonly frontsApi?: boolean;
  readonly apex?: boolean;
}

/** Returns the hosts, or `undefined` without a zone. Rejects an invalid zone, and an API without a zone. */
export function requireEdgeHosts({ stage, hostedZone, frontsApi, apex }: EdgeHostOptions): EdgeHosts | undefined {
  requireBoolean('frontsApi', frontsApi);
  const hasApex = apexFor(stage, apex);
  if (hostedZone === undefined) {
    if (frontsApi) {
      invalid('frontsApi', true, 'requires a hosted zone, in which the edge finds the API', 'For example: hostedZone: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "listbackup.ai" }.');
    }
    return undefined;
  }
  const zone = requireHostedZone(hostedZone);
  const { zoneName } = zone;
  return {
    zone,
    assets: [assetsDomainName(stage, zoneName)],
    api: frontsApi ? [stageApiDomainName(stage, zoneName), ...hasApex ? [apiDomainName(zoneName)] : []] : [],
  };
}
