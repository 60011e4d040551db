import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { types } from 'node:util';
import { cachedBuild } from './build-cache';
import type { ListBackupNodejsCodeOptions } from './code';
import { requireSource, requireTextMap } from './go-build';
import { firstLines } from './tool';
import { NODE_RUNTIME } from '../conventions';
import { invalid, show } from '../validation/invalid';
import { requireBoolean, requireList, requireObject, requireText } from '../validation/values';

const WORKS = 'ListBackupCode.nodejs("src/get-users.ts")';

/** Packages that the Lambda runtime provides. */
const IN_RUNTIME = ['@aws-sdk/*', '@smithy/*'];

/** The part of esbuild that is used here. It belongs to the consumer's project, so its own types can't be named. */
interface Esbuild {
  readonly version: string;
  buildSync(options: object): { readonly metafile?: EsbuildMetafile; readonly outputFiles?: readonly { readonly text: string }[] };
}

interface EsbuildMetafile {
  readonly outputs: { readonly [path: string]: { readonly exports: readonly string[]; readonly entryPoint?: string } };
}

/** Refuses options that no bundle can be built with. */
export function requireNodejsOptions(file: string, options: ListBackupNodejsCodeOptions): void {
  requireSource('ListBackupCode.nodejs: file', file, WORKS);
  const what = (name: string): string => `ListBackupCode.nodejs ${file}: ${name}`;
  requireObject(what('options'), options, 'must be an options object', 'For example: { minify: true }.');
  requireBoolean(what('minify'), options.minify);
  requireBoolean(what('sourceMap'), options.sourceMap);
  requireList(what('externalModules'), options.externalModules, '["@aws-sdk/*"]');
  for (const name of options.externalModules ?? []) requireText(what('externalModules'), name, /^\S+$/, 'must be the name of a module, or a pattern', 'For example: "@aws-sdk/*".');
  requireTextMap(what('define'), options.define, /^[\w$.]+$/, '{ VERSION: "1" }');
}

/** Bundles the file and returns the folder with `index.js`. */
export function buildNodejs(file: string, options: ListBackupNodejsCodeOptions, handler: string | undefined): string {
  const entry = resolve(file);
  if (!existsSync(entry) || !statSync(entry).isFile()) invalid('ListBackupCode.nodejs', file, `must be a file, and ${entry} is none`, `For example: ${WORKS}.`);
  const what = `ListBackupCode.nodejs ${file}`;
  const esbuild = esbuildOf(what, entry);
  const settings = {
    entryPoints: [entry],
    // Comments in a bundle name its sources: relative to the project they are the same on every machine.
    absWorkingDir: projectOf(entry),
    bundle: true,
    platform: 'node',
    target: `node${/\d+/.exec(NODE_RUNTIME.name)?.[0] ?? ''}`,
    external: options.externalModules ?? IN_RUNTIME,
    minify: options.minify ?? false,
    define: options.define ?? {},
    logLevel: 'silent',
    write: false,
  };
  try {
    requireExport(what, esbuild.buildSync({ ...settings, format: 'esm', packages: 'external', metafile: true, outfile: 'index.mjs' }).metafile, handler);
    const bundle = esbuild.buildSync({ ...settings, format: 'cjs', outfile: 'index.js', sourcemap: options.sourceMap ? 'inline' : false });
    const text = bundle.outputFiles?.[0]?.text ?? '';
    return cachedBuild(['nodejs', text], (into) => writeFileSync(join(into, 'index.js'), text));
  } catch (error) {
    throw isBuildFailure(error) ? new Error(`${what}: esbuild failed:\n${firstLines(messagesOf(error))}`) : error;
  }
}

function esbuildOf(what: string, entry: string): Esbuild {
  for (const place of [entry, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(place)('esbuild') as Esbuild;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(`${what}: The package "esbuild" is not installed in the project of the file. Run: npm install --save-dev esbuild.`);
}

/** The folder of the nearest `package.json`, or the file's own folder. */
function projectOf(entry: string): string {
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return dirname(entry);
  }
}

/** Refuses a handler that the file doesn't export. A CommonJS file shows its exports only when it runs. */
function requireExport(what: string, metafile: EsbuildMetafile | undefined, handler: string | undefined): void {
  if (handler === undefined || metafile === undefined) return;
  const [output] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint !== undefined);
  const exported = output?.exports ?? [];
  if (exported.length === 1 && exported[0] === 'default') return;
  const name = handler.slice(handler.lastIndexOf('.') + 1);
  if (!exported.includes(name)) {
    const found = exported.length === 0 ? 'nothing' : exported.join(', ');
    throw new Error(`${what}: The handler is ${show(handler)}, but the file exports ${found}. For example: export const ${name} = async () => { … }.`);
  }
}

/** By its members: the error comes from the consumer's copy of esbuild. */
function isBuildFailure(error: unknown): error is Error {
  return types.isNativeError(error) && 'errors' in error;
}

function messagesOf(error: Error): string {
  // esbuild's message begins with a count, and has a line for each error after it.
  const [, ...lines] = error.message.split('\n');
  return lines.join('\n') || error.message;
}
