/**
 * Values of `Ref` and `Fn::GetAtt`, as patterns of properties, for the types that outputs and policies refer to. `{Ref}` is the resource's
 * own `Ref`. The ARN patterns in the specification lack the bus of a rule and the `:*` of a log group.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export interface IdentityRow {
  readonly ref?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const ARN = 'arn:{Partition}:';

/** Absent types: `Ref` is the name, where the specification data say that the name identifies them. */
export const IDENTITIES: Readonly<Record<string, IdentityRow>> = {
  'AWS::ApiGatewayV2::Api': { attributes: { ApiId: '{Ref}', ApiEndpoint: 'https://{Ref}.execute-api.{Region}.{Suffix}' } },
  'AWS::Backup::BackupVault': { attributes: { BackupVaultName: '{BackupVaultName}', BackupVaultArn: `${ARN}backup:{Region}:{Account}:backup-vault:{BackupVaultName}` } },
  'AWS::CertificateManager::Certificate': { attributes: { CertificateArn: '{Ref}' } },
  'AWS::Cognito::IdentityPool': { attributes: { Id: '{Ref}' } },
  'AWS::Cognito::UserPool': {
    attributes: {
      UserPoolId: '{Ref}',
      Arn: `${ARN}cognito-idp:{Region}:{Account}:userpool/{Ref}`,
      ProviderName: 'cognito-idp.{Region}.{Suffix}/{Ref}',
      ProviderURL: 'https://cognito-idp.{Region}.{Suffix}/{Ref}',
    },
  },
  'AWS::Cognito::UserPoolClient': { attributes: { ClientId: '{Ref}' } },
  'AWS::DynamoDB::Table': { ref: '{TableName}', attributes: { Arn: `${ARN}dynamodb:{Region}:{Account}:table/{TableName}` } },
  'AWS::Events::Archive': { ref: '{ArchiveName}', attributes: { Arn: `${ARN}events:{Region}:{Account}:archive/{ArchiveName}` } },
  'AWS::Events::EventBus': { ref: '{Name}', attributes: { Name: '{Name}', Arn: `${ARN}events:{Region}:{Account}:event-bus/{Name}` } },
  'AWS::Events::Rule': { ref: '{EventBusName}|{Name}', attributes: { Arn: `${ARN}events:{Region}:{Account}:rule/{EventBusName}/{Name}` } },
  'AWS::IAM::Role': { ref: '{RoleName}', attributes: { Arn: `${ARN}iam::{Account}:role{Path}{RoleName}` } },
  'AWS::KMS::Key': { attributes: { KeyId: '{Ref}', Arn: `${ARN}kms:{Region}:{Account}:key/{Ref}` } },
  'AWS::Lambda::Function': { ref: '{FunctionName}', attributes: { Arn: `${ARN}lambda:{Region}:{Account}:function:{FunctionName}` } },
  'AWS::Logs::LogGroup': { ref: '{LogGroupName}', attributes: { Arn: `${ARN}logs:{Region}:{Account}:log-group:{LogGroupName}:*` } },
  'AWS::S3::Bucket': {
    ref: '{BucketName}',
    attributes: {
      Arn: `${ARN}s3:::{BucketName}`,
      DomainName: '{BucketName}.s3.{Suffix}',
      RegionalDomainName: '{BucketName}.s3.{Region}.{Suffix}',
      DualStackDomainName: '{BucketName}.s3.dualstack.{Region}.{Suffix}',
    },
  },
  'AWS::SES::Template': {},
  'AWS::SNS::Topic': {
    ref: `${ARN}sns:{Region}:{Account}:{TopicName}`,
    attributes: { TopicArn: `${ARN}sns:{Region}:{Account}:{TopicName}`, TopicName: '{TopicName}' },
  },
  'AWS::SQS::Queue': {
    ref: 'https://sqs.{Region}.{Suffix}/{Account}/{QueueName}',
    attributes: {
      Arn: `${ARN}sqs:{Region}:{Account}:{QueueName}`,
      QueueName: '{QueueName}',
      QueueUrl: 'https://sqs.{Region}.{Suffix}/{Account}/{QueueName}',
    },
  },
  'AWS::SSM::Parameter': { ref: '{Name}', attributes: { Value: '{Value}', Type: '{Type}' } },
};
