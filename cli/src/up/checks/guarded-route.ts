import type { EditableTemplate } from '../../template';

export interface GuardedRouteProps {
  readonly apiId: string;
  readonly authorizerId: string;
  readonly userPoolId: string;
  readonly issuer: string;
  /** Of the route that the stage's own authorizer guards. */
  readonly path: string;
}

/** Path guarded by the stack's own authorizer: it is like the stage's, but accepts tokens of the stack's own clients. */
export const OWN_AUTHORIZER = '/own-authorizer';

const SAYS_WHO_CALLED = `exports.handler = async ({ requestContext: { authorizer } }) => (
  { statusCode: 200, body: JSON.stringify(authorizer.jwt.claims.sub) });`;

/** A service's stack: a function behind the stage's authorizer, and two clients of the user pool that are not the stage's. */
export function guardedRoute({ apiId: ApiId, authorizerId, userPoolId: UserPoolId, issuer, path }: GuardedRouteProps): EditableTemplate {
  const client = (ClientName: string, minutes: number) => ({
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      UserPoolId,
      ClientName,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      IdTokenValidity: minutes,
      TokenValidityUnits: { IdToken: 'minutes' },
    },
  });
  const route = (at: string, AuthorizerId: unknown) => ({
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { ApiId, RouteKey: `GET ${at}`, AuthorizationType: 'JWT', AuthorizerId, Target: { 'Fn::Sub': 'integrations/${Integration}' } },
  });
  return {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
          },
          Policies: [{
            PolicyName: 'logs',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' }],
            },
          }],
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { ZipFile: SAYS_WHO_CALLED } },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
          Principal: 'apigateway.amazonaws.com',
          SourceArn: { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:${ApiId}/*` },
        },
      },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { ApiId, IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Function', 'Arn'] }, PayloadFormatVersion: '2.0' },
      },
      Route: route(path, authorizerId),
      OtherClient: client('other', 60),
      // On AWS no token is valid for less than five minutes; the emulator gives one that has expired already.
      PastClient: client('past', -1),
      Authorizer: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId,
          Name: 'own',
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Issuer: issuer, Audience: [{ Ref: 'OtherClient' }, { Ref: 'PastClient' }] },
        },
      },
      OwnRoute: route(`${path}${OWN_AUTHORIZER}`, { Ref: 'Authorizer' }),
    },
    Outputs: { OtherClientId: { Value: { Ref: 'OtherClient' } }, PastClientId: { Value: { Ref: 'PastClient' } } },
  };
}
