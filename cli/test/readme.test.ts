import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS, type TypeLimits } from '../src/assembly';
import { USAGE as COST_USAGE } from '../src/cost/options';
import { PAID } from '../src/cost/rows';
import { USAGE as DIAGRAM_USAGE } from '../src/diagram/options';
import { USAGE as UP_USAGE } from '../src/up/options';

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

test('the README says what can be said of a month\'s use', () => {
  const table = [
    '| service | resource | use | what is counted |',
    '| --- | --- | --- | --- |',
    ...PAID.flatMap(({ service, type, use = {} }) => Object.entries(use).map(([key, { counts }]) => `| ${service} | \`${type}\` | \`${key}\` | ${counts} |`)).sort(),
  ].join('\n');
  const [, said] = /<!-- uses -->\n([^]*)\n<!-- \/uses -->/.exec(README) ?? [];
  expect(said).toBe(table);
});

test.each([['up', UP_USAGE], ['cost', COST_USAGE]])('the README and --help name the same options of %s', (command, usage) => {
  const options = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).filter((name) => name !== 'help').sort();
  const [, section = ''] = new RegExp(`\n## listbackup ${command}\n([^]*?)(?=\n## |$)`).exec(README) ?? [];
  const named = options(section, /^\| `--(\w+)/gm);
  expect(named.length).toBeGreaterThan(3);
  expect(named).toEqual(options(usage, /^ {2}--(\w+)/gm));
});

test('the README and --help name the same options of diagram', () => {
  const options = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name).filter((name) => name !== 'help').sort();
  expect(options(README, /^\| --(\w+)/gm)).toEqual(options(DIAGRAM_USAGE, /^ {2}--(\w+)/gm));
});
