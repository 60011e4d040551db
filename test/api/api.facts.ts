import { App, Stack } from 'aws-cdk-lib';
import { Certificate, ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ListBackupApi, ListBackupApiProps, ListBackupStage } from '../../src';
import { MAIN_ENV, TemplateJson, templateOf } from '../support/synth';

export const ZONE = { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' };
export const WILDCARD_ARN = 'arn:aws:acm:us-west-2:123456789012:certificate/11111111-1111-1111-1111-111111111111';
export const APEX_ARN = 'arn:aws:acm:us-west-2:123456789012:certificate/22222222-2222-2222-2222-222222222222';

/** What stands without a hosted zone, by the logical IDs of the specification. */
export const RESOURCE_FACTS: Readonly<Record<string, string>> = {
  HttpApi: 'AWS::ApiGatewayV2::Api',
  HttpApiStage: 'AWS::ApiGatewayV2::Stage',
  HttpApiAuthorizerCognitoAuthorizer: 'AWS::ApiGatewayV2::Authorizer',
  HttpApiLogGroup: 'AWS::Logs::LogGroup',
  HttpApiRouteGetHealth: 'AWS::ApiGatewayV2::Route',
  HttpApiIntegrationHealth: 'AWS::ApiGatewayV2::Integration',
  HealthLambdaFunction: 'AWS::Lambda::Function',
  HealthLogGroup: 'AWS::Logs::LogGroup',
  HealthLambdaPermissionHttpApi: 'AWS::Lambda::Permission',
  IamRoleLambdaExecution: 'AWS::IAM::Role',
};

/** What the stage's own host adds. */
export const HOST_FACTS: Readonly<Record<string, string>> = {
  ApiDomainName: 'AWS::ApiGatewayV2::DomainName',
  ApiMapping: 'AWS::ApiGatewayV2::ApiMapping',
  ApiDomainRecord: 'AWS::Route53::RecordSet',
  ApiDomainRecordIPv6: 'AWS::Route53::RecordSet',
};

export type ApiOptions = Partial<Omit<ListBackupApiProps, 'stage'>>;

export const certificate = (scope: Construct, arn = WILDCARD_ARN): ICertificate => Certificate.fromCertificateArn(scope, `Certificate${arn.slice(-4)}`, arn);

export const apexCertificate = (scope: Construct): ICertificate => certificate(scope, APEX_ARN);

/** What an API needs of authentication, made elsewhere. */
export function issuer(scope: Construct) {
  return {
    userPool: UserPool.fromUserPoolId(scope, 'UserPool', 'us-west-2_abcdEFGH1'),
    userPoolClient: UserPoolClient.fromUserPoolClientId(scope, 'UserPoolClient', '1example23456789'),
  };
}

/** An API in a stack of its own. */
export function apiIn(stack: Stack, options: (stack: Stack) => ApiOptions = () => ({}), stage = ListBackupStage.MAIN): ListBackupApi {
  return new ListBackupApi(stack, 'Api', { stage, ...issuer(stack), ...options(stack) });
}

export function apiStack(app = new App(), id = 'Home'): Stack {
  return new Stack(app, id, { env: MAIN_ENV });
}

/** The template of an API's stack. */
export function apiOf(options: (stack: Stack) => ApiOptions = () => ({}), stage = ListBackupStage.MAIN): TemplateJson {
  const stack = apiStack();
  apiIn(stack, options, stage);
  return templateOf(stack);
}

/** With a hosted zone and what it needs. */
export const zoned = (options: ApiOptions = {}) => (stack: Stack): ApiOptions => (
  { hostedZone: ZONE, certificate: certificate(stack), apexCertificate: apexCertificate(stack), ...options }
);

export function functionIn(scope: Construct, id: string): LambdaFunction {
  return new LambdaFunction(scope, id, { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = async () => ({})') });
}
