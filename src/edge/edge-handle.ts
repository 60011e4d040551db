import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { IConstruct } from 'constructs';

/** The edge of a stage. */
export interface IListBackupEdge extends IConstruct {
  /** The distribution of the assets, wherever CDK takes one. */
  readonly assetsDistribution: IDistribution;

  /** Where the assets are: `https://{stage}.assets.{zoneName}`, or CloudFront's own host without a hosted zone. */
  readonly assetsEndpoint: string;

  /**
   * The distribution in front of the API.
   *
   * @default - none where the edge serves assets only
   */
  readonly apiDistribution?: IDistribution;
}
