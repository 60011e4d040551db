import { isOfOtherStage } from '../../../src/plan/read/stages';

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
