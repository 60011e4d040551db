import { spawnSync } from 'child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const BASELINE = join(__dirname, 'baseline');
const FOLDER = mkdtempSync(join(tmpdir(), 'listbackup-compat-'));

afterAll(() => { rmSync(FOLDER, { recursive: true, force: true }); });

interface Assembly {
  readonly types: Record<string, { methods?: { name: string }[]; properties?: { name: string; optional?: boolean }[] }>;
}

function compare(updated: string) {
  const run = spawnSync(process.execPath, [require.resolve('jsii-diff/bin/jsii-diff'), BASELINE, updated, '--keys', '--ignore-file', join(ROOT, '.compatignore')], {
    encoding: 'utf8', env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}

/** The baseline after a change to its API. */
function changed(change: (types: Assembly['types']) => void): string {
  const folder = mkdtempSync(join(FOLDER, 'changed-'));
  cpSync(BASELINE, folder, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const assembly = JSON.parse(readFileSync(join(BASELINE, '.jsii'), 'utf8')) as Assembly;
  change(assembly.types);
  writeFileSync(join(folder, '.jsii'), JSON.stringify(assembly));
  return folder;
}

test('the API breaks nothing that the kept one had, except what .compatignore names', () => {
  expect(existsSync(join(ROOT, '.jsii'))).toBe(true);
  const { status, output } = compare(ROOT);
  expect(output.split('\n').filter((line) => line.startsWith('err'))).toEqual([]);
  expect(status).toBe(0);
});

test('the comparison does look: a method that is gone and a prop that becomes required are found', () => {
  const { status, output } = compare(changed((types) => {
    const table = types['listbackup-infrastructure.ListBackupTable'];
    table.methods = table.methods?.filter(({ name }) => name !== 'fromStage');
    const prop = types['listbackup-infrastructure.ListBackupInfrastructureProps'].properties?.find(({ name }) => name === 'env');
    delete prop?.optional;
  }));
  expect(status).toBe(1);
  expect(output).toContain('[removed:listbackup-infrastructure.ListBackupTable.fromStage]');
  expect(output).toContain('[strengthened:listbackup-infrastructure.ListBackupInfrastructureProps]');
});
