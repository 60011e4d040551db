import { CfnDynamicReference, CfnDynamicReferenceService } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone, IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { ListBackupDomainsFromStageProps } from './domains-from-stage';
import { IListBackupDomains } from './domains-handle';
import { childOf } from '../conventions';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { apexFor } from '../stage/apex';
import { requireHostedZone } from '../stage/hosted-zone';
import { apiCertificateParameterName, SERVICES } from '../stage/naming';

/** The domains of a stage that another stack deployed. What is not used is not looked up. */
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
