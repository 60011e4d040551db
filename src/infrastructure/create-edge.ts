import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ListBackupInfrastructureEdgeOptions } from './edge-options';
import { ServiceStacks } from './service-stacks';
import { ListBackupStandby } from './standby';
import { IListBackupApi } from '../api';
import { deployAfter } from '../conventions';
import { IListBackupBuckets } from '../data-layer';
import { IListBackupEdge, ListBackupEdge, ListBackupEdgeCertificate, ListBackupEdgeCertificateProps, ListBackupEdgeLogs } from '../edge';
import { EDGE_REGION, edgeCanStand, EdgeEnvironment } from '../edge/edge-environment';
import { edgeNeedsCertificate } from '../edge/list-backup-edge-certificate';
import { primaryCertificates } from '../edge/primary-certificates';

/** What the edge stands on. */
export interface EdgeFoundations extends Pick<ListBackupEdgeCertificateProps, 'stage' | 'hostedZone' | 'removalPolicy' | 'apex'> {
  readonly buckets: IListBackupBuckets;
  readonly api: IListBackupApi;
  readonly options: ListBackupInfrastructureEdgeOptions;
  readonly standby?: ListBackupStandby;
}

/** Whether the edge stands: wherever account and region are concrete. */
export function hasEdge(scope: Construct, env: EdgeEnvironment, options: ListBackupInfrastructureEdgeOptions | undefined): boolean {
  return edgeCanStand(scope, env, options !== undefined);
}

/** The edge in its three stacks: certificates and firewall, distributions, access logs. */
export function createEdge(stacks: ServiceStacks, { buckets, api, options, standby, ...shared }: EdgeFoundations): IListBackupEdge {
  const { frontsApi, firewall, rateLimit, logRetention, security } = options;
  const needs = { ...shared, frontsApi, firewall, rateLimit, logRetention, security };
  const certificates = shared.stage.standbyFor === undefined ? createCertificates(stacks, needs) : undefined;
  const edgeStack = stacks.stackOf('edge');
  const primarys = standby === ListBackupStandby.ACTIVE ? primaryCertificates(edgeStack, needs) : undefined;
  const { assetsCertificate, apiCertificate, webAclArn } = certificates ?? primarys ?? {};

  const edge = new ListBackupEdge(edgeStack, 'Edge', {
    ...options,
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
