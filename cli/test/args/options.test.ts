import { parseArguments, type OptionRows } from '../../src/args';
import * as cost from '../../src/cost/options';
import * as diagram from '../../src/diagram/options';
import * as plan from '../../src/plan/options';
import * as rehearse from '../../src/rehearse/options';
import * as up from '../../src/up/options';
import { listbackup } from '../support/commands';

const COMMANDS: readonly (readonly [command: string, words: { readonly USAGE: string; readonly OPTIONS: OptionRows }])[] = [
  ['cost', cost], ['diagram', diagram], ['plan', plan], ['rehearse', rehearse], ['up', up],
];
const ROWS = COMMANDS.flatMap(([command, { OPTIONS }]) => (
  Object.entries(OPTIONS).map(([option, { type, multiple = false }]) => ({ command, option, type, multiple }))));
const WITH_VALUE = ROWS.filter(({ type }) => type === 'string').map(({ command, option }): [string, string] => [command, option]);

/** The options that take several values, by hand: a new one belongs here, and its help has to say so. */
const SEVERAL = ['diagram --stack', 'plan --accept', 'rehearse --accept', 'up --scenario'];

async function refused(command: string, ...words: readonly string[]): Promise<string> {
  const { code, out, err } = await listbackup(command, ...words);
  expect([code, out]).toEqual([2, '']);
  // One line, which says where to read more.
  expect(err).toMatch(new RegExp(`^${command}: [^\n]+ \\(see listbackup ${command} --help\\)$`));
  return err;
}

describe.each(COMMANDS)('listbackup %s', (command, { USAGE, OPTIONS }) => {
  test.each(['--help', '-h'])('%s says every option, and the exit codes', async (word) => {
    expect(await listbackup(command, word)).toEqual({ code: 0, out: USAGE, err: '' });
    expect([...USAGE.matchAll(/^ {2}--([\w-]+)/gm)].map(([, name]) => name).sort()).toEqual(Object.keys(OPTIONS).sort());
    expect(USAGE).toMatch(new RegExp(`^usage: listbackup ${command} `));
    expect(USAGE).toMatch(/^exit code: 0 [^]*\b2 invalid arguments or input files/m);
  });

  test('an option that it does not have', async () => {
    expect(await refused(command, '--no-such-thing')).toBe(`${command}: Unknown option '--no-such-thing' (see listbackup ${command} --help)`);
  });

  test('a word that is no option', async () => {
    expect(await refused(command, 'word')).toContain("Unexpected argument 'word'");
  });

  test('says which options take several values', () => {
    const several = Object.entries(OPTIONS).filter(([, { multiple }]) => multiple).map(([name]) => `${command} --${name}`);
    expect(several).toEqual(SEVERAL.filter((one) => one.startsWith(`${command} `)));
    for (const [name, { multiple = false }] of Object.entries(OPTIONS)) {
      const [, line = ''] = new RegExp(`^ {2}--${name}\\b((?:.|\\n {5,})*)`, 'm').exec(USAGE) ?? [];
      expect([name, line.replace(/\s+/g, ' ').includes('can be given more than once')]).toEqual([name, multiple]);
    }
  });
});

test('an option that is nearly one', async () => {
  expect(await refused('plan', '--asembly', 'x')).toContain("Unknown option '--asembly'; did you mean --assembly? (see");
  expect(await refused('rehearse', '--drop-leftover')).toContain('did you mean --drop-leftovers?');
});

test.each(WITH_VALUE)('%s --%s without a value, with an empty one, and before another option', async (command, option) => {
  expect(await refused(command, `--${option}`)).toContain(`Option '--${option} <value>' argument missing`);
  expect(await refused(command, `--${option}`, '')).toContain(`${command}: --${option} is empty (see`);
  expect(await refused(command, `--${option}=`)).toContain(`${command}: --${option} is empty (see`);
  expect(await refused(command, `--${option}`, '--help')).toContain(`${command}: --${option} lacks its value: what follows begins with a dash; for such a value write --${option}=-x (see`);
});

test.each(ROWS.filter(({ multiple, option }) => !multiple && option !== 'help').map(({ command, option, type }): [string, string, string[]] => (
  [command, option, type === 'string' ? [`--${option}=a`, `--${option}=b`] : [`--${option}`, `--${option}`]]
)))('%s --%s twice', async (command, option, words) => {
  expect(await refused(command, ...words)).toContain(`${command}: --${option} is given twice; give it once (see`);
});

test('several values are all read', () => {
  expect(parseArguments('x', ['--a', '1', '--a=2'], { a: { type: 'string', multiple: true, does: 'is given several times' } })).toMatchObject({ a: ['1', '2'] });
});
