import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '../..');

/** What the command says of its words before it starts anything. */
const refused = (...words: string[]): string => spawnSync(process.execPath, ['scripts/start.js', ...words], { cwd: ROOT, encoding: 'utf8' }).stderr.trim();

test.each([
  [['--port', '0']],
  [['--stage', 'dev', '--keep', '--port', '0']],
  [['--stage=dev', '--port', '0']],
])('npm start -- %j takes the words of listbackup up', (words) => {
  expect(refused(...words)).toMatch(/^listbackup: up: --port "0" is not a port/);
});

test('a word of its own that is given twice is still refused', () => {
  expect(refused('--stage', 'dev', '--stage', 'main')).toMatch(/--stage is given twice/);
});

test('without Go, the first line names what is left out', () => {
  const path = mkdtempSync(join(tmpdir(), 'no-go-'));
  symlinkSync(process.execPath, join(path, 'node'));
  const run = (...words: string[]) => spawnSync(process.execPath, ['scripts/start.js', '--port', '0', ...words], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, PATH: path } });
  const line = "Go isn't installed, so the function in Go is left out; to run it too, install Go from https://go.dev/dl\n";
  expect(run()).toMatchObject({ stdout: line, stderr: expect.stringMatching(/^listbackup: up: --port/) });
  // Standard output is then for the report alone.
  expect(run('--json')).toMatchObject({ stdout: '', stderr: expect.stringContaining(line) });
  rmSync(path, { recursive: true });
});
