import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { requireRunnable, type Target } from '../../src/programs';
import type { EditableResource } from '../../src/template';

const LINUX: Target = { system: 'linux', processor: 'amd64' };
const elf = (machine: number): Buffer => Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, machine, 0, 1, 0, 0, 0]);
const AMD64 = elf(0x3e);
const ARM64 = elf(0xb7);
const SCRIPT = Buffer.from('#!/bin/sh\n');
type Files = Readonly<Record<string, Buffer>>;

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'programs-')); });
afterEach(() => rmSync(folder, { recursive: true }));

interface Given {
  readonly runtime?: string;
  readonly handler?: unknown;
  /** Files of the layers in the stack; a text for the ARN of a layer from elsewhere. */
  readonly layers?: readonly (Files | string)[];
  readonly zip?: boolean;
  readonly nested?: boolean;
  readonly mode?: number;
}

/** Checks one function whose code, and whose layers, are assets of an assembly. */
function check(files: Files, { runtime = 'provided.al2023', handler = 'bootstrap', layers = [], zip, nested, mode = 0o755 }: Given = {}): void {
  const assembly = nested ? join(folder, 'assembly-Stage') : folder;
  const contents: Readonly<Record<string, Files>> = { code: files, ...Object.fromEntries(layers.flatMap((layer, at) => typeof layer === 'string' ? [] : [[`layer${at}`, layer]])) };
  for (const [asset, content] of Object.entries(contents)) {
    mkdirSync(join(assembly, asset), { recursive: true });
    if (zip) writeFileSync(join(assembly, `${asset}.zip`), zipSync(content));
    for (const [name, bytes] of zip ? [] : Object.entries(content)) {
      mkdirSync(dirname(join(assembly, asset, name)), { recursive: true });
      writeFileSync(join(assembly, asset, name), bytes);
      chmodSync(join(assembly, asset, name), mode);
    }
  }
  const manifest = Object.keys(contents).map((asset) => [asset, { source: { path: zip ? `${asset}.zip` : asset }, destinations: { here: { objectKey: `assets/${asset}.zip` } } }]);
  writeFileSync(join(assembly, 'Jobs.assets.json'), JSON.stringify({ files: Object.fromEntries(manifest) as unknown }));
  const place = (asset: string) => ({ S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}' }, S3Key: `assets/${asset}.zip` });
  const resources: Record<string, EditableResource> = {
    RunFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { Runtime: runtime, Handler: handler, Code: place('code'), Layers: layers.map((layer, at) => typeof layer === 'string' ? layer : { Ref: `Layer${at}` }) },
    },
  };
  layers.forEach((layer, at) => {
    if (typeof layer !== 'string') resources[`Layer${at}`] = { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: place(`layer${at}`) } };
  });
  requireRunnable(folder, [{ stackName: 'jobs', template: { Resources: resources } }], LINUX);
}

const OTHER_LAYER = 'arn:aws:lambda:us-west-2:123456789012:layer:wrapper:1';
const MISMATCH = 'function jobs.RunFunction: its bootstrap is built for Linux on arm64, and this machine runs Linux on x86-64; '
  + "build it for this run with --build 'COMMAND', which gets GOOS=linux and GOARCH=amd64, or use ListBackupCode.go, which up builds for this machine";

