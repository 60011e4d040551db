import { Stack } from 'aws-cdk-lib';
import { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { requireEdgeRegion } from './edge-environment';
import { SERVICES } from '../catalogue/services';
import { accountWideName, claimLogicalId, resourceTags } from '../conventions';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { edgeName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { located } from '../validation/located';
import { requireAttribute } from '../validation/values';

/** The folder of the logs below the destination's prefix, by distribution and day. */
const PATH = '{DistributionId}/{yyyy}/{MM}/{dd}';

/** The access logs of the edge. */
export interface ListBackupEdgeLogsProps extends ListBackupSecurityOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;

  /**
   * Bucket that receives the logs, in the account of the stack. Its policy must allow log delivery to write, as the policy of
   * `buckets.logs` does.
   */
  readonly logsBucket: IBucket;

  /** The distribution of the assets. */
  readonly assetsDistribution: IDistribution;

  /**
   * The distribution in front of the API.
   *
   * @default - the edge serves assets only
   */
  readonly apiDistribution?: IDistribution;
}

/**
 * The access logs of the edge by CloudFront's standard logging v2, as JSON lines in the logs bucket. CloudFront's log deliveries must be in
 * us-east-1 and refer to the distribution, so they have a stack that is deployed after the edge's:
 * `listbackup-infrastructure-edge-logs-{stage}`.
 *
 * A delivery source keeps its distribution. If a distribution is replaced, delete this stack before you deploy the edge, and deploy it again
 * afterwards; the logs stay in the bucket. `listbackup plan` refuses such an update.
 *
 * @throws at synthesis when the stack is of another region.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
 *
 * @example
 * declare const data: ListBackupDataLayer;
 * declare const edge: ListBackupEdge;
 *
 * const stack = new Stack(app, 'EdgeLogs', { env: { account: '123456789012', region: 'us-east-1' } });
 * new ListBackupEdgeLogs(stack, 'Logs', {
 *   stage: ListBackupStage.MAIN,
 *   assetsDistribution: edge.assetsDistribution,
 *   logsBucket: data.buckets.logs,
 * });
 */
@located
export class ListBackupEdgeLogs extends Construct {
  /**
   * @param scope a stack of us-east-1, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, the distributions, and the bucket for their logs.
   */
  public constructor(scope: Construct, id: string, props: ListBackupEdgeLogsProps) {
    const stage = requireStage(props);
    requireEdgeRegion(Stack.of(scope), 'Log deliveries');
    requireAttribute('logsBucket', props.logsBucket ?? null, 'bucketArn', 'a bucket', 'buckets.logs');
    requireAttribute('assetsDistribution', props.assetsDistribution ?? null, 'distributionArn', 'a distribution', 'edge.assetsDistribution');
    requireAttribute('apiDistribution', props.apiDistribution, 'distributionArn', 'a distribution', 'edge.apiDistribution');
    super(scope, id);
    const tags = resourceTags(stage, SERVICES.edgeLogs);

    const destination = claimLogicalId(new CfnDeliveryDestination(this, 'EdgeLogDestination', {
      name: accountWideName(this, stage, edgeName(stage, 'edge')),
      // With a prefix here, CloudFront writes below it and adds none of its own. Its own prefix would be lost with a later change of the path.
      destinationResourceArn: props.logsBucket.arnForObjects(`AWSLogs/${Stack.of(this).account}/CloudFront`),
      outputFormat: 'json',
      tags,
    }), 'EdgeLogDestination');
    const deliver = (prefix: string, distribution: IDistribution, after?: CfnDelivery): CfnDelivery => {
      const source = claimLogicalId(new CfnDeliverySource(this, `Edge${prefix}LogSource`, {
        name: accountWideName(this, stage, edgeName(stage, `edge-${prefix.toLowerCase()}`)),
        resourceArn: distribution.distributionArn,
        logType: 'ACCESS_LOGS',
        tags,
      }), `Edge${prefix}LogSource`);
      const delivery = claimLogicalId(new CfnDelivery(this, `Edge${prefix}LogDelivery`, {
        deliverySourceName: source.ref,
        deliveryDestinationArn: destination.attrArn,
        s3SuffixPath: PATH,
        s3EnableHiveCompatiblePath: false,
        tags,
      }), `Edge${prefix}LogDelivery`);
      // One by one, or CloudWatch Logs reports a conflict.
      if (after) delivery.node.addDependency(after);
      return delivery;
    };
    const assets = deliver('Assets', props.assetsDistribution);
    if (props.apiDistribution) deliver('Api', props.apiDistribution, assets);
  }
}
