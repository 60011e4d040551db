import { Stack } from 'aws-cdk-lib';
import { ListBackupInfrastructureEdgeOptions, ListBackupStandby } from './infrastructure-props';
import { ServiceStacks } from './service-stacks';
import { deployAfter } from '../conventions';
import { IListBackupEdge, ListBackupEdge, ListBackupEdgeCertificate, ListBackupEdgeCertificateProps, ListBackupEdgeLogs } from '../edge';
import { edgeNeedsCertificate, primaryCertificates } from '../edge/edge-certificate';
import { EDGE_REGION, edgeCanStand } from '../edge/edge-environment';
import { IListBackupApi, IListBackupBuckets } from '../handles';
import { ListBackupSecretsOptions } from '../secrets';
import { ListBackupStage } from '../stage';
import { invalid } from '../validation/invalid';
import { requireBoolean } from '../validation/values';

/** By this the edge makes itself known to the API's authorizer. */
const EDGE_SECRET = { description: 'What the edge sends to the API', generate: { length: 48, excludePunctuation: true } };

/** The stage's secrets, with the edge's own among them where only the edge may call the API. */
export function withEdgeSecret(
  secrets: ListBackupSecretsOptions | undefined,
  edge: ListBackupInfrastructureEdgeOptions | undefined,
): ListBackupSecretsOptions | undefined {
  requireBoolean('edge.onlyThroughEdge', edge?.onlyThroughEdge);
  if (!edge?.onlyThroughEdge) return secrets;
  if (!edge.frontsApi) invalid('edge.onlyThroughEdge', true, 'requires edge.frontsApi', 'Set frontsApi: true as well.');
  if (edge.edgeSecret) invalid('edge.onlyThroughEdge', true, 'can\'t be combined with edge.edgeSecret: onlyThroughEdge creates the secret', 'Remove one of them.');
  return { ...secrets, secrets: { edge: EDGE_SECRET, ...secrets?.secrets } };
}

/** Properties from which the edge is created. */
export interface EdgeFoundations extends Pick<ListBackupEdgeCertificateProps, 'stage' | 'hostedZone' | 'removalPolicy' | 'apex' | 'security'> {
  readonly buckets: IListBackupBuckets;
  readonly api: IListBackupApi;
  readonly options: ListBackupInfrastructureEdgeOptions;
  readonly standby?: ListBackupStandby;
}

/** Returns true if the stage has an edge: if it is asked for, and by default outside of development, where account and Region are concrete. */
export function hasEdge(stack: Stack, stage: ListBackupStage, options: ListBackupInfrastructureEdgeOptions | undefined): boolean {
  requireBoolean('edge.enabled', options?.enabled);
  if (!(options?.enabled ?? (options !== undefined || stage.isOperated))) return false;
  return edgeCanStand(stack, stack, options !== undefined);
}

/** The edge in its three stacks: certificates and firewall, distributions, access logs. */
export function createEdge(stacks: ServiceStacks, foundations: EdgeFoundations): IListBackupEdge {
  const { buckets, api, options: { enabled: _, checkEdgeSecret: __, ...options }, standby, ...shared } = foundations;
  const { frontsApi, firewall, rateLimit, logRetention } = options;
  const security = options.security ?? shared.security;
  const needs = { ...shared, security, frontsApi, firewall, rateLimit, logRetention };
  const certificates = shared.stage.standbyFor === undefined ? createCertificates(stacks, needs) : undefined;
  const edgeStack = stacks.stackOf('edge');
  const primarys = standby === ListBackupStandby.ACTIVE ? primaryCertificates(edgeStack, needs) : undefined;
  const { assetsCertificate, apiCertificate, webAclArn } = certificates ?? primarys ?? {};

  const edge = new ListBackupEdge(edgeStack, 'Edge', {
    ...options,
    security,
    stage: shared.stage,
    hostedZone: shared.hostedZone,
    apex: shared.apex,
    assetsBucket: buckets.assets,
    assetsCertificate,
    apiCertificate,
    webAclArn,
  });
  // The API's hosts give up their DNS records before the edge takes them.
  if (options.frontsApi) deployAfter(Stack.of(edge), Stack.of(api));
  const logs = shared.stage.standbyFor === undefined ? stacks.stackOf('edgeLogs', EDGE_REGION) : edgeStack;
  // A standby's logs would share their stack's name with the primary's, and stand only where its own edge does.
  if (logs.region === EDGE_REGION) {
    new ListBackupEdgeLogs(logs, 'Logs', {
      stage: shared.stage, logsBucket: buckets.logs, assetsDistribution: edge.assetsDistribution, apiDistribution: edge.apiDistribution,
    });
  }
  return edge;
}

/** Certificates and firewall, where there are any. */
function createCertificates(stacks: ServiceStacks, needs: ListBackupEdgeCertificateProps): ListBackupEdgeCertificate | undefined {
  if (!edgeNeedsCertificate(needs) && needs.rateLimit === undefined) return undefined;
  return new ListBackupEdgeCertificate(stacks.stackOf('edgeCertificate', EDGE_REGION), 'Certificates', needs);
}
