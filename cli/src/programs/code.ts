import { accessSync, closeSync, constants, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { readJson } from '../files';
import { objectOf } from '../template';

/** The code of a function or layer: a folder, or a ZIP file. */
export interface Code {
  /** The place as the assembly names it, for people. */
  readonly path: string;
  readonly has: (file: string) => boolean;
  /** Returns false only where the file system says so: packed code keeps its own modes. */
  readonly mayRun: (file: string) => boolean;
  /** Returns the first bytes of a file. */
  readonly start: (file: string, bytes: number) => Buffer;
}

/** Returns the paths of what an assembly uploads, by the key of the object, those of nested assemblies included. */
export function codePaths(assembly: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(assembly, { withFileTypes: true })) {
    const path = join(assembly, entry.name);
    if (entry.isDirectory() && entry.name.startsWith('assembly-')) for (const [key, code] of codePaths(path)) found.set(key, code);
    if (!entry.name.endsWith('.assets.json')) continue;
    for (const asset of Object.values(objectOf(objectOf(readJson(path)).files))) {
      const { source, destinations } = objectOf(asset);
      const { path: code } = objectOf(source);
      if (typeof code !== 'string') continue;
      for (const { objectKey } of Object.values(objectOf(destinations)).map(objectOf)) {
        if (typeof objectKey === 'string') found.set(objectKey, resolve(assembly, code));
      }
    }
  }
  return found;
}

/** Opens code for looking; returns undefined if the path is neither a folder nor a ZIP file. */
export function openCode(path: string): Code | undefined {
  if (!existsSync(path)) return undefined;
  return statSync(path).isDirectory() ? inFolder(path) : inZip(path);
}

function inFolder(path: string): Code {
  return {
    path,
    has: (file) => existsSync(join(path, file)) && statSync(join(path, file)).isFile(),
    mayRun: (file) => {
      try {
        accessSync(join(path, file), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    },
    start: (file, bytes) => {
      const descriptor = openSync(join(path, file), 'r');
      try {
        const buffer = Buffer.alloc(bytes);
        return buffer.subarray(0, readSync(descriptor, buffer, 0, bytes, 0));
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

function inZip(path: string): Code | undefined {
  const names = new Set<string>();
  const archive = readFileSync(path);
  try {
    unzipSync(archive, { filter: ({ name }) => { names.add(name); return false; } });
  } catch {
    return undefined;
  }
  return {
    path,
    has: (file) => names.has(file),
    mayRun: () => true,
    start: (file, bytes) => Buffer.from(unzipSync(archive, { filter: ({ name }) => name === file })[file] ?? []).subarray(0, bytes),
  };
}
