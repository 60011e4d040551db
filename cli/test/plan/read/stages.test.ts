import { matched } from '../../../src/plan/read/match';
import { isOfOtherStage } from '../../../src/plan/read/stages';
import { stageOf } from '../support/judged';

const MAIN = 'listbackup-infrastructure-dynamodb-main';

test.each<[name: string, deployed: string[], all: string[], told: string[], expected: boolean]>([
  ['listbackup-infrastructure-dynamodb-dev', [MAIN], [MAIN, 'listbackup-infrastructure-dynamodb-dev'], [], true],
  // A stack that is new in the same stage.
  ['listbackup-infrastructure-sqs-main', [MAIN], [MAIN, 'listbackup-infrastructure-sqs-main'], [], false],
  [
    'listbackup-infrastructure-edge-certificate-main',
    ['listbackup-infrastructure-edge-main'],
    ['listbackup-infrastructure-edge-main', 'listbackup-infrastructure-edge-certificate-main'],
    [],
    false,
  ],
  // A stage that only the deployed stack's tag, or two services, show.
  ['app-data-blue', ['app-data-feature-x'], ['app-data-feature-x', 'app-data-blue'], ['feature-x'], true],
  ['app-data-blue', ['app-data-feature-x'], ['app-data-feature-x', 'app-data-blue'], [], false],
  ['app-data-blue', ['app-data-green'], ['app-data-green', 'app-data-blue', 'app-api-green', 'app-api-blue'], [], true],
  // Names without a stage.
  ['Shop-Db', ['Shop-Api'], ['Shop-Api', 'Shop-Db'], [], false],
  ['Monitoring', ['Data'], ['Data', 'Monitoring'], [], false],
])('%s beside %j', (name, deployed, all, told, expected) => {
  expect(isOfOtherStage(name, deployed, all, told)).toBe(expected);
});

describe('a stack that is not deployed', () => {
  const stacks = (...names: readonly (readonly [name: string, logicalId: string])[]) => stageOf(Object.fromEntries(names.map(([name, id]) => (
    [name, { Resources: { [id]: { Type: 'AWS::SNS::Topic', Properties: { TopicName: name } } } }]))));
  const deployed = stacks(['Shop-Data', 'Data'], ['Web-Data', 'Data']);
  const leftOutOf = (id: string) => matched(deployed, [...deployed.values(), ...stacks(['Shop-Api', id], ['Web-Api', id]).values()], undefined).leftOut;

  test('is new where it holds something else, whatever the names look like', () => {
    expect(leftOutOf('Api')).toEqual([]);
  });

  test('is of another stage where it holds the same', () => {
    expect(leftOutOf('Data')).toEqual(['Shop-Api', 'Web-Api']);
  });

  test('stays as it is where the target lacks it', () => {
    const { target, deployed: known } = matched(deployed, [...deployed.values()].slice(0, 1), undefined);
    expect([[...target.keys()], [...known.keys()]]).toEqual([['Shop-Data'], ['Shop-Data', 'Web-Data']]);
  });
});
