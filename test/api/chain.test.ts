import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { apiIn, apiOf, apiStack, functionIn, zoned } from './api.facts';
import { longestChain } from '../support/dependency-chain';
import { templateOf } from '../support/synth';

test('a chain is found', () => {
  const resource = (properties: object) => ({ Type: 'X', Properties: properties as never });
  const Resources = { A: resource({ x: { Ref: 'B' } }), B: resource({ y: [{ 'Fn::GetAtt': ['C', 'Arn'] }] }), C: resource({ z: { Ref: 'AWS::Region' } }) };
  expect(longestChain({ Resources, Outputs: {} })).toEqual(['A', 'B', 'C']);
});

test('no resource of the API waits for more than four others, one after the other', () => {
  expect(longestChain(apiOf(zoned())).length).toBeLessThanOrEqual(5);

  const stack = apiStack();
  const api = apiIn(stack, (of) => zoned({ behindEdge: true, edgeSecret: Secret.fromSecretNameV2(of, 'EdgeSecret', 'listbackup/main/edge') })(of));
  api.addRoute('GET /jobs', functionIn(stack, 'Fn'), { groups: ['Admins'] });
  api.addRoute('POST /signup', functionIn(stack, 'SignUp'), { anonymous: true });
  expect(longestChain(templateOf(stack)).length).toBeLessThanOrEqual(5);
});