describe('a bootstrap', () => {
  test.each<[string, Files, Given]>([
    ['for this machine', { bootstrap: AMD64 }, {}],
    ['that is a script', { bootstrap: SCRIPT }, {}],
    ['in a ZIP file', { bootstrap: AMD64 }, { zip: true }],
    ['in a layer', { 'function.sh': SCRIPT }, { layers: [{ bootstrap: AMD64 }] }],
    ['in the last of two layers, which lies over the first', { 'function.sh': SCRIPT }, { layers: [{ bootstrap: ARM64 }, { bootstrap: AMD64 }] }],
    ['of its own, before that of a layer', { bootstrap: AMD64 }, { layers: [{ bootstrap: ARM64 }] }],
    ['that a layer from elsewhere may have', { 'function.sh': SCRIPT }, { layers: [OTHER_LAYER] }],
  ])('%s passes', (_, files, given) => {
    expect(() => check(files, given)).not.toThrow();
  });

  test.each<[string, Files, Given]>([
    ['in a folder', { bootstrap: ARM64 }, {}],
    ['in a ZIP file', { bootstrap: ARM64 }, { zip: true }],
    ['in a nested assembly', { bootstrap: ARM64 }, { nested: true }],
    ['in a layer', { 'function.sh': SCRIPT }, { layers: [{ bootstrap: ARM64 }] }],
    ['in a layer that is a ZIP file', { 'function.sh': SCRIPT }, { layers: [{ bootstrap: ARM64 }], zip: true }],
    ['beside a layer from elsewhere', { bootstrap: ARM64 }, { layers: [OTHER_LAYER] }],
  ])('for another machine is refused %s', (_, files, given) => {
    expect(() => check(files, given)).toThrow(MISMATCH);
  });

  test.each<[string, Files, Given, RegExp]>([
    ['missing', { main: AMD64 }, {}, /its code has no executable "bootstrap"; build one into \S+code$/],
    ['missing in a ZIP file', { main: AMD64 }, { zip: true }, /its code has no executable "bootstrap"; build one into \S+code\.zip$/],
    ['missing in the layer as well', { main: AMD64 }, { layers: [{ other: SCRIPT }] }, /build one into \S+code and its layers$/],
    ['neither a program nor a script', { bootstrap: Buffer.from('echo hello, without an interpreter') }, {}, /its bootstrap must be a program or a script that begins with #!, but it is neither$/],
    ['not executable', { bootstrap: AMD64 }, { mode: 0o644 }, /its bootstrap isn't executable; run chmod \+x on it before synthesis$/],
  ])('%s is refused', (_, files, given, message) => {
    expect(() => check(files, given)).toThrow(message);
    expect(() => check(files, given)).toThrow(/^function jobs\.RunFunction: [^\n]+$/);
  });
});

describe('a handler', () => {
  test.each<[string, string, string, Given]>([
    ['nodejs22.x', 'index.handler', 'index.mjs', {}],
    ['nodejs22.x', 'src/jobs/run.handler', 'src/jobs/run.cjs', {}],
    // Node.js: the first dot of the file's name ends it. Python: the last one does.
    ['nodejs22.x', 'index.jobs.run', 'index.js', {}],
    ['nodejs22.x', 'wrapper/run.handler', 'node_modules/wrapper/run.js', {}],
    ['python3.13', 'jobs.run.handler', 'jobs/run.py', {}],
    ['python3.13', 'jobs/run.handler', 'jobs/run/__init__.py', {}],
    ['java21', 'com.example.Jobs::run', 'app.jar', {}],
    ['nodejs22.x', '/opt/wrapper.handler', 'index.js', { layers: [{ 'wrapper.js': SCRIPT }] }],
    ['nodejs22.x', 'wrapper/index.handler', 'index.js', { layers: [{ 'nodejs/node_modules/wrapper/index.js': SCRIPT }] }],
    ['python3.13', 'wrapper.handler', 'run.py', { layers: [{ 'python/lib/python3.13/site-packages/wrapper.py': SCRIPT }] }],
    ['python3.13', 'wrapper.handler', 'run.py', { layers: [OTHER_LAYER] }],
  ])('of %s, %s, is found in %s', (runtime, handler, file, given) => {
    expect(() => check({ [file]: SCRIPT }, { ...given, runtime, handler })).not.toThrow();
    expect(() => check({ [file]: SCRIPT }, { ...given, runtime, handler, zip: true })).not.toThrow();
  });

  test.each<[string, string, string, string]>([
    ['nodejs22.x', 'index.handler', 'main.js', 'its handler is "index.handler", but its code has no index.js (or index.mjs, index.cjs); build it into'],
    ['nodejs22.x', '/opt/wrapper.handler', 'wrapper.js', 'its handler is "/opt/wrapper.handler", but its code has no wrapper.js (or wrapper.mjs, wrapper.cjs); build it into'],
    ['python3.13', 'jobs.run.handler', 'run.py', 'its handler is "jobs.run.handler", but its code has no jobs/run.py (or jobs/run/__init__.py); build it into'],
    ['nodejs22.x', 'index', 'index.js', 'its handler must be FILE.FUNCTION, but got "index". For example: "index.handler".'],
    ['python3.13', 'run', 'run.py', 'its handler must be FILE.FUNCTION, but got "run". For example: "index.handler".'],
  ])('of %s, %s, is refused with nothing but %s', (runtime, handler, file, message) => {
    for (const zip of [false, true]) expect(() => check({ [file]: SCRIPT }, { runtime, handler, zip })).toThrow(`function jobs.RunFunction: ${message}`);
  });

  test('that the template computes is left to the deployment', () => {
    expect(() => check({ 'main.js': SCRIPT }, { runtime: 'nodejs22.x', handler: { Ref: 'Handler' } })).not.toThrow();
  });
});

test('code in the template is the file index', () => {
  const inline = (handler: string) => [{
    stackName: 'jobs',
    template: { Resources: { Run: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'runJob', Runtime: 'nodejs22.x', Handler: handler, Code: { ZipFile: 'exports.handler = 1' } } } } },
  }];
  expect(() => requireRunnable(folder, inline('index.handler'), LINUX)).not.toThrow();
  expect(() => requireRunnable(folder, inline('main.handler'), LINUX)).toThrow('function runJob: its handler is "main.handler", but its code has no main.js (or main.mjs, main.cjs)');
});
