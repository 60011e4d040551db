import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { library, member, type Context } from './context';
import { Code, type Value } from './emit';
import { isObject, type Json } from '../template';
import { quoted } from './read/expression';
import type { View } from './read/view';

/** Ends of files that hold a Node.js handler. */
const SOURCES = ['.ts', '.js', '.mjs', '.cjs', '.mts', '.cts', '.tsx', '.jsx'];

/** Code and handler of a function. */
export interface CodeSettings {
  readonly code: Value;
  readonly handler?: string;
}

/** Reads where the code of a function is. `source('x')` in the program is a path below the configuration's folder. */
export function codeOf(key: string, view: View, runtime: string, artifactOfAll: string | undefined, context: Context): CodeSettings {
  const handler = view.text('handler') ?? '';
  const artifact = artifactOf(view.json('package')) ?? artifactOfAll;
  const isGo = runtime.endsWith('.GO');
  if (artifact !== undefined) return { code: asset(context, artifact), ...!isGo && { handler } };
  if (isGo) {
    const program = ['', 'cmd/', 'functions/', 'handlers/', 'src/'].map((folder) => `${folder}${key}`).find((folder) => existsSync(join(context.folder, folder, 'main.go')));
    if (program !== undefined) return { code: new Code(`${library(context, 'ListBackupCode.go').text}(source(${quoted(program)}))`) };
    context.note(view.placeOf('handler'), `handler: ${handler}`, 'no artifact is named and the folder of the program isn\'t known; the converted line takes the built file\'s folder. ListBackupCode.go(FOLDER) builds it instead');
    return { code: asset(context, handler.includes('/') ? handler.slice(0, handler.lastIndexOf('/')) : 'bin') };
  }
  const dot = handler.lastIndexOf('.');
  if (runtime.endsWith('.NODEJS')) {
    const file = SOURCES.map((end) => `${handler.slice(0, dot)}${end}`).find((one) => existsSync(join(context.folder, one)));
    if (file !== undefined) return { code: new Code(`${library(context, 'ListBackupCode.nodejs').text}(source(${quoted(file)}))`), handler: `index${handler.slice(dot)}` };
    context.note(view.placeOf('handler'), `handler: ${handler}`, 'the file isn\'t there; the converted line takes the whole folder');
  }
  return { code: asset(context, '.'), handler };
}

/** The artifact of a `package` section. */
export function artifactOf(section: Json | undefined): string | undefined {
  return isObject(section) && typeof section.artifact === 'string' ? section.artifact : undefined;
}

function asset(context: Context, path: string): Code {
  // The whole folder often holds the CDK's output, which would be copied into itself.
  const options = path === '.' ? ', { exclude: [\'cdk.out\', \'.git\', \'.serverless\'] }' : '';
  return new Code(`${member(context, 'lambda', 'Code.fromAsset').text}(source(${quoted(path)})${options})`);
}
