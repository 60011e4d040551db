import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { CfnProtection } from 'aws-cdk-lib/aws-shield';
import { Construct } from 'constructs';
import { accountWideName, claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { edgeName, SERVICES } from '../stage/naming';

/** The zone of all CloudFront distributions, as Route 53 knows it. */
const CLOUDFRONT_ZONE_ID = 'Z2FDTNDATAQYW2';

/** The types of address, each with the end of its record's logical ID. */
const RECORDS = { A: 'DomainRecord', AAAA: 'DomainRecordIPv6' } as const;

/** The hosts of a distribution. */
export interface EdgeDistributionHosts {
  readonly zoneId: string;
  readonly names: readonly string[];
  readonly certificateArn: string;
  /** Whether their DNS records are made. */
  readonly records: boolean;
}

/** What distributions have in common. */
export interface EdgeDistributionProps {
  readonly stage: ListBackupStage;
  /** `Assets` or `Api`. */
  readonly prefix: string;
  readonly comment: string;
  readonly origin: CfnDistribution.OriginProperty;
  readonly defaultCacheBehavior: CfnDistribution.DefaultCacheBehaviorProperty;
  readonly cacheBehaviors?: CfnDistribution.CacheBehaviorProperty[];
  readonly webAclArn?: string;
  readonly tls13Only: boolean;
  readonly shieldAdvanced: boolean;

  /** Left out without a zone. */
  readonly hosts?: EdgeDistributionHosts;
}

/** A distribution with its hosts. */
export function createDistribution(scope: Construct, props: EdgeDistributionProps): CfnDistribution {
  const { stage, prefix, hosts } = props;
  const distribution = claimLogicalId(new CfnDistribution(scope, `Edge${prefix}Distribution`, {
    distributionConfig: {
      enabled: true,
      comment: props.comment,
      httpVersion: 'http2and3',
      ipv6Enabled: true,
      origins: [props.origin],
      defaultCacheBehavior: props.defaultCacheBehavior,
      cacheBehaviors: props.cacheBehaviors?.length ? props.cacheBehaviors : undefined,
      aliases: hosts && [...hosts.names],
      viewerCertificate: hosts
        ? { acmCertificateArn: hosts.certificateArn, sslSupportMethod: 'sni-only', minimumProtocolVersion: props.tls13Only ? 'TLSv1.3_2025' : 'TLSv1.2_2021' }
        : { cloudFrontDefaultCertificate: true },
      webAclId: props.webAclArn,
    },
    tags: resourceTags(stage, SERVICES.edge),
  }), `Edge${prefix}Distribution`);

  if (hosts?.records) createRecords(scope, prefix, hosts, distribution);
  if (props.shieldAdvanced) {
    claimLogicalId(new CfnProtection(scope, `Edge${prefix}Protection`, {
      name: accountWideName(scope, stage, edgeName(stage, prefix.toLowerCase())),
      resourceArn: distributionArn(distribution),
      tags: resourceTags(stage, SERVICES.edge),
    }), `Edge${prefix}Protection`);
  }
  return distribution;
}

function createRecords(scope: Construct, prefix: string, { names, zoneId }: EdgeDistributionHosts, distribution: CfnDistribution): void {
  names.forEach((host, at) => {
    for (const [type, suffix] of Object.entries(RECORDS)) {
      const logicalId = `Edge${prefix}${at === 0 ? '' : 'Apex'}${suffix}`;
      claimLogicalId(new CfnRecordSet(scope, logicalId, {
        hostedZoneId: zoneId,
        name: host,
        type,
        aliasTarget: { dnsName: distribution.attrDomainName, hostedZoneId: CLOUDFRONT_ZONE_ID, evaluateTargetHealth: false },
      }), logicalId);
    }
  });
}

/** CloudFormation says no distribution's ARN. It has no region. */
export function distributionArn(distribution: CfnDistribution): string {
  return distribution.stack.formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: distribution.attrId });
}
