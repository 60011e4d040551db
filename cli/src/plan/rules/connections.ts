/** A type that connects the resources that it refers to. If it leaves and both ends stay, the connection silently stops working. */
export interface ConnectionRow {
  readonly type: string;
  /** Properties that name its ends. */
  readonly ends: readonly string[];
  readonly stops: string;
  readonly source: string;
}

const CFN = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';
const row = (type: string, ends: string, stops: string): ConnectionRow => ({
  type: `AWS::${type}`, ends: ends.split(' '), stops, source: `${CFN}aws-resource-${type.toLowerCase().replace('::', '-')}.html`,
});

/** Permissions, triggers, notifications and schedules that stand as resources of their own. */
export const CONNECTIONS: readonly ConnectionRow[] = [
  row('ApplicationAutoScaling::ScalableTarget', 'ResourceId', 'nothing scales it any more'),
  row('Backup::BackupSelection', 'BackupPlanId', 'what it selects is no longer backed up'),
  row('Cognito::IdentityPoolRoleAttachment', 'IdentityPoolId', 'identities get no role any more'),
  row('Events::EventBusPolicy', 'EventBusName', 'others may no longer send to the bus'),
  row('Events::Rule', 'Targets', 'its targets get no events any more'),
  row('IAM::Policy', 'Roles Users Groups', 'who has it loses what it allows'),
  row('IoT::TopicRule', 'TopicRulePayload', 'its actions get no messages any more'),
  row('Lambda::EventInvokeConfig', 'FunctionName', 'failed calls are no longer kept'),
  row('Lambda::EventSourceMapping', 'EventSourceArn FunctionName', 'the function is no longer called'),
  row('Lambda::Permission', 'FunctionName SourceArn', 'its caller may no longer call the function'),
  row('Logs::SubscriptionFilter', 'LogGroupName DestinationArn', 'log events are no longer forwarded'),
  row('Pipes::Pipe', 'Source Target', 'nothing is forwarded any more'),
  row('S3::BucketPolicy', 'Bucket', 'its statements no longer hold'),
  row('SNS::Subscription', 'TopicArn Endpoint', 'the endpoint is no longer notified'),
  row('SNS::TopicPolicy', 'Topics', 'its statements no longer hold'),
  row('SQS::QueuePolicy', 'Queues', 'its statements no longer hold'),
  row('Scheduler::Schedule', 'Target', 'the target is no longer called'),
  row('SecretsManager::ResourcePolicy', 'SecretId', 'its statements no longer hold'),
  row('SecretsManager::RotationSchedule', 'SecretId', 'the secret is no longer rotated'),
  row('WAFv2::WebACLAssociation', 'ResourceArn', 'nothing protects the resource any more'),
];
