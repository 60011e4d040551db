import { CfnDynamicReference, CfnDynamicReferenceService } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone, HostedZoneAttributes, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { IListBackupDomains, ListBackupDomainsFromStageProps, ListBackupDomainsOptions } from './domains-options';
import { createApiCertificate, dkimRecordsOf, dkimTtlSeconds } from './records';
import { SERVICES } from '../catalogue/services';
import { childOf, claimLogicalId, makeDkimRecords, removalPolicyFor, resourceTags, tagMap } from '../conventions';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { apexFor, apiCertificateParameterName, apiDomainName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireHostedZone } from '../validation/names';

/** The domains of a stage that another stack deployed. What is not used is not looked up. */
@located
export class ImportedDomains extends Construct implements IListBackupDomains {
  public readonly hostedZone: IHostedZone;
  private readonly lookup: ServiceLookup;
  private readonly apex: boolean;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupDomainsFromStageProps) {
    const lookup = lookupOf(props, SERVICES.domains);
    const zone = requireHostedZone(props.hostedZone);
    const apex = apexFor(props.stage, props.apex);
    super(scope, id);
    this.lookup = lookup;
    this.apex = apex;
    this.hostedZone = HostedZone.fromHostedZoneAttributes(this, 'Zone', zone);
  }

  public get certificate(): ICertificate {
    // ACM makes up the ARN: where nothing is read, it is in the parameter.
    return this.certificateOf('Certificate', 'SSLCertificateArn', () => (
      new CfnDynamicReference(CfnDynamicReferenceService.SSM, apiCertificateParameterName(this.props.stage)).toString()
    ));
  }

  public get apexCertificate(): ICertificate | undefined {
    return this.apex ? this.certificateOf('ApexCertificate', 'ApiApexCertificateArn') : undefined;
  }

  public get certificateParameterName(): string {
    return this.lookup.name('SSMParameterName', () => apiCertificateParameterName(this.props.stage));
  }

  private certificateOf(id: string, key: string, rule?: () => string): ICertificate {
    return childOf<ICertificate>(this, id, () => Certificate.fromCertificateArn(this, id, this.lookup.name(key, rule)));
  }
}

/** The domains of a stage. */
export interface ListBackupDomainsProps extends ListBackupDomainsOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /** Route 53 zone of the stage's hosts, in which certificates are validated. */
  readonly hostedZone: HostedZoneAttributes;
}

/**
 * The certificates of the API's hosts, and the parameters from which services read them: the `domains` stack.
 *
 * A certificate is created in the region of the stack. ACM issues it once it finds the validation record that the deployment creates in the
 * zone. The zone must therefore belong to the account of the stack.
 *
 * @throws at synthesis when the zone isn't a domain, the apex is on outside of production, or there aren't three DKIM tokens.
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 *
 * @example
 * new ListBackupDomains(this, 'Domains', {
 *   stage: ListBackupStage.MAIN,
 *   hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
 * });
 */
@located
export class ListBackupDomains extends Construct implements IListBackupDomains {
  /**
   * The domains of a stage that another app or stack deployed.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, its zone, and the lookup for its values. The apex's certificate follows from no naming rule, so
   *   `ListBackupLookup.names()` can't find it.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupDomainsFromStageProps): IListBackupDomains {
    return new ImportedDomains(scope, id, props);
  }

  public readonly hostedZone: IHostedZone;
  public readonly certificate: ICertificate;
  public readonly apexCertificate?: ICertificate;
  public readonly certificateParameterName: string;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, its zone, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupDomainsProps) {
    const stage = requireStage(props);
    const zone = requireHostedZone(props.hostedZone);
    const apex = apexFor(stage, props.apex);
    requireCertificate('certificate', props.certificate);
    requireCertificate('apexCertificate', props.apexCertificate);
    if (props.apexCertificate !== undefined && !apex) {
      invalid('apexCertificate', props.apexCertificate.node.path, 'requires the apex, which is off in this stage', 'Set apex: true in a production stage, or remove apexCertificate.');
    }
    const ttl = dkimTtlSeconds(props.dkimTokens, props.dkimTtl);
    const records = props.dkimTokens === undefined ? [] : dkimRecordsOf(props.dkimTokens, zone.zoneName);
    super(scope, id);
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);

    const host = apiDomainName(zone.zoneName);
    this.hostedZone = HostedZone.fromHostedZoneAttributes(this, 'Zone', zone);
    this.certificate = props.certificate ?? createApiCertificate(this, stage, zone, removalPolicy, {
      logicalId: 'ApiSSLCertificate', outputKey: 'SSLCertificateArn', domainName: `*.${host}`,
    });
    if (apex) {
      this.apexCertificate = props.apexCertificate ?? createApiCertificate(this, stage, zone, removalPolicy, {
        logicalId: 'ApiApexCertificate', outputKey: 'ApiApexCertificateArn', domainName: host,
      });
    }

    const parameter = claimLogicalId(new CfnParameter(this, 'SSLCertificateArnParameter', {
      name: apiCertificateParameterName(stage),
      type: 'String',
      value: this.certificate.certificateArn,
      description: `The certificate of the API's hosts *.${host}`,
      tags: tagMap(resourceTags(stage, SERVICES.domains)),
    }), 'SSLCertificateArnParameter');
    this.certificateParameterName = stackAware(parameter.stack, parameter.ref, apiCertificateParameterName(stage));

    makeDkimRecords(this, 'SESDKIM', zone, records, ttl, removalPolicy);
    publish(this, stage, SERVICES.domains, {
      SSLCertificateArn: this.certificate.certificateArn,
      SSMParameterName: parameter.ref,
      ...(this.apexCertificate ? { ApiApexCertificateArn: this.apexCertificate.certificateArn } : {}),
    });
  }
}

/** Accepts `undefined`: the option was left out. */
function requireCertificate(what: string, certificate: ICertificate | undefined): void {
  if (certificate === undefined) return;
  if (typeof certificate !== 'object' || certificate === null || !('certificateArn' in certificate)) {
    invalid(what, certificate, 'must be a certificate, not its ARN', 'For example: Certificate.fromCertificateArn(this, "Certificate", arn).');
  }
}
