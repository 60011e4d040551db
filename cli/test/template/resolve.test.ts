import { environmentOf, hasSymbol, parseText, readable, Resolver, templateOf, type Json } from '../../src/template';

/** Resolves a value in a small template that has one of everything. */
function resolved(value: unknown, region: string | undefined = 'us-west-2'): Json {
  const template = templateOf(
    {
      Parameters: {
        Stage: { Type: 'String', Default: 'dev' },
        Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
        Secret: { Type: 'String', NoEcho: true },
      },
      Mappings: { Sizes: { main: { Memory: 1024 }, dev: { Memory: 128 } } },
      Conditions: {
        IsMain: { 'Fn::Equals': [{ Ref: 'Stage' }, 'main'] },
        IsOther: { 'Fn::Not': [{ Condition: 'IsMain' }] },
        Both: { 'Fn::And': [{ Condition: 'IsMain' }, { 'Fn::Equals': ['1', 1] }] },
        Any: { 'Fn::Or': [{ Condition: 'IsOther' }, { Condition: 'IsMain' }] },
        Unknown: { 'Fn::Equals': [{ Ref: 'Secret' }, 'x'] },
        NotMain: { 'Fn::And': [{ Condition: 'Unknown' }, { Condition: 'IsOther' }] },
      },
      Resources: { Table: { Type: 'T', Properties: { Name: { 'Fn::Sub': 'users-${Stage}' } } } },
    },
    'test',
  );
  const identities = {
    ref: (_: string, properties: { readonly [name: string]: Json }) => properties.Name as string,
    attribute: (_: string, name: string) => (name === 'Arn' ? 'arn:table' : undefined),
  };
  const scope = {
    stackName: 'stack',
    ...environmentOf('123456789012', region),
    parameters: { Stage: 'main' },
    importValue: (name: string) => (name === 'known' ? 'value' : undefined),
  };
  return new Resolver(template, scope, identities).value(value as Json);
}

test.each<[value: unknown, expected: unknown]>([
  [{ Ref: 'AWS::AccountId' }, '123456789012'],
  [{ 'Fn::Sub': '${AWS::Partition}/${AWS::Region}/${AWS::URLSuffix}/${AWS::StackName}' }, 'aws/us-west-2/amazonaws.com/stack'],
  [{ Ref: 'Stage' }, 'main'],
  [{ Ref: 'Zones' }, ['a', 'b']],
  [{ 'Fn::Join': ['-', { Ref: 'Zones' }] }, 'a-b'],
  [{ Ref: 'Table' }, 'users-main'],
  [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:table'],
  [{ 'Fn::GetAtt': 'Table.Arn' }, 'arn:table'],
  [{ 'Fn::Sub': 'x-${Table}-${Table.Arn}-${!Literal}' }, 'x-users-main-arn:table-${Literal}'],
  [{ 'Fn::Sub': ['${Own}-${Stage}', { Own: { Ref: 'Table' } }] }, 'users-main-main'],
  [{ 'Fn::Join': ['', ['users', '-', { Ref: 'Stage' }]] }, 'users-main'],
  [{ 'Fn::Select': ['1', { 'Fn::Split': [',', 'a,b,c'] }] }, 'b'],
  [{ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'Memory'] }, 1024],
  [{ 'Fn::FindInMap': ['Sizes', 'gone', 'Memory', { DefaultValue: 1 }] }, 1],
  [{ 'Fn::If': ['IsMain', 'yes', 'no'] }, 'yes'],
  [{ 'Fn::If': ['IsOther', 'yes', 'no'] }, 'no'],
  [{ 'Fn::If': ['Both', 'yes', 'no'] }, 'yes'],
  [{ 'Fn::If': ['Any', 'yes', 'no'] }, 'yes'],
  [{ 'Fn::If': ['NotMain', 'yes', 'no'] }, 'no'],
  [{ 'Fn::If': ['Unknown', 'same', { 'Fn::Sub': 'same' }] }, 'same'],
  [
    { Kept: 1, Gone: { Ref: 'AWS::NoValue' }, List: [1, { 'Fn::If': ['IsMain', { Ref: 'AWS::NoValue' }, 2] }, 3] },
    { Kept: 1, List: [1, 3] },
  ],
  [{ 'Fn::Base64': 'text' }, 'dGV4dA=='],
  [{ 'Fn::Length': { Ref: 'Zones' } }, 2],
  [{ 'Fn::ToJsonString': { a: 1 } }, '{"a":1}'],
  [{ 'Fn::ImportValue': { 'Fn::Sub': 'known' } }, 'value'],
  [
    { Condition: { Ref: 'Stage' }, Other: 1 },
    { Condition: 'main', Other: 1 },
  ],
])('%j', (value, expected) => {
  expect(resolved(value)).toEqual(expected);
});

