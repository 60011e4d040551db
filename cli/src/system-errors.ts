import { statfs } from 'node:fs/promises';
import { types } from 'node:util';
import { CliError } from './errors';

const FULL: Readonly<Record<string, string>> = { ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is used up' };

/** Whether the system refused something: a file, a folder, room. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && 'syscall' in error && 'code' in error;
}

/** One clear line for a write that found no room, whatever the command was doing; nothing for any other error. */
export function outOfSpace(error: unknown): CliError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code = '', path, dest, cause } = error as NodeJS.ErrnoException & { readonly dest?: string };
  if (!Object.hasOwn(FULL, code)) return cause === undefined ? undefined : outOfSpace(cause);
  const file = dest ?? path;
  return CliError.failed(`${FULL[code]}${file === undefined ? '' : `, and ${file} cannot be written`}: make room, or set TMPDIR to a folder on another disk`);
}

/** The megabytes that are left on the disk of a folder: what another program says of a full one is its own. */
export async function megabytesLeft(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.floor(bavail * bsize / 2 ** 20);
}
