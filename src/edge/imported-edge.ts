import { Distribution, IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { ListBackupEdgeFromStageProps } from './edge-from-stage';
import { IListBackupEdge } from './edge-handle';
import { childOf } from '../conventions';
import { lookupOf } from '../exports/lookup-of';
import { ServiceLookup } from '../exports/service-lookup';
import { SERVICES } from '../stage/naming';
import { requireBoolean } from '../stage/require';

/** The edge of a stage that another stack deployed. What is not used is not looked up. */
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
