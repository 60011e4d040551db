import { TABLES, tableProperties } from './tables';

/** A template as a test writes it. */
export interface TemplateObject {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown>; [key: string]: unknown }>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown }; [key: string]: unknown }>;
  [section: string]: unknown;
}

export const ACCOUNT = '123456789012';
export const REGION = 'us-west-2';

/** A stage as the Serverless Framework deployed it: long-hand names, `Fn::Sub`, and what the framework adds by itself. */
export function today(stage = 'main'): Record<string, TemplateObject> {
  const name = (service: string): string => `listbackup-infrastructure-${service}-${stage}`;
  return {
    [name('dynamodb')]: serverless('dynamodb', stage, dynamodb(stage)),
    [name('sqs')]: serverless('sqs', stage, sqs(stage)),
    [name('s3')]: serverless('s3', stage, s3(stage)),
    [name('eventbridge')]: serverless('eventbridge', stage, eventbridge(stage)),
    [name('cognito')]: serverless('cognito', stage, cognito(stage)),
    [name('domains')]: serverless('domains', stage, domains(stage)),
  };
}

/** What `describe-stacks` prints for a stack of the stage. */
export function described(stackName: string, stage = 'main', outputs: Record<string, string> = {}): object {
  return {
    Stacks: [
      {
        StackName: stackName,
        StackId: `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${stackName}/00000000-0000-0000-0000-000000000000`,
        StackStatus: 'UPDATE_COMPLETE',
        Tags: [{ Key: 'STAGE', Value: stage }],
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
      },
    ],
  };
}

const QUEUES = {
  Sync: [300, 3, 20, 14],
  Backup: [1800, 2, 20, 14],
  Export: [900, 3, 20, 14],
  Analytics: [3600, 2, 20, 14],
  Maintenance: [1800, 1, 20, 14],
  Alert: [60, 5, 1, 7],
} as const;
const RULES = {
  DataSync: ['listbackup.sources', 'Data Sync Started'],
  Job: ['listbackup.jobs', 'Job Started'],
  User: ['listbackup.users', 'User Registered'],
  Billing: ['listbackup.billing', 'Usage Recorded'],
  Platform: ['listbackup.platforms', 'OAuth Connected'],
  System: ['listbackup.system', 'Service Started'],
} as const;
const GROUPS = {
  SuperAdmins: ['SuperAdmins', 1],
  Admins: ['Admins', 2],
  Staff: ['Staff', 3],
  CustomerAccountOwner: ['Customer-Account-Owner', 10],
  CustomerTier0: ['Customer-Tier-0', 20],
  CustomerTier1: ['Customer-Tier-1', 21],
  CustomerTier2: ['Customer-Tier-2', 22],
  CustomerTier3: ['Customer-Tier-3', 23],
} as const;

type Resources = TemplateObject['Resources'];
type Outputs = NonNullable<TemplateObject['Outputs']>;

function serverless(
  service: string,
  stage: string,
  { resources, values, unexported = [] }: { resources: Resources; values: Record<string, unknown>; unexported?: readonly string[] },
): TemplateObject {
  const outputs = Object.entries(values).map(([key, Value]): [string, Outputs[string]] => [
    key,
    {
      Value,
      Export: {
        Name: unexported.includes(key) ? `sls-listbackup-infrastructure-${service}-${stage}-${key}` : { 'Fn::Sub': `\${AWS::StackName}-${key}` },
      },
    },
  ]);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'The AWS CloudFormation template for this Serverless application',
    Resources: {
      ServerlessDeploymentBucket: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } },
      },
      ServerlessDeploymentBucketPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'ServerlessDeploymentBucket' },
          PolicyDocument: {
            Statement: [
              {
                Action: 's3:*',
                Effect: 'Deny',
                Principal: '*',
                Resource: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':s3:::', { Ref: 'ServerlessDeploymentBucket' }, '/*']] }],
                Condition: { Bool: { 'aws:SecureTransport': false } },
              },
            ],
          },
        },
      },
      ...resources,
    },
    Outputs: {
      ServerlessDeploymentBucketName: {
        Value: { Ref: 'ServerlessDeploymentBucket' },
        Export: { Name: `sls-listbackup-infrastructure-${service}-${stage}-ServerlessDeploymentBucketName` },
      },
      ...Object.fromEntries(outputs),
    },
  };
}

