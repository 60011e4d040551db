import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Architecture, Code } from 'aws-cdk-lib/aws-lambda';
import { ListBackupCode, ListBackupFunction, ListBackupFunctionProps, ListBackupRuntime, ListBackupStage } from '../../src';
import { useFakeGo } from '../support/fake-go';
import { synth } from '../support/synth';

let place: string;
let undo: () => void;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'code-'));
  undo = useFakeGo(place);
});
afterEach(() => {
  undo();
  rmSync(place, { recursive: true });
});

const file = (path: string, text: string) => {
  mkdirSync(join(place, path, '..'), { recursive: true });
  writeFileSync(join(place, path), text);
};
const builds = () => {
  try {
    return readFileSync(join(place, 'calls'), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
};
/** Where the asset of the function's code is, which its content alone decides. */
const assetOf = (props: Partial<ListBackupFunctionProps>): unknown => synth((stack) => {
  new ListBackupFunction(stack, 'GetUsers', { stage: ListBackupStage.DEV, runtime: ListBackupRuntime.GO, code: Code.fromInline('-'), ...props });
}).Resources.GetUsersFunction.Properties.Code;
const go = (path: string, options = {}) => assetOf({ code: ListBackupCode.go(join(place, path), options) });
const nodejs = (path: string, props: Partial<ListBackupFunctionProps> = {}) => (
  assetOf({ runtime: ListBackupRuntime.NODEJS, code: ListBackupCode.nodejs(join(place, path)), ...props })
);

describe('Go', () => {
  beforeEach(() => {
    for (const module of ['one', 'two']) {
      file(`${module}/go.mod`, 'module example.com/users\n');
      file(`${module}/cmd/get/main.go`, 'package main\nfunc main() {}\n');
    }
  });

  test('a program is built for Linux and the function\'s processor, reproducibly', () => {
    const arm = go('one/cmd/get');
    expect(builds()).toEqual([expect.stringMatching(/^linux arm64 0 build -trimpath -buildvcs=false -tags=lambda\.norpc -ldflags=-s -w -buildid= -o .*bootstrap \.\/cmd\/get$/)]);
    expect(go('two/cmd/get')).toEqual(arm);
    expect(assetOf({ code: ListBackupCode.go(join(place, 'one/cmd/get')), architecture: Architecture.X86_64 })).not.toEqual(arm);
    expect(builds()[1]).toMatch(/^linux amd64 /);
  });

  test('a machine that LISTBACKUP_BUILD_FOR names is built for', () => {
    process.env.LISTBACKUP_BUILD_FOR = 'darwin/amd64';
    try {
      go('one/cmd/get');
    } finally {
      delete process.env.LISTBACKUP_BUILD_FOR;
    }
    expect(builds()).toEqual([expect.stringMatching(/^darwin amd64 0 build /)]);
  });

  test('is built again when what it reads changed, and only then', () => {
    go('one/cmd/get');
    const before = builds().length;
    go('one/cmd/get');
    expect(builds()).toHaveLength(before);
    file('one/users.go', 'package users\n');
    go('one/cmd/get');
    expect(builds()).toHaveLength(before + 1);
    go('one/cmd/get', { tags: ['prod'], variables: { 'main.version': '1' } });
    expect(builds()[before + 1]).toContain('-tags=lambda.norpc,prod -ldflags=-s -w -buildid= -X \'main.version=1\'');
  });

  test('a module that go.mod takes from this machine is read, too', () => {
    file('lib/go.mod', 'module example.com/lib\n');
    file('lib/lib.go', 'package lib\n');
    file('app/go.mod', 'module example.com/app\n\nreplace example.com/lib => ../lib // local\n');
    file('app/main.go', 'package main\nfunc main() {}\n');
    go('app');
    const before = builds().length;
    file('lib/lib.go', 'package lib // changed\n');
    go('app');
    expect(builds()).toHaveLength(before + 1);
  });

  test('a program that doesn\'t compile is one error, with what the compiler says', () => {
    file('bad/go.mod', 'module example.com/bad\n');
    file('bad/main.go', 'package main\n\nfunc main() { broken }\n');
    expect(() => go('bad')).toThrow(/^ListBackupCode\.go .*bad: go build failed:\n {2}# example\.com\/users\n {2}.*main\.go:3:15: undefined: broken$/);
  });

  test.each([
    ['nowhere', /must be a folder/],
    ['one', /must have package main, and its package is users/],
    ['one/cmd', /must have the Go files of a program/],
  ])('folder %s is refused', (path, message) => {
    file('one/users.go', 'package users\n');
    expect(() => go(path)).toThrow(message);
  });

  test('without a module, without Go', () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'main.go'), 'package main\n');
    expect(() => assetOf({ code: ListBackupCode.go(outside) })).toThrow(/no folder above it has a go\.mod/);
    rmSync(outside, { recursive: true });
    const path = process.env.PATH;
    process.env.PATH = join(place, 'nothing');
    try {
      expect(() => go('one/cmd/get')).toThrow(/"go" is not on the PATH.*go\.dev\/dl/);
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('Node.js', () => {
  beforeEach(() => {
    for (const project of ['here', 'there/deeper']) {
      file(`${project}/package.json`, '{}');
      file(`${project}/src/text.ts`, 'export const text: string = "hello";\n');
      file(`${project}/src/get.ts`, 'import { text } from "./text";\nexport const handler = async () => text;\n');
    }
  });

  test('a file is bundled, reproducibly wherever the project is', () => {
    expect(nodejs('here/src/get.ts')).toEqual(nodejs('there/deeper/src/get.ts'));
  });

  test.each([
    ['here/src/none.ts', {}, /must be a file/],
    ['here/src/get.ts', { handler: 'index.main' }, /handler is "index\.main", but the file exports handler/],
    ['here/src/wrong.ts', {}, /esbuild failed:\n {2}src\/wrong\.ts:1:\d+: ERROR/],
  ])('%s %j is refused', (path, props, message) => {
    file('here/src/wrong.ts', 'export const handler = ;\n');
    expect(() => nodejs(path, props)).toThrow(message);
  });
});

describe('code that is already built', () => {
  const built = (runtime: ListBackupRuntime, path: string, handler?: string) => () => (
    assetOf({ runtime, code: Code.fromAsset(join(place, path)), handler })
  );

  beforeEach(() => {
    mkdirSync(join(place, 'empty'));
    file('here/index.js', '');
    file('bundle/index.mjs', 'export const handler = 1;');
    file('bundle/users/get.py', 'def run(event, context): pass');
    file('bundle/bootstrap', 'x');
  });

  test.each([
    [ListBackupRuntime.NODEJS, undefined],
    [ListBackupRuntime.PYTHON, 'users.get.run'],
    [ListBackupRuntime.PYTHON, 'users/get.run'],
    [ListBackupRuntime.GO, undefined],
  ])('holds its handler', (runtime, handler) => {
    expect(built(runtime, 'bundle', handler)).not.toThrow();
  });

  test.each([
    [ListBackupRuntime.NODEJS, 'bundle', 'users.get', /has no users\.js or users\.mjs or users\.cjs/],
    [ListBackupRuntime.PYTHON, 'bundle', undefined, /has no index\.py/],
    [ListBackupRuntime.GO, 'here', undefined, /has no bootstrap/],
    [ListBackupRuntime.GO, 'missing', undefined, /must be a folder or file that exists/],
    [ListBackupRuntime.GO, 'empty', undefined, /must be a folder that isn't empty/],
  ])('without it is refused', (runtime, path, handler, message) => {
    expect(built(runtime, path, handler)).toThrow(message);
  });

  test('a ZIP file is read by its directory', () => {
    // Made by `zip`: one file, bootstrap, with the content "x".
    const zip = 'UEsDBAoAAAAAAAAAIQCDFtyMAQAAAAEAAAAJAAAAYm9vdHN0cmFweFBLAQIeAwoAAAAAAAAAIQCDFtyMAQAAAAEAAAAJAAAAAAAAAAAAAACkgQAAAABib290c3RyYXBQSwUGAAAAAAEAAQA3AAAAKAAAAAAA';
    writeFileSync(join(place, 'built.zip'), Buffer.from(zip, 'base64'));
    expect(built(ListBackupRuntime.GO, 'built.zip')).not.toThrow();
    expect(built(ListBackupRuntime.NODEJS, 'built.zip')).toThrow(/has no index\.js/);
  });
});
