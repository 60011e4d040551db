import type { TemplateObject } from './today';

const ZONE = 'Z0123456789ABCDEFGHIJ';
const exported = (Value: unknown, name: string) => ({ Value, Export: { Name: name } });
const imported = (name: string) => ({ 'Fn::ImportValue': name });
const join = (...parts: readonly unknown[]) => ({ 'Fn::Join': ['', parts] });

/** Domains, e-mail and API of stage main as they are live: by the Serverless Framework, with its logical IDs. */
export function outsideToday(): Record<string, TemplateObject> {
  return {
    'listbackup-infrastructure-domains-main': domains(),
    'listbackup-infrastructure-ses-main': ses(),
    'listbackup-api-gateway-main': api(),
  };
}

function domains(): TemplateObject {
  const stack = 'listbackup-infrastructure-domains-main';
  const dkim = (token: string) => ({
    Type: 'AWS::Route53::RecordSet',
    Properties: { HostedZoneId: ZONE, Name: `${token}._domainkey.listbackup.ai`, Type: 'CNAME', TTL: 1800, ResourceRecords: [`${token}.dkim.amazonses.com`] },
  });
  return {
    Resources: {
      ApiSSLCertificate: {
        Type: 'AWS::CertificateManager::Certificate',
        Properties: {
          DomainName: '*.api.listbackup.ai',
          ValidationMethod: 'DNS',
          DomainValidationOptions: [{ DomainName: '*.api.listbackup.ai', HostedZoneId: ZONE }],
        },
      },
      SSLCertificateArnParameter: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/main/domains/api-certificate-arn', Type: 'String', Value: { Ref: 'ApiSSLCertificate' } },
      },
      SESDKIM1: dkim('a'.repeat(32)),
      SESDKIM2: dkim('b'.repeat(32)),
      SESDKIM3: dkim('c'.repeat(32)),
    },
    Outputs: { SSLCertificateArn: exported({ Ref: 'ApiSSLCertificate' }, `${stack}-SSLCertificateArn`) },
  };
}

function ses(): TemplateObject {
  const stack = 'listbackup-infrastructure-ses-main';
  const template = (TemplateName: string) => ({
    Type: 'AWS::SES::Template',
    Properties: { Template: { TemplateName, SubjectPart: 'ListBackup.ai', HtmlPart: '<p>{{name}} {{code}}</p>', TextPart: '{{name}} {{code}}' } },
  });
  return {
    Resources: {
      SESDomainIdentity: {
        Type: 'AWS::SES::EmailIdentity',
        Properties: {
          EmailIdentity: 'listbackup.ai', DkimAttributes: { SigningEnabled: true }, DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
        },
      },
      SESConfigurationSet: {
        Type: 'AWS::SES::ConfigurationSet',
        Properties: { Name: 'listbackup-main-config-set', ReputationOptions: { ReputationMetricsEnabled: true }, SendingOptions: { SendingEnabled: true } },
      },
      SESEventDestination: {
        Type: 'AWS::SES::ConfigurationSetEventDestination',
        Properties: {
          ConfigurationSetName: { Ref: 'SESConfigurationSet' },
          EventDestination: {
            Name: 'listbackup-main-events',
            Enabled: true,
            MatchingEventTypes: ['send', 'bounce', 'complaint', 'delivery', 'reject', 'open', 'click', 'renderingFailure'],
            CloudWatchDestination: {
              DimensionConfigurations: [{ DimensionName: 'MessageTag', DimensionValueSource: 'messageTag', DefaultDimensionValue: 'none' }],
            },
          },
        },
      },
      PasswordResetTemplate: template('listbackup-main-password-reset'),
      MFASetupTemplate: template('listbackup-main-mfa-setup'),
      SNSTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'listbackup-main-sms-topic', DisplayName: 'ListBackup SMS Notifications' } },
      SMSDeliveryRole: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: 'listbackup-main-sms-delivery-role', AssumeRolePolicyDocument: assumedBy('sns.amazonaws.com') },
      },
    },
    Outputs: {
      SESConfigurationSetName: exported({ Ref: 'SESConfigurationSet' }, `${stack}-ConfigurationSetName`),
      SNSTopicArn: exported({ Ref: 'SNSTopic' }, `${stack}-SNSTopicArn`),
    },
  };
}