function dynamodb(stage: string) {
  const tables = TABLES.filter(({ isNew }) => !isNew);
  return {
    resources: Object.fromEntries(
      tables.map((fact) => [
        `${fact.id}Table`,
        {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            ...tableProperties(fact, stage, fact.indexes),
            TableName: { 'Fn::Sub': `listbackup-${stage}-${fact.name}` },
            Tags: [
              { Key: 'Stage', Value: stage },
              { Key: 'Service', Value: 'listbackup-infrastructure-dynamodb' },
            ],
          },
        },
      ]),
    ),
    values: {
      ...Object.fromEntries(
        tables.flatMap(({ id }) => [
          [`${id}TableTableName`.replace('TableTable', 'Table'), { Ref: `${id}Table` }],
          [`${id}TableArn`, { 'Fn::GetAtt': [`${id}Table`, 'Arn'] }],
        ]),
      ),
      JobsTableStreamArn: { 'Fn::GetAtt': ['JobsTable', 'StreamArn'] },
    },
  };
}

function sqs(stage: string) {
  const resources: Resources = {};
  const values: Record<string, unknown> = {};
  for (const [id, [visibility, receives, wait, days]] of Object.entries(QUEUES)) {
    const name = id.toLowerCase();
    const common = { FifoQueue: true, ContentBasedDeduplication: true, MessageRetentionPeriod: days * 86400 };
    resources[`${id}DeadLetterQueue`] = { Type: 'AWS::SQS::Queue', Properties: { ...common, QueueName: `listbackup-${name}-dlq-${stage}.fifo` } };
    resources[`${id}Queue`] = {
      Type: 'AWS::SQS::Queue',
      Properties: {
        ...common,
        QueueName: `listbackup-${name}-queue-${stage}.fifo`,
        VisibilityTimeout: visibility,
        ReceiveMessageWaitTimeSeconds: wait,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [`${id}DeadLetterQueue`, 'Arn'] }, maxReceiveCount: receives },
      },
    };
    for (const queue of [`${id}Queue`, `${id}DeadLetterQueue`]) {
      values[`${queue}Url`] = { Ref: queue };
      values[`${queue}Arn`] = { 'Fn::GetAtt': [queue, 'Arn'] };
    }
  }
  return { resources, values };
}

function s3(stage: string) {
  return {
    resources: {
      DataBucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: { 'Fn::Sub': `listbackup-data-${stage}-\${AWS::AccountId}-\${AWS::Region}` },
          VersioningConfiguration: { Status: 'Enabled' },
          BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
          LifecycleConfiguration: { Rules: [{ Id: 'OldVersions', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 730 } }] },
        },
      },
      DataBucketPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'DataBucket' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: { 'Fn::Sub': '${DataBucket.Arn}/*' } }],
          },
        },
      },
      S3AccessLogGroup: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: { 'Fn::Sub': '/aws/s3/${AWS::StackName}' }, RetentionInDays: 30 },
      },
    },
    values: {
      DataBucketName: { Ref: 'DataBucket' },
      DataBucketArn: { 'Fn::GetAtt': ['DataBucket', 'Arn'] },
      DataBucketDomainName: { 'Fn::GetAtt': ['DataBucket', 'DomainName'] },
      DataBucketRegionalDomainName: { 'Fn::GetAtt': 'DataBucket.RegionalDomainName' },
      S3AccessLogGroupName: { Ref: 'S3AccessLogGroup' },
      S3AccessLogGroupArn: { 'Fn::GetAtt': ['S3AccessLogGroup', 'Arn'] },
    },
  };
}

