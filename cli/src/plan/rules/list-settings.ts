/** A type that sets something on each of several others. Its handler takes the setting away from whatever leaves the list. */
export interface ListSettingRow {
  readonly type: string;
  /** Properties that list what it is set on. */
  readonly lists: readonly string[];
  /** The property that tells two settings of one target apart; without it a target has one. */
  readonly name?: string;
  readonly source: string;
}

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';

/** The registry knows these by an ID that says nothing about what they are set on. */
export const LIST_SETTINGS: readonly ListSettingRow[] = [
  { type: 'AWS::SQS::QueuePolicy', lists: ['Queues'], source: `${REFERENCE}aws-resource-sqs-queuepolicy.html` },
  { type: 'AWS::SNS::TopicPolicy', lists: ['Topics'], source: `${REFERENCE}aws-resource-sns-topicpolicy.html` },
  { type: 'AWS::IAM::Policy', lists: ['Roles', 'Users', 'Groups'], name: 'PolicyName', source: `${REFERENCE}aws-resource-iam-policy.html` },
  { type: 'AWS::IAM::UserToGroupAddition', lists: ['Users'], name: 'GroupName', source: `${REFERENCE}aws-resource-iam-usertogroupaddition.html` },
];
