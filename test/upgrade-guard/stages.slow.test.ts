import { App } from 'aws-cdk-lib';
import { Guarded } from './guarded';
import { ListBackupInfrastructure, ListBackupStage } from '../../src';

let guarded: Guarded;
beforeEach(() => { guarded = new Guarded(); });
afterEach(() => { guarded.dispose(); });

const QUIET = { failed: false, found: [] };

test('the same app again says nothing', () => {
  const build = (app: App): void => {
    new ListBackupInfrastructure(app, 'Main', { stage: ListBackupStage.MAIN });
    new ListBackupInfrastructure(app, 'Dev', { stage: ListBackupStage.DEV });
  };
  const lock = guarded.accept(build);
  expect(guarded.synth(build)).toMatchObject(QUIET);
  expect(guarded.accept(build)).toBe(lock);
});

test('an app that makes one stage at a time keeps the others in the file', () => {
  const stage = (...stages: ListBackupStage[]) => (app: App): void => {
    for (const one of stages) new ListBackupInfrastructure(app, 'Infrastructure', { stage: one });
  };
  guarded.accept(stage(ListBackupStage.MAIN));
  const lock = guarded.accept(stage(ListBackupStage.DEV));
  expect(lock).toContain('listbackup-infrastructure-dynamodb-main');
  expect(lock).toContain('listbackup-infrastructure-dynamodb-dev');
  for (const one of [ListBackupStage.MAIN, ListBackupStage.DEV]) expect(guarded.synth(stage(one))).toMatchObject(QUIET);
  expect(guarded.accept(stage(ListBackupStage.MAIN))).toBe(lock);
});