function eventbridge(stage: string) {
  const resources: Resources = {
    EventBus: { Type: 'AWS::Events::EventBus', Properties: { Name: `listbackup-events-${stage}` } },
    EventBridgeLogGroup: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: { 'Fn::Sub': '/aws/events/${AWS::StackName}' }, RetentionInDays: 30 },
    },
    EventBridgeLogRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: `listbackup-eventbridge-log-role-${stage}`,
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
  };
  const values: Record<string, unknown> = {
    EventBusName: { Ref: 'EventBus' },
    EventBusArn: { 'Fn::GetAtt': ['EventBus', 'Arn'] },
    EventBridgeLogGroupName: { Ref: 'EventBridgeLogGroup' },
    EventBridgeLogGroupArn: { 'Fn::GetAtt': ['EventBridgeLogGroup', 'Arn'] },
    EventBridgeLogRoleArn: { 'Fn::GetAtt': ['EventBridgeLogRole', 'Arn'] },
  };
  for (const [id, [source, detailType]] of Object.entries(RULES)) {
    const kebab = id.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
    resources[`${id}EventsRule`] = {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: `listbackup-${kebab}-events-${stage}`,
        EventBusName: { Ref: 'EventBus' },
        EventPattern: { 'source': [source], 'detail-type': [detailType] },
        State: 'ENABLED',
      },
    };
    values[`${id}EventsRuleName`] = { Ref: `${id}EventsRule` };
    values[`${id}EventsRuleArn`] = { 'Fn::GetAtt': [`${id}EventsRule`, 'Arn'] };
  }
  return { resources, values };
}

function cognito(stage: string) {
  const resources: Resources = {
    CognitoUserPool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UserPoolName: `listbackup-user-pool-${stage}`,
        UsernameAttributes: ['email'],
        AutoVerifiedAttributes: ['email'],
        MfaConfiguration: 'OPTIONAL',
        EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
        SmsConfiguration: { ExternalId: 'listbackup-sms-mfa', SnsCallerArn: { 'Fn::GetAtt': ['CognitoSmsRole', 'Arn'] } },
        Policies: {
          PasswordPolicy: { MinimumLength: 8, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true },
        },
        Schema: [{ Name: 'name', AttributeDataType: 'String', Required: true, Mutable: true }],
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      },
    },
    CognitoSmsRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: `CognitoSmsRole-${stage}`,
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'cognito-idp.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
    CognitoUserPoolClient: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: {
        ClientName: `listbackup-app-client-${stage}`,
        UserPoolId: { Ref: 'CognitoUserPool' },
        GenerateSecret: false,
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        SupportedIdentityProviders: ['COGNITO'],
      },
    },
  };
  for (const [id, [GroupName, Precedence]] of Object.entries(GROUPS)) {
    resources[`CognitoGroup${id}`] = {
      Type: 'AWS::Cognito::UserPoolGroup',
      Properties: { GroupName, Precedence, UserPoolId: { Ref: 'CognitoUserPool' } },
    };
  }
  const parameters = {
    'user-pool-id': { Ref: 'CognitoUserPool' },
    'user-pool-arn': { 'Fn::GetAtt': ['CognitoUserPool', 'Arn'] },
    'user-pool-client-id': { Ref: 'CognitoUserPoolClient' },
  };
  const ids = {
    'user-pool-id': 'UserPoolIdParameter',
    'user-pool-arn': 'UserPoolArnParameter',
    'user-pool-client-id': 'UserPoolClientIdParameter',
  } as const;
  for (const [name, Value] of Object.entries(parameters)) {
    resources[ids[name as keyof typeof ids]] = {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: `/listbackup-infrastructure-cognito/${stage}/${name}`, Type: 'String', Value },
    };
  }
  return {
    resources,
    values: {
      CognitoUserPoolId: { Ref: 'CognitoUserPool' },
      CognitoUserPoolArn: { 'Fn::GetAtt': ['CognitoUserPool', 'Arn'] },
      CognitoUserPoolClientId: { Ref: 'CognitoUserPoolClient' },
      CognitoIssuer: { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${CognitoUserPool}' },
      CognitoJwksUri: { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${CognitoUserPool}/.well-known/jwks.json' },
    },
  };
}

function domains(stage: string) {
  return {
    resources: {
      ApiSSLCertificate: {
        Type: 'AWS::CertificateManager::Certificate',
        Properties: {
          DomainName: '*.api.listbackup.ai',
          ValidationMethod: 'DNS',
          DomainValidationOptions: [{ DomainName: '*.api.listbackup.ai', HostedZoneId: 'Z0000000EXAMPLE' }],
        },
      },
      SSLCertificateArnParameter: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: `/${stage}/domains/api-certificate-arn`, Type: 'String', Value: { Ref: 'ApiSSLCertificate' } },
      },
    },
    values: { SSLCertificateArn: { Ref: 'ApiSSLCertificate' }, SSMParameterName: { Ref: 'SSLCertificateArnParameter' } },
    unexported: ['SSMParameterName'],
  };
}
