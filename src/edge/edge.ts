import { Stack } from 'aws-cdk-lib';
import { CfnDistribution, Distribution, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Construct, IConstruct } from 'constructs';
import { createApiDistribution, createAssetsDistribution, distributionArn, EdgeDistributionProps } from './distribution';
import { requireConcrete, requireEdgeHosts } from './edge-environment';
import { cacheSeconds, ListBackupEdgeFromStageProps, ListBackupEdgeProps, requireEdge, requireEdgeCertificate } from './edge-options';
import { SERVICES } from '../catalogue/services';
import { childOf } from '../conventions';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { publishedReference } from '../exports/reference';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { located } from '../validation/located';
import { requireBoolean } from '../validation/values';

/** The edge of a stage. */
export interface IListBackupEdge extends IConstruct {
  /** The distribution of the assets, wherever CDK takes one. */
  readonly assetsDistribution: IDistribution;

  /** URL of the assets: `https://{stage}.assets.{zoneName}`, or CloudFront's own host without a hosted zone. */
  readonly assetsEndpoint: string;

  /**
   * The distribution in front of the API.
   *
   * @default - none where the edge serves assets only
   */
  readonly apiDistribution?: IDistribution;
}

/** The edge of a stage that another stack deployed. What is not used is not looked up. */
@located
export class ImportedEdge extends Construct implements IListBackupEdge {
  private readonly lookup: ServiceLookup;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupEdgeFromStageProps) {
    const lookup = lookupOf(props, SERVICES.edge);
    requireBoolean('frontsApi', props.frontsApi);
    super(scope, id);
    this.lookup = lookup;
  }

  public get assetsDistribution(): IDistribution {
    return this.distribution('Assets');
  }

  public get assetsEndpoint(): string {
    return this.lookup.name('AssetsEndpoint');
  }

  public get apiDistribution(): IDistribution | undefined {
    return this.props.frontsApi ? this.distribution('Api') : undefined;
  }

  private distribution(prefix: string): IDistribution {
    return childOf<IDistribution>(this, prefix, () => Distribution.fromDistributionAttributes(this, prefix, {
      distributionId: this.lookup.name(`${prefix}DistributionId`),
      domainName: this.lookup.name(`${prefix}DistributionDomainName`),
    }));
  }
}

/**
 * The edge of a stage: CloudFront for the assets and, as an option, in front of the API. It has security headers, TLS 1.2 or newer, HTTP/3
 * and, if you pass a web ACL, the firewall. It is the stack `listbackup-infrastructure-edge-{stage}`.
 *
 * Its stack needs a concrete account and region. Certificates and firewall come from `ListBackupEdgeCertificate`, access logs from
 * `ListBackupEdgeLogs`, both in us-east-1.
 *
 * @throws at synthesis when account or region are not concrete, a host lacks its certificate, or an option needs another.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Introduction.html
 *
 * @example
 * declare const data: ListBackupDataLayer;
 * declare const certificates: ListBackupEdgeCertificate;
 *
 * new ListBackupEdge(this, 'Edge', {
 *   stage: ListBackupStage.MAIN,
 *   assetsBucket: data.buckets.assets,
 *   hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
 *   assetsCertificate: certificates.assetsCertificate,
 *   webAclArn: certificates.webAclArn,
 * });
 */
@located
export class ListBackupEdge extends Construct implements IListBackupEdge {
  /**
   * The edge of a stage that another app or stack deployed.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values. CloudFront generates its IDs and hosts, so `ListBackupLookup.names()` can't find them.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupEdgeFromStageProps): IListBackupEdge {
    return new ImportedEdge(scope, id, props);
  }

  public readonly assetsDistribution: IDistribution;
  public readonly assetsEndpoint: string;
  public readonly apiDistribution?: IDistribution;
  private readonly props: ListBackupEdgeProps;

  /**
   * @param scope a stack of a concrete account and region, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, the bucket of assets, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupEdgeProps) {
    const stage = requireStage(props);
    // CloudFront's own hosts take older versions of TLS.
    const chosen = withSecurityDefaults(props, { tls13Only: props.hostedZone !== undefined });
    requireConcrete(Stack.of(scope));
    const hosts = requireEdgeHosts(chosen);
    requireEdge(chosen);
    const assetsHosts = hosts && {
      zoneId: hosts.zone.hostedZoneId,
      names: hosts.assets,
      certificateArn: requireEdgeCertificate('assetsCertificate', chosen.assetsCertificate, hosts.assets[0]),
      records: true,
    };
    const apiHosts = hosts && hosts.api.length > 0 ? {
      zoneId: hosts.zone.hostedZoneId,
      names: hosts.api,
      certificateArn: requireEdgeCertificate('apiCertificate', chosen.apiCertificate, hosts.api[0]),
      records: chosen.apiDnsRecords ?? true,
    } : undefined;
    super(scope, id);
    this.props = chosen;
    const settings = (of: EdgeDistributionProps['hosts']) => (
      { hosts: of, webAclArn: chosen.webAclArn, tls13Only: chosen.tls13Only ?? false, shieldAdvanced: chosen.shieldAdvanced ?? false }
    );

    const assets = createAssetsDistribution(this, chosen, settings(assetsHosts));
    this.assetsDistribution = this.handle('Assets', assets);
    const endpoint = `https://${assetsHosts ? assetsHosts.names[0] : assets.attrDomainName}`;
    publish(this, stage, SERVICES.edge, { AssetsEndpoint: endpoint });
    this.assetsEndpoint = assetsHosts ? endpoint : publishedReference(Stack.of(this), stage, SERVICES.edge, 'AssetsEndpoint', endpoint);
    if (hosts && apiHosts) {
      this.apiDistribution = this.handle('Api', createApiDistribution(this, chosen, hosts.zone.zoneName, cacheSeconds(chosen), settings(apiHosts)));
    }
  }

  /** Publishes a distribution; outside its stack it is what was published. */
  private handle(prefix: string, distribution: CfnDistribution): IDistribution {
    const { stage } = this.props;
    const values = {
      [`${prefix}DistributionId`]: distribution.attrId,
      [`${prefix}DistributionArn`]: distributionArn(distribution),
      [`${prefix}DistributionDomainName`]: distribution.attrDomainName,
    };
    publish(this, stage, SERVICES.edge, values);
    const read = (key: string) => publishedReference(Stack.of(this), stage, SERVICES.edge, `${prefix}${key}`, values[`${prefix}${key}`]);
    return Distribution.fromDistributionAttributes(this, `${prefix}Handle`, {
      distributionId: read('DistributionId'), domainName: read('DistributionDomainName'),
    });
  }
}
