import { existsSync, readFileSync, statSync } from 'node:fs';
import { CliError } from '../../errors';
import { parseJson, type Json } from '../../template';

/** Reads a text file; one that cannot be read is named in one line. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw CliError.usage(`${file}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message}`);
  }
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
