import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HEADER_BYTES, nameOf, targetIn, thisMachine, type Target } from './machine';
import { CliError } from '../errors';
import { readJson } from '../files';
import { objectOf, type Json, type StackTemplate } from '../template';

/**
 * Refuses functions whose program can't run on this machine, before anything is deployed. Go and every other runtime of one's own is the
 * executable `bootstrap`; a script, and what is packed already, is left to the deployment.
 *
 * @throws CliError that names the function, the target of its program, and the command that builds it for this machine
 */
export function requireRunnable(folder: string, stacks: readonly StackTemplate[], here: Target = thisMachine()): void {
  const assets = assetFolders(folder);
  for (const { stackName, template } of stacks) {
    for (const [logicalId, { Type: type, Properties: properties }] of Object.entries(template.Resources ?? {})) {
      const { Runtime: runtime, Code: code } = objectOf(properties as Json);
      if (type !== 'AWS::Lambda::Function' || typeof runtime !== 'string' || !runtime.startsWith('provided')) continue;
      const key = JSON.stringify(objectOf(code).S3Key ?? '');
      const asset = [...assets].find(([hash]) => key.includes(hash))?.[1];
      if (asset !== undefined) requireProgram(asset, `${stackName}.${logicalId}`, here);
    }
  }
}

function requireProgram(asset: string, what: string, here: Target): void {
  if (!existsSync(asset) || !statSync(asset).isDirectory()) return;
  const program = join(asset, 'bootstrap');
  if (!existsSync(program)) throw CliError.failed(`function ${what}: its code has no executable "bootstrap"; build one into ${asset}`);
  const target = targetIn(headerOf(program));
  if (target === undefined || (target.system === here.system && target.processor === here.processor)) return;
  throw CliError.failed(
    `function ${what}: its bootstrap is built for ${nameOf(target)}, and this machine runs ${nameOf(here)}; `
    + `build it for this run with --build 'COMMAND', which gets GOOS=${here.system} and GOARCH=${here.processor}, or use ListBackupCode.go, which up builds for this machine`,
  );
}

function headerOf(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    return header.subarray(0, readSync(descriptor, header, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Folders of code by the hash that templates know them by, those of nested assemblies included. */
function assetFolders(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name.startsWith('assembly-')) for (const [hash, asset] of assetFolders(path)) found.set(hash, asset);
    if (!entry.name.endsWith('.assets.json')) continue;
    for (const [hash, file] of Object.entries(objectOf(objectOf(readJson(path)).files))) {
      const { path: source } = objectOf(objectOf(file).source);
      if (typeof source === 'string') found.set(hash, resolve(folder, source));
    }
  }
  return found;
}
