import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { HostedZoneAttributes } from 'aws-cdk-lib/aws-route53';
import { CfnConfigurationSet, CfnConfigurationSetEventDestination, CfnEmailIdentity, EmailIdentity, IEmailIdentity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, claimPhysicalName, DKIM_TTL_SECONDS, makeDkimRecords, resourceTags } from '../conventions';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { emailConfigurationSetName, emailEventDestinationName } from '../stage/naming';
import { show } from '../validation/invalid';

/** Everything that can become of a message, as CloudWatch counts it. */
const COUNTED_EVENTS = ['send', 'bounce', 'complaint', 'delivery', 'reject', 'open', 'click', 'renderingFailure'];

/** Events that SES can only count by adding an image to a message and rewriting its links. */
const TRACKED_EVENTS = ['open', 'click'];

/** The tag by whose value a sender has its messages counted apart, and the value of those that have none. */
const MESSAGE_TAG = { dimensionName: 'MessageTag', dimensionValueSource: 'messageTag', defaultDimensionValue: 'none' };

/**
 * Counts in CloudWatch what becomes of the messages that are sent with the set.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-add-event-destination-cloudwatch.html
 */
export function createConfigurationSet(scope: Construct, stage: ListBackupStage, requireTls: boolean, isTracked: boolean): CfnConfigurationSet {
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
      matchingEventTypes: COUNTED_EVENTS.filter((event) => isTracked || !TRACKED_EVENTS.includes(event)),
      cloudWatchDestination: { dimensionConfigurations: [MESSAGE_TAG] },
    },
  }), 'SESEventDestination');
  return set;
}

/**
 * An identity for a whole domain. SES signs what it sends, once the three DKIM records exist. Identity and records belong to the account, and
 * other stages and apps may send through them, so no stack deletes them.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
 * @param dkimZone where to make the records, or `undefined` where they stand elsewhere
 */
export function createEmailIdentity(
  scope: Construct, stage: ListBackupStage, domainName: string, removalPolicy: RemovalPolicy, dkimZone: HostedZoneAttributes | undefined,
): IEmailIdentity {
  requireOnlyIdentity(scope, domainName);
  const kept = removalPolicy === RemovalPolicy.DESTROY ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : removalPolicy;
  // L1: property injectors may change the key length of `EmailIdentity` (L2), and its records' logical IDs follow the construct's path.
  const identity = claimLogicalId(new CfnEmailIdentity(scope, 'Identity', {
    emailIdentity: domainName,
    dkimAttributes: { signingEnabled: true },
    dkimSigningAttributes: { nextSigningKeyLength: 'RSA_2048_BIT' },
    tags: resourceTags(stage, SERVICES.ses),
  }), 'SESDomainIdentity');
  identity.applyRemovalPolicy(kept);
  if (dkimZone) {
    makeDkimRecords(scope, 'SESDomainIdentityDKIM', dkimZone, [
      { name: identity.attrDkimDnsTokenName1, value: identity.attrDkimDnsTokenValue1 },
      { name: identity.attrDkimDnsTokenName2, value: identity.attrDkimDnsTokenValue2 },
      { name: identity.attrDkimDnsTokenName3, value: identity.attrDkimDnsTokenValue3 },
    ], DKIM_TTL_SECONDS, kept);
  }
  return EmailIdentity.fromEmailIdentityName(scope, 'IdentityHandle', stackAware(Stack.of(scope), identity.ref, domainName));
}

/**
 * Refuses a second identity of the domain in an account and Region, whichever stages create the two. Stacks without a concrete account and Region
 * may be deployed to different accounts, so they aren't compared.
 */
function requireOnlyIdentity(scope: Construct, domainName: string): void {
  const { account, region } = Stack.of(scope);
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) return;
  claimPhysicalName(scope, 'SES identity', domainName, 'region',
    `emailIdentity: other.emailIdentity, or its name, emailIdentity: EmailIdentity.fromEmailIdentityName(stack, "Identity", ${show(domainName)})`);
}
