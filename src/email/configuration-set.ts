import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { claimLogicalId, resourceTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { emailConfigurationSetName, emailEventDestinationName, SERVICES } from '../stage/naming';

/** Everything that can become of a message, as CloudWatch counts it. */
const COUNTED_EVENTS = ['send', 'bounce', 'complaint', 'delivery', 'reject', 'open', 'click', 'renderingFailure'];

/** The tag by whose value a sender has its messages counted apart, and the value of those that have none. */
const MESSAGE_TAG = { dimensionName: 'MessageTag', dimensionValueSource: 'messageTag', defaultDimensionValue: 'none' };

/**
 * Counts in CloudWatch what becomes of the messages that are sent with the set.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-cloudwatch.html
 */
export function createConfigurationSet(scope: Construct, stage: ListBackupStage, requireTls: boolean): CfnConfigurationSet {
  const set = claimLogicalId(new CfnConfigurationSet(scope, 'ConfigurationSet', {
    name: emailConfigurationSetName(stage),
    reputationOptions: { reputationMetricsEnabled: true },
    sendingOptions: { sendingEnabled: true },
    deliveryOptions: requireTls ? { tlsPolicy: 'REQUIRE' } : undefined,
    tags: resourceTags(stage, SERVICES.ses),
  }), 'SESConfigurationSet');
  claimLogicalId(new CfnConfigurationSetEventDestination(scope, 'EventDestination', {
    configurationSetName: set.ref,
    eventDestination: {
      name: emailEventDestinationName(stage),
      enabled: true,
      matchingEventTypes: COUNTED_EVENTS,
      cloudWatchDestination: { dimensionConfigurations: [MESSAGE_TAG] },
    },
  }), 'SESEventDestination');
  return set;
}
