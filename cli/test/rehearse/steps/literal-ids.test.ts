import { linksOf, withReferences } from '../../../src/rehearse/steps/literal-ids';
import { wavesOf } from '../../../src/rehearse/steps/waves';
import { stageOf, type StageSketch } from '../../plan/support/judged';

const API = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'main', ProtocolType: 'HTTP' } };
const ID = 'a1b2c3d4e5';
const KEY = 'ListBackupRehearsalId0';
const imported = { 'Fn::ImportValue': KEY };
const service = (): StageSketch[string] => ({
  Resources: {
    Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ID, RouteKey: 'GET /a' } },
    Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: 'f', SourceArn: { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:1:${ID}/*` } } },
  },
  Outputs: { Url: { Value: `https://${ID}.execute-api.us-west-2.amazonaws.com/a` } },
});

/** A service that sorts before the API whose ID it writes. */
function deployed(sketch: StageSketch = { 'a-service': service(), 'b-api': { Resources: { Api: API } } }) {
  return new Map([...stageOf(sketch)].map(([name, state]) => [name, name === 'b-api' ? { ...state, observedValues: { Api: ID, Name: 'main' } } : state]));
}

test('an ID that a service writes is that of the API, also inside texts; the API exports it', () => {
  const stacks = [...deployed().values()].map(({ name, template }) => ({ stackName: name, template: structuredClone(template) as never }));
  withReferences(stacks, linksOf(deployed()));
  expect(stacks).toEqual([
    {
      stackName: 'a-service',
      template: {
        Resources: {
          Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: imported, RouteKey: 'GET /a' } },
          Permission: {
            Type: 'AWS::Lambda::Permission',
            Properties: { FunctionName: 'f', SourceArn: { 'Fn::Sub': [`arn:aws:execute-api:\${AWS::Region}:1:\${${KEY}}/*`, { [KEY]: imported }] } },
          },
        },
        Outputs: { Url: { Value: { 'Fn::Join': ['', ['https://', imported, '.execute-api.us-west-2.amazonaws.com/a']] } } },
      },
    },
    { stackName: 'b-api', template: { Resources: { Api: API }, Outputs: { [KEY]: { Value: { Ref: 'Api' }, Export: { Name: KEY } } } } },
  ]);
});

test('a stack is built after the API whose ID it writes, unless the API writes one of the stack in turn', () => {
  expect(wavesOf(deployed()).map((wave) => wave.map(({ name }) => name))).toEqual([['b-api'], ['a-service']]);
  const none = new Map([...deployed()].map(([name, state]) => [name, { ...state, observedValues: {} }]));
  expect(wavesOf(none).map((wave) => wave.map(({ name }) => name))).toEqual([['a-service', 'b-api']]);
  const circular = deployed({ 'a-service': service(), 'b-api': { Resources: { Api: API, Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: 'z9z9z9z9', RouteKey: 'GET /b' } } } } });
  const both = new Map([...circular].map(([name, state]) => [name, name === 'a-service' ? { ...state, observedValues: { Route: 'z9z9z9z9' } } : state]));
  expect(wavesOf(both).flat()).toHaveLength(2);
});