function api(): TemplateObject {
  const stack = 'listbackup-api-gateway-main';
  const cognito = (key: string) => imported(`listbackup-infrastructure-cognito-main-${key}`);
  const ApiId = { Ref: 'HttpApi' };
  return {
    Resources: {
      HttpApi: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: {
          Name: 'main-listbackup-api-gateway', ProtocolType: 'HTTP', CorsConfiguration: { AllowOrigins: ['*'], AllowMethods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'] },
        },
      },
      HttpApiStage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId, StageName: '$default', AutoDeploy: true, DefaultRouteSettings: { DetailedMetricsEnabled: false } },
      },
      HttpApiAuthorizerCognitoAuthorizer: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId,
          Name: 'cognitoAuthorizer',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: {
            Audience: [cognito('CognitoUserPoolClientId')],
            Issuer: join('https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', cognito('CognitoUserPoolId')),
          },
        },
      },
      HealthLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/listbackup-api-gateway-main-health' } },
      IamRoleLambdaExecution: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Path: '/',
          RoleName: { 'Fn::Join': ['-', ['listbackup-api-gateway', 'main', { Ref: 'AWS::Region' }, 'lambdaRole']] },
          AssumeRolePolicyDocument: assumedBy('lambda.amazonaws.com'),
        },
      },
      HealthLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'listbackup-api-gateway-main-health',
          Code: { S3Bucket: 'deployments', S3Key: 'health.zip' },
          Handler: 'bootstrap',
          Runtime: 'provided.al2023',
          Architectures: ['arm64'],
          MemorySize: 1024,
          Timeout: 30,
          Role: { 'Fn::GetAtt': ['IamRoleLambdaExecution', 'Arn'] },
        },
      },
      HttpApiIntegrationHealth: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['HealthLambdaFunction', 'Arn'] }, PayloadFormatVersion: '2.0', TimeoutInMillis: 30000,
        },
      },
      HealthLambdaPermissionHttpApi: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { 'Fn::GetAtt': ['HealthLambdaFunction', 'Arn'] },
          Action: 'lambda:InvokeFunction',
          Principal: 'apigateway.amazonaws.com',
          SourceArn: join('arn:', { Ref: 'AWS::Partition' }, ':execute-api:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':', ApiId, '/*'),
        },
      },
      HttpApiRouteGetHealth: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: { ApiId, RouteKey: 'GET /health', Target: join('integrations/', { Ref: 'HttpApiIntegrationHealth' }) },
      },
      ApiDomainName: {
        Type: 'AWS::ApiGatewayV2::DomainName',
        Properties: {
          DomainName: 'main.api.listbackup.ai',
          DomainNameConfigurations: [
            { CertificateArn: imported('listbackup-infrastructure-domains-main-SSLCertificateArn'), EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
          ],
        },
      },
      ApiMapping: { Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { ApiId, DomainName: { Ref: 'ApiDomainName' }, Stage: { Ref: 'HttpApiStage' } } },
      ApiDomainRecord: {
        Type: 'AWS::Route53::RecordSet',
        Properties: {
          HostedZoneId: ZONE,
          Name: 'main.api.listbackup.ai',
          Type: 'A',
          AliasTarget: {
            DNSName: { 'Fn::GetAtt': ['ApiDomainName', 'RegionalDomainName'] }, HostedZoneId: { 'Fn::GetAtt': ['ApiDomainName', 'RegionalHostedZoneId'] },
          },
        },
      },
    },
    Outputs: {
      HttpApiId: exported(ApiId, `${stack}-HttpApiId`),
      HttpApiEndpoint: exported({ 'Fn::GetAtt': ['HttpApi', 'ApiEndpoint'] }, `${stack}-HttpApiEndpoint`),
      CognitoAuthorizerId: exported({ Ref: 'HttpApiAuthorizerCognitoAuthorizer' }, `${stack}-CognitoAuthorizerId`),
    },
  };
}

function assumedBy(Service: string) {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] };
}
