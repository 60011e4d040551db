import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CliError } from '../errors';
import { readJson, requireFolder } from '../files';
import { isObject, listOf, objectOf, type Json, type JsonObject } from '../template';

/** The newest schema that is read here: that of the CDK Toolkit which this command deploys with. Older ones have the same parts. */
export const NEWEST_SCHEMA = 55;

/** The manifest of an assembly, as far as somebody can work with it. */
export function manifestIn(folder: string, option: string): JsonObject {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) throw CliError.usage(`${option} ${folder}: no manifest.json; expected what "cdk synth" wrote, cdk.out by default`);
  const manifest = readJson(file);
  if (!isObject(manifest)) throw CliError.usage(`${file}: not a manifest`);
  if (manifest.artifacts !== undefined) requireSchema(file, manifest.version);
  const [missing] = listOf(manifest.missing);
  if (missing !== undefined) throw CliError.usage(`${file}: the assembly lacks the context ${String(objectOf(missing).key as string)}; synthesize it with credentials first`);
  return manifest;
}

/** The artifacts of an assembly, by ID. */
export function artifactsIn(folder: string, option: string): readonly (readonly [string, JsonObject])[] {
  return Object.entries(objectOf(manifestIn(folder, option).artifacts)).map(([id, artifact]) => [id, objectOf(artifact)] as const);
}

/** A file or folder that an artifact names. */
export function inside(folder: string, name: Json | undefined, id: string, option: string): string {
  if (typeof name !== 'string') throw CliError.usage(`${option} ${folder}: artifact ${id} names no file`);
  return resolve(folder, name);
}

/**
 * Refuses a folder that holds no assembly, or not the whole of it.
 *
 * @throws CliError that says what is missing
 */
export function requireAssembly(folder: string, option: string): void {
  requireFolder(folder, option);
  const files = templatesIn(folder, option);
  if (files.length === 0) throw noStack(folder, option);
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw CliError.usage(`${missing}: no such file`);
}

/** Returns the error for an assembly without stacks. */
export function noStack(folder: string, option: string): CliError {
  return CliError.usage(`${option} ${folder}: the assembly holds no stack`);
}

function templatesIn(folder: string, option: string): readonly string[] {
  return artifactsIn(folder, option).flatMap(([id, { type, properties }]) => {
    const { directoryName, templateFile } = objectOf(properties);
    if (type === 'cdk:cloud-assembly') return templatesIn(inside(folder, directoryName, id, option), option);
    return type === 'aws:cloudformation:stack' ? [inside(folder, templateFile, id, option)] : [];
  });
}

function requireSchema(file: string, version: Json | undefined): void {
  const [, major] = /^(\d+)\.\d+\.\d+$/.exec(typeof version === 'string' ? version : '') ?? [];
  if (major === undefined) throw CliError.usage(`${file}: version ${JSON.stringify(version) ?? 'undefined'} is none of a cloud assembly; expected what "cdk synth" wrote`);
  if (Number(major) > NEWEST_SCHEMA) {
    throw CliError.usage(`${file}: its schema ${String(version)} is newer than ${NEWEST_SCHEMA}, the newest that this listbackup reads; update listbackup-cli`);
  }
}