test.each<[value: unknown, name: string]>([
  [{ Ref: 'Secret' }, '${Secret}'],
  [{ 'Fn::GetAtt': ['Table', 'StreamArn'] }, '${Table.StreamArn}'],
  [{ 'Fn::ImportValue': 'unknown' }, '${Fn::ImportValue unknown}'],
  [{ 'Fn::GetAZs': '' }, '${Fn::GetAZs("")}'],
  [{ 'Fn::Base64': { Ref: 'Secret' } }, '${Fn::Base64("${Secret}")}'],
  [{ 'Fn::Base64': { 'Fn::Sub': 'export NAME=${Secret}' } }, '${Fn::Base64("export NAME=${Secret}")}'],
  [{ 'Fn::Split': [',', { Ref: 'Secret' }] }, '${Fn::Split([",","${Secret}"])}'],
])('what only a deployment knows stays a symbol: %j', (value, name) => {
  const result = resolved(value);
  expect(hasSymbol(result)).toBe(true);
  expect(readable(result as string)).toBe(name);
  // The same question has the same answer, in whatever words it is put.
  expect(resolved({ 'Fn::Join': ['', [value, '!']] })).toEqual(resolved({ 'Fn::Sub': ['${It}!', { It: value }] }));
});

test('the environment follows from the Region', () => {
  expect(resolved({ 'Fn::Sub': '${AWS::Partition} ${AWS::URLSuffix}' }, 'cn-north-1')).toBe('aws-cn amazonaws.com.cn');
  expect(resolved({ 'Fn::Sub': '${AWS::Partition} ${AWS::URLSuffix}' }, 'us-gov-west-1')).toBe('aws-us-gov amazonaws.com');
});

test('a resource whose name needs itself is refused, not followed', () => {
  const template = templateOf(
    { Resources: { A: { Type: 'T', Properties: { Name: { Ref: 'B' } } }, B: { Type: 'T', Properties: { Name: { Ref: 'A' } } } } },
    'test',
  );
  const identities = { ref: (_: string, properties: { readonly [name: string]: Json }) => properties.Name as string, attribute: () => undefined };
  expect(() => new Resolver(template, { stackName: 'stack', parameters: {} }, identities).value({ Ref: 'A' })).toThrow(
    'stack: circular reference A -> B -> A; take one of them out',
  );
});

test('the short forms of YAML are the long forms of JSON', () => {
  const yaml = `
A: !Ref X
B: !GetAtt X.Stream.Arn
C: !GetAtt [X, Arn]
D: !Sub ['\${Y}', {Y: !Ref X}]
E: !If [C, !Join ['', [a]], !Ref AWS::NoValue]
F: !And [!Condition C, !Not [!Equals [1, 2]]]
G: !Transform {Name: AWS::Include, Parameters: {Location: s3://x}}
H: 2012-10-17
I: yes
J: '012345678901'
K: {Fn::Base64: !Sub x}
`;
  expect(parseText(yaml, 'test.yaml')).toEqual({
    A: { Ref: 'X' },
    B: { 'Fn::GetAtt': ['X', 'Stream.Arn'] },
    C: { 'Fn::GetAtt': ['X', 'Arn'] },
    D: { 'Fn::Sub': ['${Y}', { Y: { Ref: 'X' } }] },
    E: { 'Fn::If': ['C', { 'Fn::Join': ['', ['a']] }, { Ref: 'AWS::NoValue' }] },
    F: { 'Fn::And': [{ Condition: 'C' }, { 'Fn::Not': [{ 'Fn::Equals': [1, 2] }] }] },
    G: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://x' } } },
    H: '2012-10-17',
    I: true,
    J: '012345678901',
    K: { 'Fn::Base64': { 'Fn::Sub': 'x' } },
  });
});

