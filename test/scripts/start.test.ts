import { spawnSync } from 'child_process';
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
