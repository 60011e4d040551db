/**
 * Types whose replacement loses nothing: nothing is kept in them and nobody outside their stack knows them by an ID.
 * CloudFormation makes the new one before it deletes the old.
 */
export const REPLACEABLE: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGatewayV2::Deployment',
  'AWS::Backup::BackupSelection',
  'AWS::CDK::Metadata',
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::IAM::Policy',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]);
