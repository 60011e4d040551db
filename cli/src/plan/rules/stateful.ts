/** A type that may not be replaced, dropped or made anew, though the specification data do not mark it. */
export interface StatefulRow {
  readonly type: string;
  readonly because: string;
  readonly source: string;
}

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';

/** Types that hold something, or that others know by an ID which a new one would not have. */
export const STATEFUL: readonly StatefulRow[] = [
  { type: 'AWS::ApiGateway::RestApi', because: 'clients call it by its ID', source: `${REFERENCE}aws-resource-apigateway-restapi.html` },
  { type: 'AWS::ApiGatewayV2::Api', because: 'other services attach routes to its ID', source: `${REFERENCE}aws-resource-apigatewayv2-api.html` },
  { type: 'AWS::ApiGatewayV2::DomainName', because: 'DNS records name its regional domain', source: `${REFERENCE}aws-resource-apigatewayv2-domainname.html` },
  { type: 'AWS::Backup::LogicallyAirGappedBackupVault', because: 'it holds recovery points', source: `${REFERENCE}aws-resource-backup-logicallyairgappedbackupvault.html` },
  { type: 'AWS::CertificateManager::Certificate', because: 'a new one has to be validated anew', source: `${REFERENCE}aws-resource-certificatemanager-certificate.html` },
  { type: 'AWS::CloudFront::Distribution', because: 'DNS records name its domain', source: `${REFERENCE}aws-resource-cloudfront-distribution.html` },
  { type: 'AWS::Cognito::IdentityPool', because: 'identities are lost with it', source: `${REFERENCE}aws-resource-cognito-identitypool.html` },
  { type: 'AWS::Cognito::UserPoolClient', because: 'applications sign in with its ID', source: `${REFERENCE}aws-resource-cognito-userpoolclient.html` },
  { type: 'AWS::Cognito::UserPoolDomain', because: 'sign-in pages stand under it', source: `${REFERENCE}aws-resource-cognito-userpooldomain.html` },
  { type: 'AWS::Cognito::UserPoolGroup', because: 'memberships are lost with it', source: `${REFERENCE}aws-resource-cognito-userpoolgroup.html` },
  { type: 'AWS::Cognito::UserPoolUser', because: 'it is a user', source: `${REFERENCE}aws-resource-cognito-userpooluser.html` },
  { type: 'AWS::ECR::Repository', because: 'it holds images', source: `${REFERENCE}aws-resource-ecr-repository.html` },
  { type: 'AWS::Events::Archive', because: 'it holds events', source: `${REFERENCE}aws-resource-events-archive.html` },
  { type: 'AWS::Events::EventBus', because: 'publishers and archives name it', source: `${REFERENCE}aws-resource-events-eventbus.html` },
  { type: 'AWS::IAM::OIDCProvider', because: 'roles trust its ARN', source: `${REFERENCE}aws-resource-iam-oidcprovider.html` },
  { type: 'AWS::Lambda::LayerVersion', because: 'functions name its ARN', source: `${REFERENCE}aws-resource-lambda-layerversion.html` },
  { type: 'AWS::MemoryDB::Cluster', because: 'it holds data', source: `${REFERENCE}aws-resource-memorydb-cluster.html` },
  { type: 'AWS::RDS::GlobalCluster', because: 'it holds data', source: `${REFERENCE}aws-resource-rds-globalcluster.html` },
  { type: 'AWS::Route53::HostedZone', because: 'registrars name its name servers', source: `${REFERENCE}aws-resource-route53-hostedzone.html` },
  { type: 'AWS::S3Express::DirectoryBucket', because: 'it holds objects', source: `${REFERENCE}aws-resource-s3express-directorybucket.html` },
  { type: 'AWS::SES::EmailIdentity', because: 'its DKIM tokens are in DNS', source: `${REFERENCE}aws-resource-ses-emailidentity.html` },
  { type: 'AWS::SNS::Topic', because: 'subscriptions are lost with it', source: `${REFERENCE}aws-resource-sns-topic.html` },
  { type: 'AWS::SSM::Parameter', because: 'others read it by name', source: `${REFERENCE}aws-resource-ssm-parameter.html` },
  { type: 'AWS::Serverless::SimpleTable', because: 'it is a table', source: 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-simpletable.html' },
  { type: 'AWS::Timestream::Database', because: 'it holds data', source: `${REFERENCE}aws-resource-timestream-database.html` },
  { type: 'AWS::Timestream::Table', because: 'it holds data', source: `${REFERENCE}aws-resource-timestream-table.html` },
];
