import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join } from 'path';
import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as ts from 'typescript';
import { standIn } from './stand-ins';
import * as library from '../../src';
import { useFakeGo } from '../support/fake-go';

const OPTIONS: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
const DECLARED = /\bdeclare const (\w+): ([^\n]+);$/gm;
const SUPER = 'super(scope, id);';

/** The text with a value for whatever it only declares, in the snippet's own stack where it has one. */
function withStandIns(source: string): string {
  const valuesIn = (text: string, scope: string): string => (
    text.replace(DECLARED, (_, name: string, type: string) => `const ${name} = standIn(${type === 'App' ? 'undefined' : scope}, '${name}', '${type}');`));
  const [before, inside] = source.split(SUPER);
  if (inside === undefined) return valuesIn(source, 'undefined');
  const declared = [...before.matchAll(DECLARED)].filter(([, , type]) => type !== 'App').map(([line]) => line);
  const kept = declared.reduce((text, line) => text.replace(line, ''), before);
  return `${valuesIn(kept, 'undefined')}super(scope, id, { env: { account: '123456789012', region: 'us-west-2' } });\n${valuesIn([...declared, inside].join('\n'), 'this')}`;
}

/** The stacks that a snippet makes, in a folder that has the code which its functions name. */
export function synthesize(source: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'snippet-'));
  const before = process.cwd();
  const withoutFakeGo = useFakeGo(folder);
  process.chdir(folder);
  try {
    writeSources(source);
    return run(source, folder);
  } finally {
    process.chdir(before);
    withoutFakeGo();
    rmSync(folder, { recursive: true });
  }
}

/** Code that a snippet's functions name: built, or to be built. */
function writeSources(source: string): void {
  const write = (folder: string, files: Readonly<Record<string, string>>): void => {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  };
  for (const [, path] of source.matchAll(/fromAsset\('([\w/-]+)'\)/g)) write(path, { 'bootstrap': '', 'index.js': '', 'index.py': '' });
  for (const [, path] of source.matchAll(/ListBackupCode\.go\('([\w/-]+)'/g)) write(path, { 'main.go': 'package main\n' });
  for (const [, path] of source.matchAll(/ListBackupCode\.nodejs\('([\w/.-]+)'/g)) write(dirname(path), { [basename(path)]: 'export const handler = 1;' });
  write('.', { 'go.mod': 'module example.com/service\n' });
}

function run(source: string, folder: string): string[] {
  const apps: cdk.App[] = [];
  class App extends cdk.App {
    public constructor(props: cdk.AppProps = {}) {
      super({ ...props, outdir: join(folder, `out${apps.length}`), context: { 'stage': 'main', 'listbackup:update-lock': true } });
      apps.push(this);
    }
  }
  const modules: Readonly<Record<string, unknown>> = { 'aws-cdk-lib': { ...cdk, App }, 'listbackup-infrastructure': library };
  const load = (name: string): unknown => modules[name] ?? jest.requireActual<object>(name);
  const app = (): cdk.App => apps[0] ?? new App();
  const give = (scope: cdk.Stack | undefined, name: string, type: string): unknown => (type === 'App' ? app() : standIn(scope ?? new cdk.Stack(app(), 'Elsewhere'), name, type));

  const [, stack = 'undefined'] = /^class (\w+) extends Stack/m.exec(source) ?? [];
  const { outputText } = ts.transpileModule(`${withStandIns(source)}\nexport const stack = ${stack};`, { compilerOptions: OPTIONS });
  const exported: { stack?: new (scope: Construct, id: string) => cdk.Stack } = {};
  // The snippet's own text, from the pages of this repository.
  new Function('require', 'exports', 'standIn', outputText)(load, exported, give);
  if (exported.stack) new exported.stack(app(), 'Stack');
  return apps.flatMap((one) => one.synth().stacks.map(({ stackName }) => stackName));
}
