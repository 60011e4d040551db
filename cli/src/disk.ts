import { accessSync, constants, existsSync, lstatSync, readdirSync, statfsSync, statSync, type StatsFs } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { types } from 'node:util';
import { CliError, messageOf } from './errors';

const FULL: Readonly<Record<string, string>> = { ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is used up', EROFS: 'the disk is read-only' };
/** Patterns of disk errors in messages of Node.js, Python or a shell. */
const QUOTED: Readonly<Record<string, RegExp>> = {
  ENOSPC: /\bENOSPC: |No space left on device/i,
  EDQUOT: /\bEDQUOT: |Disk quota exceeded/i,
  EROFS: /\bEROFS: |Read-only file system/i,
};
/** Less than this is full: a program that writes a file of a few blocks finds no room. */
const FULL_BELOW_BYTES = 64 * 1024;
/** Causes can be circular. */
const MAX_CAUSES = 20;

/** A folder that a command writes to. */
export interface TargetFolder {
  readonly path: string;
  /** Name of the folder in messages, for example `the temporary folder`. */
  readonly name: string;
  /** Alternative to freeing space, for example `set TMPDIR to a folder on another disk`. */
  readonly instead: string;
}

/** Returns true for an error of the operating system, for example about a file or disk space. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && 'syscall' in error && 'code' in error;
}

/**
 * Returns one clear line for a write that a disk refused, whatever the command was doing; nothing for any other error. The refusal can be anywhere
 * in the chain of causes, and can be quoted in a message.
 */
export function diskFailure(error: unknown): CliError | undefined {
  const refused = refusalIn(error, MAX_CAUSES);
  if (refused === undefined) return undefined;
  const { code, file } = refused;
  return CliError.failed(`${FULL[code]}${file === undefined ? '' : `, and ${file} cannot be written`}: make room, or set TMPDIR to a folder on another disk`);
}

/**
 * Checks that a folder, or the nearest one above it that exists, can be written and has room.
 *
 * @throws CliError that says how much there is and how much is needed
 */
export function requireRoom(folder: TargetFolder, bytes: number): void {
  const existing = nearest(folder.path);
  if (!statSync(existing).isDirectory()) throw CliError.failed(`${folder.name} ${folder.path} cannot be made: ${existing} is not a folder`);
  try {
    accessSync(existing, constants.W_OK);
    accessSync(existing, constants.X_OK);
  } catch (error) {
    throw CliError.failed(`${folder.name} ${folder.path} cannot be written (${messageOf(error)}): ${folder.instead}`);
  }
  const disk = statfsSync(existing);
  const left = bytesLeft(disk);
  if (left < bytes || hasNoFiles(disk)) {
    const inodes = left < bytes ? '' : ' but no file entry (inode)';
    throw CliError.failed(`${folder.name} ${folder.path} has ${shownSize(left, Math.floor)} left${inodes}, and ${shownSize(bytes, Math.ceil)} are needed: `
      + `make room, or ${folder.instead}`);
  }
}

/** Returns what to say where something failed while one of these folders is full; nothing where each has room. */
export function fullFolder(folders: readonly TargetFolder[]): CliError | undefined {
  for (const { path, name, instead } of folders) {
    try {
      const disk = statfsSync(nearest(path));
      if (bytesLeft(disk) < FULL_BELOW_BYTES || hasNoFiles(disk)) {
        return CliError.failed(`the disk is full: ${name} ${path} has ${shownSize(bytesLeft(disk), Math.floor)} left: make room, or ${instead}`);
      }
    } catch {
      // A folder that is gone says nothing about why something failed.
    }
  }
  return undefined;
}

/** Returns the bytes that a file or folder takes on a disk with blocks of this size. */
export function bytesOn(path: string, blockSize = 4096): number {
  const stats = lstatSync(path);
  const own = Math.max(1, Math.ceil(stats.size / blockSize)) * blockSize;
  return stats.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + bytesOn(join(path, name), blockSize), own) : own;
}

/** Returns the megabytes that are left on the disk of a folder. */
export function megabytesLeft(folder: string): number {
  return Math.floor(bytesLeft(statfsSync(folder)) / 2 ** 20);
}

function refusalIn(error: unknown, depth: number): { readonly code: string; readonly file?: string } | undefined {
  if (typeof error !== 'object' || error === null || depth === 0) return undefined;
  const { code, path, dest, cause, errors, message } = error as NodeJS.ErrnoException & { readonly dest?: string; readonly errors?: unknown };
  if (typeof code === 'string' && Object.hasOwn(FULL, code)) return { code, file: dest ?? path };
  for (const inner of [cause, ...Array.isArray(errors) ? errors as unknown[] : []]) {
    const found = refusalIn(inner, depth - 1);
    if (found) return found;
  }
  // Some programs pass on the text alone.
  const quoted = Object.entries(QUOTED).find(([, pattern]) => pattern.test(String(message)));
  return quoted === undefined ? undefined : { code: quoted[0] };
}

function nearest(path: string): string {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) || at === dirname(at)) return at;
  }
}

function bytesLeft({ bavail, bsize }: StatsFs): number {
  return bavail * bsize;
}

/** Some file systems count no entries. */
function hasNoFiles({ files, ffree }: StatsFs): boolean {
  return files > 0 && ffree === 0;
}

function shownSize(bytes: number, round: (value: number) => number): string {
  return bytes < 2 ** 20 ? `${round(bytes / 1024)} KiB` : `${round(bytes / 2 ** 20 * 10) / 10} MiB`;
}
