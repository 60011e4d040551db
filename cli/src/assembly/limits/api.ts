import { always, type TypeLimits } from './row';

/** The HTTP API and its hosts. */
export const API: readonly TypeLimits[] = [
  {
    type: 'AWS::CertificateManager::Certificate',
    keeps: ['CertificateTransparencyLoggingPreference', 'DomainName', 'KeyAlgorithm', 'SubjectAlternativeNames', 'Tags', 'ValidationMethod'],
    inert: { applies: always, why: 'issued at once, no domain is asked' },
  },
  {
    type: 'AWS::Route53::RecordSet',
    keeps: ['AliasTarget', 'CidrRoutingConfig', 'Failover', 'GeoLocation', 'HealthCheckId', 'HostedZoneId', 'HostedZoneName', 'MultiValueAnswer',
      'Name', 'Region', 'ResourceRecords', 'SetIdentifier', 'TTL', 'Type', 'Weight'],
    inert: { applies: always, why: 'stored, answers no query' },
  },
  {
    type: 'AWS::ApiGatewayV2::Api',
    keeps: ['ApiKeySelectionExpression', 'CorsConfiguration', 'Description', 'DisableExecuteApiEndpoint', 'Name', 'ProtocolType',
      'RouteSelectionExpression', 'Tags', 'Version'],
    inert: { applies: ({ Properties }) => Properties?.DisableExecuteApiEndpoint === true, why: 'answers at its own endpoint although that is disabled' },
  },
  {
    type: 'AWS::ApiGatewayV2::Stage',
    keeps: ['AccessLogSettings', 'ApiId', 'AutoDeploy', 'ClientCertificateId', 'DefaultRouteSettings', 'Description', 'RouteSettings', 'StageName',
      'StageVariables', 'Tags'],
    inert: { applies: always, why: 'throttles nothing, writes no access log' },
  },
  {
    type: 'AWS::ApiGatewayV2::Authorizer',
    keeps: ['ApiId', 'AuthorizerCredentialsArn', 'AuthorizerPayloadFormatVersion', 'AuthorizerResultTtlInSeconds', 'AuthorizerType',
      'AuthorizerUri', 'EnableSimpleResponses', 'IdentitySource', 'JwtConfiguration', 'Name'],
  },
  {
    type: 'AWS::ApiGatewayV2::Integration',
    keeps: ['ApiId', 'ConnectionType', 'Description', 'IntegrationMethod', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion',
      'RequestParameters', 'ResponseParameters', 'TimeoutInMillis'],
  },
  {
    type: 'AWS::ApiGatewayV2::Route',
    keeps: ['ApiId', 'ApiKeyRequired', 'AuthorizationScopes', 'AuthorizationType', 'AuthorizerId', 'ModelSelectionExpression', 'OperationName',
      'RequestModels', 'RequestParameters', 'RouteKey', 'RouteResponseSelectionExpression', 'Target'],
  },
  { type: 'AWS::ApiGatewayV2::DomainName', keeps: ['DomainName', 'DomainNameConfigurations', 'MutualTlsAuthentication', 'RoutingMode', 'Tags'] },
  { type: 'AWS::ApiGatewayV2::ApiMapping', keeps: ['ApiId', 'ApiMappingKey', 'DomainName', 'Stage'] },
];
