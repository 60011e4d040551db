import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptTable, table } from './support/stage';
import { NOTHING, runCommand, RunningCommand } from '../helpers/command';
import { assemblyFolder, deployedFolder } from '../plan/support/folders';
import type { TemplateObject } from '../plan/support/today';

const DATA = 'listbackup-infrastructure-dynamodb-main';
const CORE = 'listbackup-core-main';

/** The data layer's stack, which imports from the old one, and the old one with a table. */
function deployed(): Record<string, TemplateObject> {
  return {
    [DATA]: {
      Resources: {
        UsersTable: table('listbackup-main-users'),
        Pointer: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/main/core', Type: 'String', Value: { 'Fn::ImportValue': 'core-files' } } },
      },
      Outputs: { UsersTableName: { Value: { Ref: 'UsersTable' }, Export: { Name: `${DATA}-UsersTableName` } } },
    },
    [CORE]: {
      Parameters: { Stage: { Type: 'String', Default: 'main' } },
      Resources: {
        FilesTable: table('ignored', { TableName: { 'Fn::Sub': 'listbackup-${Stage}-files' } }),
        Note: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/main/files', Type: 'String', Value: { Ref: 'FilesTable' } } },
      },
      Outputs: { Files: { Value: { Ref: 'FilesTable' }, Export: { Name: 'core-files' } } },
    },
  };
}

function target(): Record<string, TemplateObject> {
  const stack = deployed()[DATA];
  return {
    [DATA]: {
      ...stack,
      Resources: {
        ...stack?.Resources,
        UsersTable: keptTable('listbackup-main-users'),
        FilesTable: keptTable('listbackup-main-files'),
        ApiKeysTable: keptTable('listbackup-main-api-keys'),
        JobsTable: keptTable('listbackup-main-jobs'),
      },
    },
  };
}

function words(from: Record<string, TemplateObject>, to: Record<string, TemplateObject>): string[] {
  const folder = deployedFolder(from);
  writeFileSync(join(folder, 'existing.json'), JSON.stringify(['listbackup-main-api-keys']));
  return ['rehearse', '--deployed', folder, '--assembly', assemblyFolder(to)];
}

test('a table that the old stack releases and one that no stack has come in with their items', async () => {
  const { code, stdout, stderr } = await runCommand(words(deployed(), target()));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('filled: 6 items in 3 tables; 0 messages');
  const steps = [...stdout.matchAll(/^step \d of 4: (.+): \d stacks?; judge: passed; emulator: everything is still there/gm)];
  expect(steps.map(([, purpose]) => purpose)).toEqual([
    'retain and protect what is kept',
    'let go what another stack takes over; it stays in AWS',
    'import what exists already',
    'change everything that changes in place, and make what is new',
  ]);
}, 60_000);

describe('stopped in the middle', () => {
  test.each([['SIGINT', 130], ['SIGKILL', null]] as const)('by %s', async (signal, exitCode) => {
    const run = RunningCommand.start(words(deployed(), target()));
    await run.written(/^filled:/m);
    run.signal(signal);
    expect((await run.done).code).toBe(exitCode);
    expect(await run.leftovers()).toEqual(NOTHING);
  }, 60_000);
});
