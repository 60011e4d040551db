import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { keptTable, table } from './support/stage';
import { CliError } from '../../src/errors';
import { command } from '../../src/rehearse';
import { rehearseOptions } from '../../src/rehearse/options';
import { assemblyFolder, deployedFolder, folder } from '../plan/support/folders';
import type { TemplateObject } from '../plan/support/today';

const STACK = 'listbackup-infrastructure-dynamodb-main';
const stage = (resource: TemplateObject['Resources'][string]): Record<string, TemplateObject> => ({ [STACK]: { Resources: { UsersTable: resource } } });

async function refusal(...args: string[]): Promise<[number, string]> {
  const error = await command(args).then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof CliError)) throw new Error(`expected a refusal, and got ${String(error)}`);
  return [error.exitCode, error.message];
}

describe('words that cannot be used', () => {
  test.each([
    [[], '--deployed is missing'],
    [['--deployed', 'deployed'], '--assembly is missing'],
    [['--deployed', 'deployed', '--assembly', ''], '--assembly is empty'],
    [['--from', 'cdk.out'], "rehearse: Unknown option '--from'"],
    [['--deployed', 'a', '--assembly', 'b', '--stage', 'a b'], 'rehearse: --stage "a b": a stage is letters, digits and hyphens, such as main'],
    [['deployed'], "rehearse: Unexpected argument 'deployed'"],
  ])('%j', async (args, said) => {
    const [code, message] = await refusal(...args);
    expect(code).toBe(2);
    expect(message).toContain(said);
    expect(message).not.toContain('\n');
  });

  test('a folder that is not there, and one that is not an assembly', async () => {
    const deployed = deployedFolder(stage(table('users')));
    expect(await refusal('--deployed', join(deployed, 'no'), '--assembly', assemblyFolder(stage(keptTable('users'))))).toEqual([2, expect.stringContaining('no such folder')]);
    expect(await refusal('--deployed', deployed, '--assembly', folder())).toEqual([2, expect.stringContaining('no manifest.json')]);
  });

  test('an assembly without a file that it names', async () => {
    const assembly = assemblyFolder(stage(keptTable('users')));
    rmSync(join(assembly, `${STACK}.template.json`));
    expect(await refusal('--deployed', deployedFolder(stage(table('users'))), '--assembly', assembly)).toEqual([2, expect.stringContaining(`${STACK}.template.json: no such file`)]);
  });

  test('nothing to rehearse', async () => {
    const same = stage(keptTable('users'));
    expect(await refusal('--deployed', deployedFolder(same), '--assembly', assemblyFolder(same))).toEqual([2, expect.stringContaining('nothing to rehearse')]);
  });
});

test('every word is read', () => {
  expect(rehearseOptions(['--deployed', 'a', '--assembly', 'b', '--stage', 'main', '--accept', 'x', '--accept', 'y', '--drop-leftovers'])).toEqual({
    deployed: 'a', assembly: 'b', stage: 'main', accept: new Set(['x', 'y']), dropLeftovers: true,
  });
  expect(rehearseOptions(['--help'])).toBeUndefined();
});

test('without a safe plan nothing is started, and the reasons are said', async () => {
  const stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const code = await command(['--deployed', deployedFolder(stage(table('users'))), '--assembly', assemblyFolder(stage(keptTable('people')))]);
  const said = stdout.mock.calls.map(([text]) => String(text)).join('');
  stdout.mockRestore();
  expect(code).toBe(1);
  expect(said).toContain('no safe plan:');
  expect(said).toContain('UsersTable.TableName: AWS::DynamoDB::Table would be replaced');
  expect(said).not.toContain('building');
});
