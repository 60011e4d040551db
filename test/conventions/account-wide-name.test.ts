import { App, Stack } from 'aws-cdk-lib';
import { ListBackupStage } from '../../src';
import { accountWideName } from '../../src/conventions';
import { refusal } from '../support/refusal';

const named = (stage: ListBackupStage, env = {}) => accountWideName(new Stack(new App(), 'Stack', { env }), stage, 'listbackup-main-role');
const STANDBY = ListBackupStage.MAIN.asStandbyFor('us-west-2');

test('a primary keeps its names, wherever it stands', () => {
  expect(named(ListBackupStage.MAIN)).toBe('listbackup-main-role');
  expect(named(ListBackupStage.MAIN, { account: '123456789012', region: 'us-east-1' })).toBe('listbackup-main-role');
});

test('a standby\'s names gain its region', () => {
  expect(named(STANDBY, { region: 'us-east-1' })).toBe('listbackup-main-role-us-east-1');
});

test('a standby in the region of its primary, or in one that nobody knows, is refused', () => {
  expect(() => named(STANDBY, { region: 'us-west-2' })).toThrow(
    refusal('standbyFor', 'us-west-2', 'must be another Region than that of the standby\'s own stacks'));
  expect(() => named(STANDBY)).toThrow(refusal('standbyFor', 'us-west-2', 'requires stacks with a concrete Region: their names contain it'));
});
