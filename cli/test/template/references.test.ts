import { referencesIn } from '../../src/template';

const resources = (part: unknown) => [...referencesIn(part).names].sort();

test.each([
  ['Ref', { Ref: 'Table' }, ['Table']],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, ['Table']],
  ['Fn::GetAtt as a word', { 'Fn::GetAtt': 'Table.Arn' }, ['Table']],
  ['Fn::Sub', { 'Fn::Sub': '${Table.Arn}/index/${Index}-${AWS::Region}-${!Literal}' }, ['AWS::Region', 'Index', 'Table']],
  ['Fn::Sub with variables of its own', { 'Fn::Sub': ['${Own}-${Table}', { Own: { Ref: 'Queue' } }] }, ['Queue', 'Table']],
  ['Fn::Join, deep', { A: [{ 'Fn::Join': ['', ['arn', { Ref: 'Bus' }]] }] }, ['Bus']],
  ['both branches of Fn::If', { 'Fn::If': ['Condition', { Ref: 'Yes' }, { Ref: 'No' }] }, ['No', 'Yes']],
  ['Fn::Sub with spaces', { 'Fn::Sub': '${ Table.Arn }' }, ['Table']],
  ['Fn::GetAtt of a computed attribute', { 'Fn::GetAtt': ['Table', { Ref: 'Attribute' }] }, ['Attribute', 'Table']],
  ['nothing', { Ref: 7, Other: 'Ref', List: [null, 'Table'] }, []],
])('resources: %s', (_, part, expected) => {
  expect(resources(part)).toEqual(expected);
});

test('attributes, by name', () => {
  const part = [{ 'Fn::GetAtt': ['Pool', 'Arn'] }, { 'Fn::GetAtt': 'Nested.Outputs.Key' }, { 'Fn::Sub': '${Queue.QueueName}${Table}' }, { Ref: 'Bus' }];
  expect([...referencesIn(part).attributes]).toEqual(['Pool.Arn', 'Nested.Outputs.Key', 'Queue.QueueName']);
});

test('imports, and outputs of other stacks', () => {
  const { imports, stackOutputs } = referencesIn([
    { 'Fn::ImportValue': 'plain' },
    { 'Fn::ImportValue': { 'Fn::Sub': 'composed-${Stage}' } },
    { 'Fn::GetStackOutput': { StackName: 'stack', OutputName: 'Key' } },
  ]);
  expect(imports).toEqual(['plain', { 'Fn::Sub': 'composed-${Stage}' }]);
  expect(stackOutputs).toEqual([{ StackName: 'stack', OutputName: 'Key' }]);
});
