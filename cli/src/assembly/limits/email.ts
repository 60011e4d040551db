import { always, type TypeLimits } from './row';

/** E-mail and text messages. */
export const EMAIL: readonly TypeLimits[] = [
  {
    type: 'AWS::SES::EmailIdentity',
    keeps: ['ConfigurationSetAttributes', 'DkimAttributes', 'EmailIdentity', 'FeedbackAttributes', 'MailFromAttributes', 'Tags'],
    lacks: ['DkimDNSTokenName1', 'DkimDNSTokenName2', 'DkimDNSTokenName3', 'DkimDNSTokenValue1', 'DkimDNSTokenValue2', 'DkimDNSTokenValue3'],
  },
  {
    type: 'AWS::SES::ConfigurationSet',
    keeps: ['ArchivingOptions', 'DeliveryOptions', 'Name', 'ReputationOptions', 'SendingOptions', 'SuppressionOptions', 'Tags', 'TrackingOptions',
      'VdmOptions'],
  },
  {
    type: 'AWS::SES::ConfigurationSetEventDestination',
    keeps: ['ConfigurationSetName', 'EventDestination'],
    inert: { applies: always, why: 'stored, hears nothing' },
  },
  { type: 'AWS::SNS::Topic', keeps: ['DisplayName', 'Subscription', 'Tags', 'TopicName'] },
  {
    type: 'AWS::SNS::Subscription',
    keeps: ['DeliveryPolicy', 'Endpoint', 'FilterPolicy', 'FilterPolicyScope', 'Protocol', 'RawMessageDelivery', 'RedrivePolicy', 'SubscriptionRoleArn',
      'TopicArn'],
  },
  { type: 'AWS::SNS::TopicPolicy', keeps: ['PolicyDocument', 'Topics'], inert: { applies: always, why: 'enforced for callers, not for alarms' } },
];
