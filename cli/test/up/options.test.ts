import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../src/errors';
import { parseOptions, USAGE } from '../../src/up/options';
import { temporaryFolder } from '../helpers/command';

let cwd: string;
beforeEach(() => { cwd = temporaryFolder(); });

function refusal(args: readonly string[]): string {
  try {
    parseOptions(args, cwd);
  } catch (error) {
    if (error instanceof CliError && error.exitCode === 2) return error.message;
    throw error;
  }
  throw new Error('not refused');
}

test('an app, and the defaults', () => {
  expect(parseOptions(['--app', 'node app.js'], cwd)).toEqual({ source: { app: 'node app.js' }, stage: 'dev', port: undefined, scenarios: [], lenient: false, json: false, keep: false, verbose: false });
});

test('everything said', () => {
  expect(parseOptions(['--app=node app.js', '--stage', 'main', '--port', '4566', '--keep'], cwd))
    .toEqual({ source: { app: 'node app.js' }, stage: 'main', port: 4566, scenarios: [], lenient: false, json: false, keep: true, verbose: false });
});

test('without --app, the app of cdk.json', () => {
  writeFileSync(join(cwd, 'cdk.json'), '{ "app": "npx tsx app.ts" }');
  expect(parseOptions([], cwd)).toMatchObject({ source: { app: 'npx tsx app.ts' } });
});

test('an assembly says its stage itself', () => {
  mkdirSync(join(cwd, 'cdk.out'));
  writeFileSync(join(cwd, 'cdk.out', 'manifest.json'), '{}');
  expect(parseOptions(['--assembly', 'cdk.out'], cwd)).toEqual({ source: { assembly: join(cwd, 'cdk.out') }, stage: undefined, port: undefined, scenarios: [], lenient: false, json: false, keep: false, verbose: false });
  expect(parseOptions(['--assembly', 'cdk.out', '--stage', 'main'], cwd)).toMatchObject({ stage: 'main' });
});

test('--help wants nothing else', () => {
  expect(parseOptions(['--help'], cwd)).toBeUndefined();
  expect(USAGE).toMatch(/^usage: listbackup up /);
});

test.each([
  [['--wat'], 'up: Unknown option \'--wat\' (see listbackup up --help)'],
  [['main'], 'up: Unexpected argument \'main\' (see listbackup up --help)'],
  [['--app'], 'up: Option \'--app <value>\' argument missing (see listbackup up --help)'],
  [['--keep=yes'], 'up: Option \'--keep\' does not take an argument (see listbackup up --help)'],
  [['--app', 'x', '--assembly', 'y'], 'up: --app and --assembly exclude each other (see listbackup up --help)'],
  [['--app', ''], 'up: --app is empty (see listbackup up --help)'],
  [['--app', 'x', '--stage', ''], 'up: --stage is empty (see listbackup up --help)'],
  [['--app', 'x', '--port', '0'], 'up: --port "0" is not a port: say a number from 1 to 65535, for example 4566 (see listbackup up --help)'],
  [['--app', 'x', '--port', '65536'], 'up: --port "65536" is not a port: say a number from 1 to 65535, for example 4566 (see listbackup up --help)'],
  [['--app', 'x', '--port', '45e2'], 'up: --port "45e2" is not a port: say a number from 1 to 65535, for example 4566 (see listbackup up --help)'],
])('%j is refused', (args, message) => {
  expect(refusal(args)).toBe(message);
});

test('a folder without cdk.json, and a cdk.json without app', () => {
  expect(refusal([])).toBe(`up: no cdk.json in ${cwd}: name the app, for example --app 'node bin/app.js' (see listbackup up --help)`);
  const file = join(cwd, 'cdk.json');
  for (const content of ['{}', 'null', '{ "app": "" }', '{ "app": ["node", "app.js"] }']) {
    writeFileSync(file, content);
    expect(refusal([])).toBe(`up: ${file} names no "app": name it with --app 'node bin/app.js' (see listbackup up --help)`);
  }
  writeFileSync(file, '{');
  expect(refusal([])).toContain(`up: ${file} is not JSON (`);
});

test('an assembly that is none', () => {
  expect(refusal(['--assembly', 'cdk.out'])).toBe(`up: no folder ${join(cwd, 'cdk.out')} (see listbackup up --help)`);
  expect(refusal(['--assembly', '.'])).toBe(`up: ${cwd} is not a cloud assembly: it holds no manifest.json (see listbackup up --help)`);
});
