import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, type TypeLimits } from '../src/assembly';
import { USAGE as DIAGRAM_USAGE } from '../src/diagram/options';
import { USAGE } from '../src/up/options';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

test('the README says what the emulator keeps of each type', () => {
  const table = [
    '| type | keeps | remark |',
    '| --- | --- | --- |',
    ...LIMITS.map(({ type, keeps, refuses, lacks, inert }) => `| \`${type}\` | ${keeps.join(', ')} | ${remark({ refuses, lacks, inert })} |`),
  ].join('\n');
  const [, said] = /<!-- limits -->\n([^]*)\n<!-- \/limits -->/.exec(README) ?? [];
  expect(said).toBe(table);
});

function remark({ refuses, lacks, inert }: Pick<TypeLimits, 'refuses' | 'lacks' | 'inert'>): string {
  return [refuses && `refuses ${refuses.what}`, lacks && `lacks the attribute ${lacks.join(', ')}`, inert?.why].filter(Boolean).join('; ');
}

test('the README and --help name the same options', () => {
  const options = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).filter((name) => name !== 'help').sort();
  expect(options(README, /^\| `--(\w+)/gm)).toEqual(options(USAGE, /^ {2}--(\w+)/gm));
});

test('the README and --help name the same options of diagram', () => {
  const options = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).filter((name) => name !== 'help').sort();
  expect(options(README, /^\| --(\w+)/gm)).toEqual(options(DIAGRAM_USAGE, /^ {2}--(\w+)/gm));
});
