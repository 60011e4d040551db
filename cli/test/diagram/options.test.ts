import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyOf, functionReading, TABLE } from './support';
import { command } from '../../src/diagram';
import { diagramOptions } from '../../src/diagram/options';
import { CliError } from '../../src/errors';
import { folder } from '../plan/support/folders';

async function refusal(...args: string[]): Promise<[number, string]> {
  const error = await command(args).then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof CliError)) throw new Error(`expected a refusal, and got ${String(error)}`);
  expect(error.message).not.toContain('\n');
  return [error.exitCode, error.message];
}

const assembly = () => assemblyOf({
  'listbackup-api-main': { resources: { Reader: functionReading('listbackup-main-users') } },
  'listbackup-data-main': { resources: { UsersTable: TABLE } },
});

describe('words that cannot be used', () => {
  test.each([
    [[], '--assembly is missing'],
    [['--assembly', ''], '--assembly is empty'],
    [['--assembly', 'x', '--format', 'png'], '--format "png": one of svg, mermaid'],
    [['--assembly', 'x', '--detail', 'all'], '--detail "all": one of stacks, resources'],
    [['--assembly', 'x', '--output', ''], '--output is empty'],
    [['--assembly', 'x', '--output', 'stacks.png'], '--output "stacks.png" does not say the format'],
    [['--assembly', 'x', '--colour'], "Unknown option '--colour'"],
    [['x'], "Unexpected argument 'x'"],
  ])('%j', async (args, said) => {
    const [code, message] = await refusal(...args);
    expect([code, message]).toEqual([2, expect.stringContaining(said)]);
    expect(message).toContain('diagram: ');
  });

  test('a folder that is not there, that is a file, or that holds no assembly', async () => {
    const path = folder();
    writeFileSync(join(path, 'file'), '');
    expect(await refusal('--assembly', join(path, 'no'))).toEqual([2, expect.stringContaining('no such folder')]);
    expect(await refusal('--assembly', join(path, 'file'))).toEqual([2, expect.stringContaining('not a folder')]);
    expect(await refusal('--assembly', path)).toEqual([2, expect.stringContaining('no manifest.json')]);
    writeFileSync(join(path, 'manifest.json'), '{');
    expect(await refusal('--assembly', path)).toEqual([2, expect.stringContaining('manifest.json')]);
    writeFileSync(join(path, 'manifest.json'), '{}');
    expect(await refusal('--assembly', path)).toEqual([2, expect.stringContaining('holds no stack')]);
  });

  test('a stack that is not there: those near it, or some that are', async () => {
    expect(await refusal('--assembly', assembly(), '--stack', 'listbackup-dta-main')).toEqual([
      2, 'diagram: the assembly has no stack "listbackup-dta-main"; did you mean "listbackup-data-main"?',
    ]);
    expect(await refusal('--assembly', assembly(), '--stack', 'api')).toEqual([2, 'diagram: the assembly has no stack "api"; did you mean "listbackup-api-main"?']);
    expect(await refusal('--assembly', assembly(), '--stack', 'zebra')).toEqual([
      2, 'diagram: the assembly has no stack "zebra"; one of: listbackup-api-main, listbackup-data-main',
    ]);
  });

  test('a file that cannot be written', async () => {
    const path = folder();
    mkdirSync(join(path, 'taken.svg'));
    expect(await refusal('--assembly', assembly(), '--output', join(path, 'taken.svg'))).toEqual([1, expect.stringContaining('diagram: cannot write ')]);
    expect(await refusal('--assembly', assembly(), '--output', join(path, 'no', 'stacks.svg'))).toEqual([1, expect.stringContaining('no such file or directory')]);
  });
});

test.each([
  [['--output', 'x.svg'], 'svg'],
  [['--output', 'x.MMD'], 'mermaid'],
  [['--output', 'x.mermaid'], 'mermaid'],
  [['--output', 'x.txt', '--format', 'svg'], 'svg'],
  [['--output', 'x.svg', '--format', 'mermaid'], 'mermaid'],
  [[], 'mermaid'],
])('%j is written as %s', (args, format) => {
  expect(diagramOptions(['--assembly', 'x', ...args])?.format).toBe(format);
});

describe('what is written', () => {
  const written = async (...args: string[]): Promise<string> => {
    const stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      expect(await command(args)).toBe(0);
      return stdout.mock.calls.map(([text]) => String(text)).join('');
    } finally {
      stdout.mockRestore();
    }
  };

  test('goes to standard output, or to a file and then not there', async () => {
    const text = await written('--assembly', assembly());
    expect(text).toMatch(/^flowchart LR\n/);
    const file = join(folder(), 'stacks.mmd');
    expect(await written('--assembly', assembly(), '--output', file)).toBe('');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('holds only the stack that is asked for, and the names near it', async () => {
    const text = await written('--assembly', assembly(), '--stack', 'listbackup-data-main');
    expect(text).toContain('s1["listbackup-api-main<br/>us-west-2"]');
    expect(text).toContain('s2["listbackup-data-main<br/>us-west-2<br/>DynamoDB table"]');
  });

  test('is help, where it is asked for', async () => {
    expect(await written('--help')).toContain('listbackup diagram --assembly');
  });
});