test.each<[written: string, read: unknown]>([
  ['yes', true], ['No', false], ['on', true], ['OFF', false], ['True', true], ['y', 'y'], ['N', 'N'], ["'yes'", 'yes'],
  ['0300', 192], ['0x1F', 31], ['0b11', 3], ['1_000', 1000], ['1:30', 90], ['1.5', 1.5], ['~', null],
  ['2012-10-17', '2012-10-17'], ['22:00-23:00', '22:00-23:00'], ['10.0.0.0/16', '10.0.0.0/16'], ['1.0.0', '1.0.0'], ['<<', '<<'],
])('YAML 1.1 reads %s as CloudFormation does', (written, read) => {
  expect(parseText(`A: ${written}`, 'test.yaml')).toEqual({ A: read });
});

test.each(['012345678901', '123456789012', '0089'])('%s is refused, since it would be another number', (written) => {
  expect(() => parseText(`A: ${written}`, 'test.yaml')).toThrow(`write '${written}' in quotes`);
});

describe('the same words are another value', () => {
  const ask = (sections: object, value: unknown, lookedUp?: Record<string, string>): Json => {
    const template = templateOf({ Resources: { A: { Type: 'T' } }, ...sections } as Json, 'test');
    const identities = { ref: () => undefined, attribute: () => undefined };
    return new Resolver(template, { stackName: 'stack', parameters: {}, ...lookedUp ? { lookedUp } : {} }, identities).value(value as Json);
  };
  const nested = (region: string) => ({
    Conditions: { IsDev: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] }, Keep: { 'Fn::Not': [{ Condition: 'IsDev' }] }, Both: { 'Fn::And': [{ Condition: 'Keep' }, { Condition: 'Keep' }] } },
  });
  const stored = (name: string) => ({ Parameters: { Name: { Type: 'AWS::SSM::Parameter::Value<String>', Default: name } } });
  const mapping = (name: string) => ({ Mappings: { Names: { 'us-west-2': { Table: name } } } });

  test.each<[what: string, one: object, other: object, value: unknown]>([
    ['where a condition is made of another one', nested('eu-west-1'), nested('us-west-2'), { 'Fn::If': ['Keep', 'a', 'b'] }],
    ['where a condition is made of one that is made of another one', nested('eu-west-1'), nested('us-west-2'), { 'Fn::If': ['Both', 'a', 'b'] }],
    ['where a mapping has other values', mapping('a'), mapping('b'), { 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, 'Table'] }],
    ['where a parameter holds another name of the parameter store', stored('/a'), stored('/b'), { Ref: 'Name' }],
  ])('%s', (_, one, other, value) => {
    expect(ask(one, value)).not.toEqual(ask(other, value));
    expect(ask(one, value)).toEqual(ask(structuredClone(one), value));
  });

  test('what CloudFormation found in the parameter store is the value, also of a list', () => {
    expect(ask(stored('/a'), { Ref: 'Name' }, { Name: 'orders-main' })).toBe('orders-main');
    const list = { Parameters: { Name: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/a' } } };
    expect(ask(list, { Ref: 'Name' }, { Name: 'a, b' })).toEqual(['a', 'b']);
  });

  test('properties that a transform makes are not the same as none', () => {
    const template = templateOf({ Resources: { A: { Type: 'T', Properties: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://a' } } } } } }, 'test');
    const { 'Fn::Transform': made } = new Resolver(template, { stackName: 'stack', parameters: {} }, { ref: () => undefined, attribute: () => undefined }).properties('A');
    expect(hasSymbol(made)).toBe(true);
  });
});
