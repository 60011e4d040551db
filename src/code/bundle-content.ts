import { existsSync, readdirSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Code, Runtime, RuntimeFamily } from 'aws-cdk-lib/aws-lambda';
import { namesInZip } from './zip-names';
import { invalid } from '../validation/invalid';

/** Files, any of which may hold a handler. */
type Candidates = readonly string[];

/** Refuses a folder or ZIP file of code that is missing or empty, and a handler that it doesn't hold. */
export function requireHandler(what: string, code: Code, runtime: Runtime, handler: string): void {
  const path: unknown = 'path' in code ? code.path : undefined;
  if (typeof path !== 'string') return;
  if (!existsSync(path)) invalid(what, path, 'must be a folder or file that exists', 'Build the code first. For example: lambda.Code.fromAsset("dist/get-users").');
  const has = statSync(path).isDirectory() ? inFolder(what, path) : inZip(what, path);
  const candidates = candidatesFor(runtime, handler);
  if (has !== undefined && candidates !== undefined && !candidates.some(has)) {
    invalid('handler', handler, `must be in ${path}, which has no ${candidates.join(' or ')}`, `For example: ${worksFor(runtime)}.`);
  }
}

function inFolder(what: string, path: string): (file: string) => boolean {
  if (readdirSync(path).length === 0) invalid(what, path, 'must be a folder that isn\'t empty', 'Build the code first. For example: lambda.Code.fromAsset("dist/get-users").');
  return (file) => !isAbsolute(file) && existsSync(join(path, file));
}

function inZip(what: string, path: string): ((file: string) => boolean) | undefined {
  const names = namesInZip(path);
  if (names?.length === 0) invalid(what, path, 'must be a ZIP file that isn\'t empty', 'Build the code first. For example: lambda.Code.fromAsset("dist/get-users.zip").');
  return names && ((file) => names.includes(file));
}

/**
 * Files that hold a handler: `src/users.get` is `get` of `src/users.js`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
 */
function candidatesFor(runtime: Runtime, handler: string): Candidates | undefined {
  const module = handler.slice(0, Math.max(0, handler.lastIndexOf('.')));
  switch (runtime.family) {
    case RuntimeFamily.NODEJS: return ['.js', '.mjs', '.cjs'].map((end) => `${module}${end}`);
    case RuntimeFamily.PYTHON: return ['.py', '/__init__.py'].map((end) => `${module.replace(/\./g, '/')}${end}`);
    default: return runtime.name.startsWith('provided') ? ['bootstrap'] : undefined;
  }
}

function worksFor(runtime: Runtime): string {
  return runtime.name.startsWith('provided') ? 'an executable called bootstrap: ListBackupCode.go("cmd/users/get")' : '"index.handler" for a file index';
}
