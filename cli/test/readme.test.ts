import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../src/assembly';
import { USAGE } from '../src/up/options';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

test('the README says what the emulator keeps of each type', () => {
  const table = [
    '| type | keeps | remark |',
    '| --- | --- | --- |',
    ...LIMITS.map(({ type, keeps, inert }) => `| \`${type}\` | ${keeps.join(', ')} | ${inert?.why ?? ''} |`),
  ].join('\n');
  const [, said] = /<!-- limits -->\n([^]*)\n<!-- \/limits -->/.exec(README) ?? [];
  expect(said).toBe(table);
});

test('the README and --help name the same options', () => {
  const options = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).filter((name) => name !== 'help').sort();
  expect(options(README, /^\| `--(\w+)/gm)).toEqual(options(USAGE, /^ {2}--(\w+)/gm));
});
