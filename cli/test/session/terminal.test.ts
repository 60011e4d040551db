import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cells, fit, wrap } from '../../src/session/cells';
import { terminal } from '../../src/session/terminal';

test.each([
  ['abc', 3], ['日本', 4], ['e\u0301', 1], ['👨‍👩‍👧', 2], ['🪴', 2], ['🇩🇪', 2], ['1\uFE0F\u20E3', 2], ['ｶ', 1], ['█░', 2], ['', 0],
])('%j takes %d cells', (text, width) => {
  expect(cells(text)).toBe(width);
});

test.each([
  ['abcdef', 6, 'abcdef'], ['abcdef', 5, 'abcd…'], ['日本語', 5, '日本…'], ['日本語', 4, '日…'], ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'], ['abc', 1, '…'], ['abc', 0, ''],
])('%j in %d cells is %j', (text, columns, shown) => {
  expect(fit(text, columns)).toBe(shown);
});

test.each([
  ['one two three', 8, 2, ['one two', '  three']],
  ['  one two', 6, 2, ['  one', '  two']],
  ['abcdefgh', 4, 2, ['abcd', '  ef', '  gh']],
  ['a abcdefgh', 5, 1, ['a', ' abcd', ' efgh']],
  ['日本語 日本語', 7, 0, ['日本語', '日本語']],
  ['日本語', 3, 0, ['日', '本', '語']],
  ['', 5, 2, ['']],
])('%j in rows of %d cells', (text, columns, indent, rows) => {
  expect(wrap(text, columns, indent)).toEqual(rows);
});

test('after the window got narrower, the rows that its lines take are cleared', () => {
  const written: string[] = [];
  const output = { isTTY: true, columns: 21, write: (text: string) => written.push(text) };
  const screen = terminal(output, {});
  screen.live(['x'.repeat(20)]);
  output.columns = 11;
  screen.live([]);
  expect(written).toEqual([`${'x'.repeat(20)}\n`, '\x1b[1A\x1b[2K\x1b[1A\x1b[2K']);
});

test('control sequences of a text do nothing', () => {
  const written: string[] = [];
  const screen = terminal({ isTTY: true, columns: 20, write: (text) => written.push(text) }, {});
  screen.line('\x1b[2J\x1b[31mred\x1b[39m\tand\nmore');
  expect(written).toEqual(['red  and\nmore\n']);
});

test.each([[{ TERM: 'dumb' }, true], [{}, false]])('%j on a terminal: %s: nothing is replaced', (env, isTTY) => {
  const written: string[] = [];
  const screen = terminal({ isTTY, columns: 10, write: (text) => written.push(text) }, env);
  screen.live(['working']);
  screen.line('a line that is longer', (row, { red }) => red(row));
  expect([screen.isTty, written]).toEqual([false, ['a line that is longer\n']]);
});

interface Window {
  readonly rows: readonly string[];
  readonly overflows: readonly string[];
  readonly painted: boolean;
  readonly code: number;
}

/** What a pseudo terminal shows at the end. */
async function windowOf(columns: number, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Window> {
  const command = [join(__dirname, 'support', 'in_terminal.py'), String(columns), process.execPath, join(__dirname, '..', 'fixtures', 'terminal', 'deployment.cjs'), ...args];
  const { stdout } = await promisify(execFile)('python3', command, { env: { ...process.env, TERM: 'xterm', NO_COLOR: '', ...env } });
  return JSON.parse(stdout) as Window;
}

test('a window of 80 columns', async () => {
  expect(await windowOf(80)).toEqual({
    rows: [
      'the budget is left out',
      'not as on AWS: 2 not emulated (--verbose lists them)',
      '✔ shop-data  ████████████████    2/2',
      '  shop-api: AWS::SQS::Queue Broken CREATE_FAILED: the name is taken by another',
      '    queue of this account',
      '✖ shop-api   █████░░░░░░░░░░░    1/3',
      `✔ 注文: 在庫を確認する  0.10 s  ${'e\u0301'.repeat(30)}`,
      '✖ orders: each is answered  2.00 s  it should have been answered with 200, and',
      '    was with 500 🪴🪴🪴',
      '- bills: one is sent  not reached',
      '- mail  not in this app',
      '',
      '1 passed, 1 failed, 1 not reached, 1 not in this app',
    ],
    overflows: [],
    painted: true,
    code: 0,
  });
});

test.each([10, 40])('a window of %d columns: no row is longer', async (columns) => {
  expect((await windowOf(columns)).overflows).toEqual([]);
});

test('NO_COLOR turns colors off, and --verbose lists what is left out', async () => {
  const { rows, painted } = await windowOf(80, ['verbose'], { NO_COLOR: '1' });
  expect(painted).toBe(false);
  expect(rows).toContain('not emulated: AWS::Events::Archive Archive');
});
