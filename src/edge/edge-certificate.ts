import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate, CfnCertificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { EDGE_REGION, requireEdgeHosts, requireEdgeRegion } from './edge-environment';
import { createFirewall } from './firewall';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, HARDENED_LOGS, logRetentionFor, removalPolicyFor, resourceTags } from '../conventions';
import { publish } from '../exports/publish';
import { importedValue } from '../exports/published-value';
import { publishedReference } from '../exports/reference';
import { getOrCreateServiceKey } from '../keys/service-key';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { stackName } from '../stage/naming';
import { withSecurityDefaults, requireStage } from '../stage/security';
import { invalid, requireInteger } from '../validation/invalid';
import { located } from '../validation/located';
import { requireBoolean } from '../validation/values';

/**
 * Options of the edge's firewall.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html
 */
export interface ListBackupFirewallOptions extends ListBackupSecurityOptions {
  /**
   * Puts a web application firewall (AWS WAF) in front. It has AWS's managed rules against common attacks, known bad input, addresses with
   * a bad reputation and SQL injection, and a rate limit.
   *
   * @default - on in production and staging, off in development
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
   */
  readonly firewall?: boolean;

  /**
   * Maximum number of requests that one address can make in five minutes: 10 to 2000000000. Requires the firewall.
   *
   * @default 2000
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
   */
  readonly rateLimit?: number;

  /**
   * Retention of the firewall's log.
   *
   * @default - a year in production, 90 days in staging, 30 days in development; with `security` HARDENED a year
   */
  readonly logRetention?: RetentionDays;
}

/** The edge's certificates and its firewall. */
export interface ListBackupEdgeCertificateProps extends ListBackupFirewallOptions {
  /**
   * Set to true if the edge is also in front of the API. This creates a certificate for the API's hosts.
   *
   * @default false
   */
  readonly frontsApi?: boolean;

  /**
   * Set to true if the API is also served at `api.{zoneName}`. Only applies with `frontsApi` and a hosted zone.
   *
   * @default - in `main` only
   */
  readonly apex?: boolean;

  /**
   * Removal policy of certificates and log group when they leave the stack.
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Customer-managed key in us-east-1 for the firewall's log. Its policy must allow CloudWatch Logs to use it.
   *
   * @default - none; with `security` HARDENED the service's own key
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly encryptionKey?: IKey;

  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * Route 53 zone of the stage's hosts, in which certificates are validated.
   *
   * @default - no certificate: distributions only have CloudFront's own hosts
   */
  readonly hostedZone?: HostedZoneAttributes;
}

/** WAF's own bounds. */
const MIN_RATE = 10;
const MAX_RATE = 2_000_000_000;
const DEFAULT_RATE = 2000;

/**
 * The edge's resources that CloudFront accepts only from us-east-1: certificates and web application firewall, in the stack
 * `listbackup-infrastructure-edge-certificate-{stage}`. Other regions read its values as stack outputs, without custom resources.
 *
 * @throws at synthesis when the stack is of another region, the zone isn't a domain, or the construct would be empty: in development
 * without a hosted zone there is no certificate, and the firewall is off by default.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 *
 * @example
 * const stack = new Stack(app, 'EdgeCertificate', { env: { account: '123456789012', region: 'us-east-1' } });
 * new ListBackupEdgeCertificate(stack, 'Certificates', {
 *   stage: ListBackupStage.MAIN,
 *   hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
 * });
 */
@located
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
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, private readonly props: ListBackupEdgeCertificateProps) {
    const stage = requireStage(props);
    requireEdgeRegion(Stack.of(scope), 'Certificates and web ACLs');
    const hosts = requireEdgeHosts(props);
    requireBoolean('firewall', props.firewall);
    const firewall = props.firewall ?? stage.isOperated;
    requireInteger('rateLimit', props.rateLimit, MIN_RATE, MAX_RATE, DEFAULT_RATE);
    if (!firewall && props.rateLimit !== undefined) invalid('rateLimit', props.rateLimit, 'requires the firewall, which is off', 'Set firewall: true, or remove rateLimit.');
    if (!edgeNeedsCertificate(props)) {
      invalid('hostedZone', undefined, 'must be set unless firewall is true: the construct would be empty', 'Set hostedZone (for certificates) or firewall: true (for a web ACL).');
    }
    super(scope, id);
    const logRetention = logRetentionFor(stage, withSecurityDefaults(props, HARDENED_LOGS).logRetention);
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);

    if (hosts) {
      this.assetsCertificate = this.createCertificate('EdgeAssetsCertificate', hosts.assets, hosts.zone.hostedZoneId, removalPolicy);
      if (hosts.api.length > 0) this.apiCertificate = this.createCertificate('EdgeApiCertificate', hosts.api, hosts.zone.hostedZoneId, removalPolicy);
    }
    if (firewall) {
      const encryptionKey = getOrCreateServiceKey(this, props, {
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

/** Returns true if the edge needs resources in us-east-1. CloudFormation refuses a stack without resources. */
export function edgeNeedsCertificate({ stage, hostedZone, firewall }: EdgeCertificateNeeds): boolean {
  return hostedZone !== undefined || (firewall ?? stage.isOperated);
}

interface EdgeCertificateNeeds {
  readonly stage: ListBackupStage;
  readonly hostedZone?: unknown;
  readonly firewall?: boolean;
}

/**
 * Returns the values of a primary's `ListBackupEdgeCertificate` for its standby: the distributions of both regions use the same
 * certificates and firewall.
 */
export function primaryCertificates(
  scope: Construct, props: ListBackupEdgeCertificateProps,
): Pick<ListBackupEdgeCertificate, 'assetsCertificate' | 'apiCertificate' | 'webAclArn'> {
  const { stage } = props;
  const hosts = requireEdgeHosts(props);
  const read = (key: string): string => (Stack.of(scope).region === EDGE_REGION
    ? importedValue(stage, SERVICES.edgeCertificate, key)
    : Fn.getStackOutput(stackName(stage, SERVICES.edgeCertificate), key, EDGE_REGION));
  const certificate = (id: string): ICertificate => Certificate.fromCertificateArn(scope, id, read(`${id}Arn`));
  return {
    assetsCertificate: hosts && certificate('EdgeAssetsCertificate'),
    apiCertificate: hosts && hosts.api.length > 0 ? certificate('EdgeApiCertificate') : undefined,
    webAclArn: props.firewall ?? stage.isOperated ? read('EdgeWebAclArn') : undefined,
  };
}
