import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionTable, type OptionRows } from '../src/args';
import { LIMITS, type TypeLimits } from '../src/assembly';
import { OPTIONS as CONVERT } from '../src/convert/options';
import { OPTIONS as COST } from '../src/cost/options';
import { PAID } from '../src/cost/rows';
import { OPTIONS as DIAGRAM } from '../src/diagram/options';
import { OPTIONS as LIMITS_OPTIONS } from '../src/limits/options';
import { OPTIONS as OUTPUTS } from '../src/outputs/options';
import { OPTIONS as UP } from '../src/up/options';
import { FACTS } from '../src/usage';

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
  return [refuses && `refuses ${refuses.what}`, lacks && `lacks the attribute ${lacks.join(', ')}`, inert?.lenient ? `with \`--lenient\` ${inert.why}` : inert?.why].filter(Boolean).join('; ');
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

test('the README says what limits needs to know besides', () => {
  const table = [
    '| resource | figure | what it is |',
    '| --- | --- | --- |',
    ...Object.entries(FACTS).flatMap(([type, facts]) => Object.entries(facts).map(([key, { counts }]) => `| \`${type}\` | \`${key}\` | ${counts} |`)).sort(),
  ].join('\n');
  const [, said] = /<!-- facts -->\n([^]*)\n<!-- \/facts -->/.exec(README) ?? [];
  expect(said).toBe(table);
});

test.each([
  ['up', UP], ['cost', COST], ['diagram', DIAGRAM], ['convert', CONVERT], ['limits', LIMITS_OPTIONS], ['outputs', OUTPUTS],
])('the README has the options of %s as --help has them', (command, options: OptionRows) => {
  const [, table] = new RegExp(`<!-- options of ${command} -->\\n([^]*)\\n<!-- /options of ${command} -->`).exec(README) ?? [];
  expect(table).toBe(optionTable(options));
});
