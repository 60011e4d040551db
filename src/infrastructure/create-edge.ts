import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ListBackupInfrastructureEdgeOptions } from './edge-options';
import { ServiceStacks } from './service-stacks';
import { IListBackupApi } from '../api';
import { deployAfter } from '../conventions';
import { IListBackupBuckets } from '../data-layer';
import { IListBackupEdge, ListBackupEdge, ListBackupEdgeCertificate, ListBackupEdgeCertificateProps, ListBackupEdgeLogs } from '../edge';
import { EDGE_REGION, edgeCanStand, EdgeEnvironment } from '../edge/edge-environment';
import { edgeNeedsCertificate } from '../edge/list-backup-edge-certificate';

/** What the edge stands on. */
export interface EdgeFoundations extends Pick<ListBackupEdgeCertificateProps, 'stage' | 'hostedZone' | 'removalPolicy' | 'apex'> {
  readonly buckets: IListBackupBuckets;
  readonly api: IListBackupApi;
  readonly options: ListBackupInfrastructureEdgeOptions;
}

/** Whether the edge stands: wherever account and region are concrete. */
export function hasEdge(scope: Construct, env: EdgeEnvironment, options: ListBackupInfrastructureEdgeOptions | undefined): boolean {
  return edgeCanStand(scope, env, options !== undefined);
}

/** The edge in its three stacks: certificates and firewall, distributions, access logs. */
export function createEdge(stacks: ServiceStacks, { buckets, api, options, ...shared }: EdgeFoundations): IListBackupEdge {
  const { frontsApi, firewall, rateLimit, logRetention, security } = options;
  const needs = { ...shared, frontsApi, firewall, rateLimit, logRetention, security };
  const certificates = edgeNeedsCertificate(needs) || needs.rateLimit !== undefined
    ? new ListBackupEdgeCertificate(stacks.stackOf('edgeCertificate', EDGE_REGION), 'Certificates', needs)
    : undefined;

  const edge = new ListBackupEdge(stacks.stackOf('edge'), 'Edge', {
    ...options,
    stage: shared.stage,
    hostedZone: shared.hostedZone,
    apex: shared.apex,
    assetsBucket: buckets.assets,
    assetsCertificate: certificates?.assetsCertificate,
    apiCertificate: certificates?.apiCertificate,
    webAclArn: certificates?.webAclArn,
  });
  // The API's hosts give up their DNS records before the edge takes them.
  if (options.frontsApi) deployAfter(Stack.of(edge), Stack.of(api));
  new ListBackupEdgeLogs(stacks.stackOf('edgeLogs', EDGE_REGION), 'Logs', {
    stage: shared.stage, logsBucket: buckets.logs, assetsDistribution: edge.assetsDistribution, apiDistribution: edge.apiDistribution,
  });
  return edge;
}
