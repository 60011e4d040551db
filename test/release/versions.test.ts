import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const FOLDER = mkdtempSync(join(tmpdir(), 'listbackup-version-'));

afterAll(() => { rmSync(FOLDER, { recursive: true, force: true }); });

test('the command takes the version of the library, and nothing else of its package.json changes', () => {
  mkdirSync(join(FOLDER, 'scripts'));
  mkdirSync(join(FOLDER, 'cli'));
  cpSync(join(ROOT, 'scripts', 'cli-version.js'), join(FOLDER, 'scripts', 'cli-version.js'));
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ version: '3.2.1' }));
  cpSync(join(ROOT, 'cli', 'package.json'), join(FOLDER, 'cli', 'package.json'));
  const before: object = JSON.parse(readFileSync(join(FOLDER, 'cli', 'package.json'), 'utf8'));

  expect(spawnSync(process.execPath, [join(FOLDER, 'scripts', 'cli-version.js')], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(readFileSync(join(FOLDER, 'cli', 'package.json'), 'utf8'))).toEqual({ ...before, version: '3.2.1' });
});
