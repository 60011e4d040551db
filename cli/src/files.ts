import { existsSync, readFileSync, statSync } from 'node:fs';
import { CliError, messageOf } from './errors';
import { parseJson, type Json } from './template';

const WHY: Readonly<Record<string, string>> = { ENOENT: 'no such file', EISDIR: 'a folder, not a file', EACCES: 'it may not be read' };

/** Reads a text file; one that cannot be read is named in one line. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw CliError.usage(`${file}: ${unreadable(error)}`);
  }
}

/** Why a file cannot be read. */
export function unreadable(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return WHY[code] ?? messageOf(error);
}

/** Reads a JSON file. */
export function readJson(file: string): Json {
  return parseJson(readText(file), file);
}

/** Refuses what is not a folder. */
export function requireFolder(path: string, option: string): void {
  if (!existsSync(path)) throw CliError.usage(`${option} ${path}: no such folder`);
  if (!statSync(path).isDirectory()) throw CliError.usage(`${option} ${path}: not a folder`);
}
