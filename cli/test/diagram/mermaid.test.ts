import { assemblyOf, functionReading, TABLE } from './support';
import { diagramOf } from '../../src/diagram';
import type { Detail } from '../../src/diagram/detail';

const DATA = {
  after: [],
  resources: { UsersTable: TABLE, ...Object.fromEntries(['A', 'B', 'C', 'D'].map((id) => [`Queue${id}`, { Type: 'AWS::SQS::Queue' }])) },
};
const API = {
  resources: { Role: { Type: 'AWS::IAM::Role' }, Reader: { ...functionReading('listbackup-main-users'), DependsOn: 'Role' } },
};

const mermaidOf = async (stacks: Parameters<typeof assemblyOf>[0], detail: Detail) => (
  diagramOf({ assembly: assemblyOf(stacks), format: 'mermaid', detail, stacks: new Set() }));

// That the real parser of Mermaid takes both was tried by hand: the package is larger than this command.
test('stacks, with what they hold and what they read', async () => {
  expect(await mermaidOf({ api: API, data: DATA, last: { after: ['api'], resources: {} } }, 'stacks')).toBe(`flowchart LR
  accTitle: 3 stacks with 7 resources, and who reads what
  s1["api<br/>us-west-2<br/>Lambda function<br/>IAM role"]
  s2["data<br/>us-west-2<br/>4 × SQS queue<br/>DynamoDB table"]
  s3["last<br/>us-west-2"]
  s1 -->|"DynamoDB table"| s2
  s3 -.-> s1
`);
});

test('resources, what repeats itself as one', async () => {
  expect(await mermaidOf({ api: API, data: DATA }, 'resources')).toBe(`flowchart LR
  accTitle: 2 stacks with 7 resources, and who reads what
  subgraph s1["api<br/>us-west-2"]
    s1r1["Reader<br/>Lambda function<br/>→ UsersTable (data)"]
    s1r1 --> s1r2
    s1r2["Role<br/>IAM role"]
  end
  subgraph s2["data<br/>us-west-2"]
    s2r1["UsersTable<br/>DynamoDB table"]
    s2r2["4 × SQS queue<br/>QueueA, QueueB, QueueC<br/>QueueD"]
  end
  s1 -->|"DynamoDB table"| s2
`);
});

test('whatever a template holds ends no text', async () => {
  const evil = 'x"] --> y\nclick a href "javascript:alert(1)" %% <b>`**#quot;&';
  const text = await mermaidOf({ evil: { resources: { [evil]: { Type: `AWS::Evil::${evil}` } } } }, 'resources');
  const line = /^(flowchart LR| {2}accTitle: [\w ,]+| {2}end| {2}(?:subgraph| {2})? ?\w+\["(?:[\p{L}\p{N} .,:×→/_()+-]|#\d+;|<br\/>)*"\])$/u;
  expect(text.trimEnd().split('\n').filter((one) => !line.test(one))).toEqual([]);
  expect(text).toContain('x#34;#93; --#62; y click a href #34;javascript:alert(1)#34;');
});

test('the order in which the stacks stand in the assembly changes nothing', async () => {
  expect(await mermaidOf({ data: DATA, api: API }, 'resources')).toBe(await mermaidOf({ api: API, data: DATA }, 'resources'));
});
