import { asOnAws } from '../../../src/rehearse/steps/api-shape';

const endpoint = (id: string) => ({ 'Fn::Sub': `https://\${${id}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}` });

test('a mapping that waits for its domain name alone waits for the stage as well', () => {
  const template = {
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'a' } },
      Default: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' } } },
      Mapping: { Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { Stage: '$default' }, DependsOn: 'Domain' },
      Alone: { Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { Stage: '$default' } },
      Domain: { Type: 'AWS::ApiGatewayV2::DomainName', Properties: {} },
      Rest: { Type: 'AWS::ApiGateway::Stage', Properties: {} },
      Path: { Type: 'AWS::ApiGateway::BasePathMapping', Properties: { Stage: 'main' }, DependsOn: ['Domain'] },
    },
  };
  asOnAws({ stackName: 'api', template });
  expect(template.Resources.Mapping).toMatchObject({ DependsOn: ['Domain', 'Default'] });
  expect(template.Resources.Alone).toMatchObject({ DependsOn: ['Default'] });
  expect(template.Resources.Path).toMatchObject({ DependsOn: ['Domain', 'Rest'] });
});

test('an endpoint is the name that AWS gives it, wherever it is read; attributes of others stay', () => {
  const template = {
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
      Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, '/x']] } } },
    },
    Outputs: { Url: { Value: { 'Fn::GetAtt': 'Api.ApiEndpoint' } }, Text: { Value: { 'Fn::Sub': '${Api.ApiEndpoint}/x/${Other.ApiEndpoint}' } }, Id: { Value: { 'Fn::GetAtt': ['Api', 'ApiId'] } } },
  };
  asOnAws({ stackName: 'api', template });
  expect(template.Resources.Parameter.Properties).toEqual({ Value: { 'Fn::Join': ['', [endpoint('Api'), '/x']] } });
  const text = { Value: { 'Fn::Sub': `${endpoint('Api')['Fn::Sub']}/x/\${Other.ApiEndpoint}` } };
  expect(template.Outputs).toEqual({ Url: { Value: endpoint('Api') }, Text: text, Id: { Value: { 'Fn::GetAtt': ['Api', 'ApiId'] } } });
});
