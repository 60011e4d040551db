import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { Token } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { cachedBuild } from './build-cache';
import type { ListBackupGoCodeOptions } from './code';
import { modulesOf, moduleRootOf } from './go-module';
import { sourceDigest } from './source-digest';
import { runTool } from './tool';
import { invalid } from '../validation/invalid';
import { requireAttribute, requireList, requireObject, requireText } from '../validation/values';

const WORKS = 'ListBackupCode.go("cmd/users/get")';
const MISSING = { rule: 'The tool "go" is not on the PATH.', works: 'Go from https://go.dev/dl, or code that is already built: lambda.Code.fromAsset("dist/get-users")' };

/** Refuses options that no build can use. */
export function requireGoOptions(folder: string, options: ListBackupGoCodeOptions): void {
  requireSource('ListBackupCode.go: folder', folder, WORKS);
  const what = (name: string): string => `ListBackupCode.go ${folder}: ${name}`;
  requireObject(what('options'), options, 'must be an options object', 'For example: { tags: ["prod"] }.');
  requireAttribute(what('architecture'), options.architecture, 'dockerPlatform', 'an architecture of Lambda', 'lambda.Architecture.X86_64');
  requireList(what('tags'), options.tags, '["prod"]');
  for (const tag of options.tags ?? []) requireText(what('tags'), tag, /^[\w.]+$/, 'must have letters, digits, dots and underscores', 'For example: "prod".');
  requireTextMap(what('variables'), options.variables, /^[\w./-]+$/, '{ "main.version": "1.4.0" }');
  requireTextMap(what('environment'), options.environment, /^[A-Za-z_]\w*$/, '{ GOFLAGS: "-mod=vendor" }');
}

/** Builds the program for a processor and returns the folder with `bootstrap`. */
export function buildGo(folder: string, options: ListBackupGoCodeOptions, architecture: Architecture): string {
  const source = resolve(folder);
  requireProgram(folder, source);
  const root = moduleRootOf(source);
  if (root === undefined) invalid('ListBackupCode.go', folder, 'must be in a Go module, but no folder above it has a go.mod', `For example: ${WORKS}.`);
  const what = `ListBackupCode.go ${folder}`;
  // Whoever runs functions on this machine says so: `listbackup up` does.
  const [system, processor] = (process.env.LISTBACKUP_BUILD_FOR ?? '').split('/');
  const settings = {
    GOOS: system || 'linux',
    GOARCH: processor || (architecture.name === Architecture.X86_64.name ? 'amd64' : 'arm64'),
    CGO_ENABLED: '0',
    ...options.environment,
  };
  const env = { ...process.env, ...settings };
  const version = runTool(what, 'go', ['version'], { cwd: root, env }, MISSING);
  const args = [
    'build', '-trimpath', '-buildvcs=false', `-tags=${['lambda.norpc', ...options.tags ?? []].join(',')}`,
    `-ldflags=${linkerFlags(options.variables ?? {})}`,
  ];
  const program = `.${sep}${relative(root, source)}`;
  const goFlags = [process.env.GOFLAGS, process.env.GOEXPERIMENT, process.env.GOARM64, process.env.GOAMD64].map(String);
  return cachedBuild(
    ['go', version, ...args, program, JSON.stringify(settings), ...goFlags, ...modulesOf(root).map((module) => sourceDigest(module))],
    (into) => runTool(what, 'go', [...args, '-o', join(into, 'bootstrap'), program], { cwd: root, env }, MISSING),
  );
}

function requireProgram(folder: string, source: string): void {
  if (!existsSync(source) || !statSync(source).isDirectory()) {
    invalid('ListBackupCode.go', folder, `must be a folder, and ${source} is none`, `For example: ${WORKS}.`);
  }
  const files = readdirSync(source).filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'));
  if (files.length === 0) invalid('ListBackupCode.go', folder, 'must have the Go files of a program', `For example: ${WORKS}.`);
  const packages = files.map((file) => /^\s*package\s+(\w+)/m.exec(readFileSync(join(source, file), 'utf8'))?.[1]);
  if (!packages.includes('main')) {
    invalid('ListBackupCode.go', folder, `must have package main, and its package is ${String(packages[0])}`, `For example: ${WORKS}.`);
  }
}

/** Without symbol tables and build ID: what only differs by the place of the build isn't part of the program. */
function linkerFlags(variables: { readonly [name: string]: string }): string {
  const quoted = Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) => `-X '${name}=${value}'`);
  return ['-s', '-w', '-buildid=', ...quoted].join(' ');
}

/** Refuses anything but the path of a source. */
export function requireSource(what: string, source: string, works: string): void {
  if (typeof source !== 'string' || source === '' || Token.isUnresolved(source)) invalid(what, source, 'must be a path, known at synthesis', `For example: ${works}.`);
}

/** Refuses anything but a map of texts. Accepts `undefined`. */
export function requireTextMap(what: string, map: { readonly [name: string]: string } | undefined, names: RegExp, works: string): void {
  requireObject(what, map, 'must map names to texts', `For example: ${works}.`);
  for (const [name, value] of Object.entries(map ?? {})) {
    if (!names.test(name) || typeof value !== 'string' || Token.isUnresolved(value) || value.includes('\'')) {
      invalid(`${what}.${name}`, value, 'must be text without quotes, known at synthesis', `For example: ${works}.`);
    }
  }
}
