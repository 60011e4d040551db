import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate, CfnCertificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { ListBackupEdgeCertificateProps } from './edge-certificate-options';
import { requireEdgeRegion } from './edge-environment';
import { requireEdgeHosts } from './edge-hosts';
import { createFirewall } from './firewall';
import { claimLogicalId, HARDENED_LOGS, logRetentionFor, removalPolicyFor, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { publishedReference } from '../exports/published-reference';
import { encryptionKeyFor } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { SERVICES } from '../stage/naming';
import { byPosture } from '../stage/posture';
import { refuse, requireInteger } from '../stage/refuse';
import { requireBoolean } from '../stage/require';
import { requireStage } from '../stage/require-stage';

/** WAF's own bounds. */
const MIN_RATE = 10;
const MAX_RATE = 2_000_000_000;
const DEFAULT_RATE = 2000;

/**
 * What CloudFront takes from us-east-1 only: the edge's certificates and its web application firewall, the stack
 * `listbackup-infrastructure-edge-certificate-{stage}`. Its values reach other regions as stack outputs, without custom resources.
 *
 * @throws at synthesis when the stack is of another region, the zone is no domain, or there would be nothing in it: in development
 * without a hosted zone there is no certificate and no firewall unless it is asked for.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 *
 * @example
 * const stack = new Stack(app, 'EdgeCertificate', { env: { account: '123456789012', region: 'us-east-1' } });
 * new ListBackupEdgeCertificate(stack, 'Certificates', {
 *   stage: ListBackupStage.MAIN,
 *   hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
 * });
 */
export class ListBackupEdgeCertificate extends Construct {
  /**
   * The certificate for `{stage}.assets.{zoneName}`.
   *
   * @default - none without a hosted zone
   */
  public readonly assetsCertificate?: ICertificate;

  /**
   * The certificate for the API's hosts.
   *
   * @default - none where the edge serves assets only
   */
  public readonly apiCertificate?: ICertificate;

  /**
   * The web ACL of the firewall.
   *
   * @default - none where the firewall is off
   */
  public readonly webAclArn?: string;

  /**
   * @param scope a stack of us-east-1, or a construct in it.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, and what differs from its defaults.
   */
  public constructor(scope: Construct, id: string, private readonly props: ListBackupEdgeCertificateProps) {
    const stage = requireStage(props);
    requireEdgeRegion(Stack.of(scope), 'Certificates and web ACLs');
    const hosts = requireEdgeHosts(props);
    requireBoolean('firewall', props.firewall);
    const firewall = props.firewall ?? stage.isOperated;
    requireInteger('rateLimit', props.rateLimit, MIN_RATE, MAX_RATE, DEFAULT_RATE);
    if (!firewall && props.rateLimit !== undefined) refuse('rateLimit', props.rateLimit, 'Without the firewall nobody counts.', 'firewall: true');
    if (!edgeNeedsCertificate(props)) {
      refuse('hostedZone', undefined, 'Without it and without the firewall there is nothing that CloudFront takes from us-east-1.', 'firewall: true');
    }
    super(scope, id);
    const logRetention = logRetentionFor(stage, byPosture(props, HARDENED_LOGS).logRetention);
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);

    if (hosts) {
      this.assetsCertificate = this.createCertificate('EdgeAssetsCertificate', hosts.assets, hosts.zone.hostedZoneId, removalPolicy);
      if (hosts.api.length > 0) this.apiCertificate = this.createCertificate('EdgeApiCertificate', hosts.api, hosts.zone.hostedZoneId, removalPolicy);
    }
    if (firewall) {
      const encryptionKey = encryptionKeyFor(this, props, {
        stage, service: SERVICES.edgeCertificate, removalPolicy, users: ['LogGroups'], shared: true,
      });
      const arn = createFirewall(this, { stage, rateLimit: props.rateLimit ?? DEFAULT_RATE, logRetention, removalPolicy, encryptionKey });
      this.webAclArn = publishedReference(Stack.of(this), stage, SERVICES.edgeCertificate, 'EdgeWebAclArn', arn);
    }
  }

  /** Validated by records that ACM makes in the zone itself. A change of hosts replaces it. */
  private createCertificate(logicalId: string, hosts: readonly string[], hostedZoneId: string, removalPolicy: RemovalPolicy): ICertificate {
    const { stage } = this.props;
    const [domainName, ...others] = hosts;
    const certificate = claimLogicalId(new CfnCertificate(this, logicalId, {
      domainName,
      subjectAlternativeNames: others.length > 0 ? others : undefined,
      validationMethod: 'DNS',
      domainValidationOptions: hosts.map((host) => ({ domainName: host, hostedZoneId })),
      tags: resourceTags(stage, SERVICES.edgeCertificate),
    }), logicalId);
    certificate.applyRemovalPolicy(removalPolicy);
    const key = `${logicalId}Arn`;
    publish(this, stage, SERVICES.edgeCertificate, { [key]: certificate.ref });
    return Certificate.fromCertificateArn(this, `${logicalId}Handle`, publishedReference(Stack.of(this), stage, SERVICES.edgeCertificate, key, certificate.ref));
  }
}

/** Whether there is anything that CloudFront takes from us-east-1. CloudFormation refuses a stack without resources. */
export function edgeNeedsCertificate({ stage, hostedZone, firewall }: EdgeCertificateNeeds): boolean {
  return hostedZone !== undefined || (firewall ?? stage.isOperated);
}

interface EdgeCertificateNeeds {
  readonly stage: ListBackupStage;
  readonly hostedZone?: unknown;
  readonly firewall?: boolean;
}
