import { compareStages } from '../../../src/plan/compare';
import { Views } from '../../../src/plan/state/view';
import type { Step } from '../../../src/plan/steps';
import { expectedAfter, lostFrom, notArrived, type DeploymentSnapshot } from '../../../src/rehearse/proof/snapshot';
import { stageOf, type StageSketch } from '../../plan/support/judged';
import { table } from '../support/stage';

function snapshot(ids: Record<string, string>, outputs: Record<string, string> = {}, exports: Record<string, string> = {}): DeploymentSnapshot {
  return {
    resources: new Map(Object.entries(ids).map(([name, physicalId]) => {
      const [stack = '', logicalId = ''] = name.split('.');
      return [name, { stack, logicalId, type: 'AWS::DynamoDB::Table', physicalId, region: 'us-west-2' }];
    })),
    outputs: new Map(Object.entries(outputs)),
    exports: new Map(Object.entries(exports)),
  };
}

function step(before: StageSketch, after: StageSketch, imports: Step['imports'] = []): Step {
  const state = stageOf(after);
  return { kind: 'in-place', state, imports, change: compareStages(stageOf(before), state, new Views()) };
}

const ONE = { data: { Resources: { Users: table('users') } } };

test('what stands as before is no loss, whatever is new', () => {
  const before = snapshot({ 'data.Users': 'users' }, { 'data.Name': 'users' }, { name: 'users' });
  const now = snapshot({ 'data.Users': 'users', 'data.Jobs': 'jobs' }, { 'data.Name': 'users' }, { name: 'users', other: 'x' });
  expect(lostFrom(expectedAfter(before, step(ONE, ONE), new Map()), now)).toEqual([]);
});

test('another physical ID, an output and an export that are gone or changed are losses', () => {
  const before = snapshot({ 'data.Users': 'users-1' }, { 'data.Name': 'a', 'data.Arn': 'b' }, { name: 'a' });
  const now = snapshot({ 'data.Users': 'users-2' }, { 'data.Name': 'c' });
  expect(lostFrom(expectedAfter(before, step(ONE, ONE), new Map()), now)).toEqual([
    'the physical ID of data.Users was "users-1" and is "users-2"',
    'output data.Name was "a" and is "c"',
    'output data.Arn was "b" and is gone',
    'export name was "a" and is gone',
  ]);
});

test('what the plan itself lets go may go, and nothing beside it', () => {
  const more = { data: { Resources: { Users: table('users'), Old: table('old') }, Outputs: { Old: { Value: 'x', Export: { Name: 'old' } } } } };
  const before = snapshot({ 'data.Users': 'users', 'data.Old': 'old' }, { 'data.Old': 'x' }, { old: 'x' });
  expect(lostFrom(expectedAfter(before, step(more, ONE), new Map()), snapshot({}))).toEqual(['the physical ID of data.Users was "users" and is gone']);
});

test('what another stack gave has to be the same thing in the new one', () => {
  const imports = [{
    stack: 'data',
    logicalId: 'Files',
    type: 'AWS::DynamoDB::Table',
    identifier: { TableName: 'files' },
    properties: {},
    assumed: false,
    from: { stack: 'core', logicalId: 'FilesTable' },
  }];
  const movable = snapshot({ 'core.FilesTable': 'files' }).resources;
  const expected = expectedAfter(snapshot({}), step(ONE, ONE, imports), movable);
  expect(lostFrom(expected, snapshot({ 'data.Files': 'files' }))).toEqual([]);
  expect(lostFrom(expected, snapshot({ 'data.Files': 'made-anew' }))).toEqual(['the physical ID of data.Files was "files" and is "made-anew"']);
});

test('a step that did less or more than its templates say is noticed', () => {
  const stacks = [{ stackName: 'data', template: { Resources: { Users: table('users'), ListBackupRehearsal3: { Type: 'X' } }, Outputs: { Name: { Value: 'users' } } } }];
  expect(notArrived(stacks, snapshot({ 'data.Users': 'users' }, { 'data.Name': 'users' }))).toEqual([]);
  expect(notArrived(stacks, snapshot({ 'data.Old': 'old' }))).toEqual([
    'data: resource Users is not there',
    'data: resource Old is there, and the template does not hold it',
    'data: output Name is not there',
  ]);
});
