import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { diskFailure, requireRoom, type TargetFolder } from '../disk';
import { CliError, messageOf } from '../errors';

/** A folder that goes with this process, also when that is killed. */
export interface RunFolder {
  readonly path: string;
  /** Deletes it, and waits until nothing is left of it. */
  readonly remove: () => Promise<void>;
}

/**
 * Space for the files of a run beside its assemblies. The toolkit's cache, bootstrap templates and the emulator's log take 60 KiB; the rest
 * is for apps.
 */
const OWN_BYTES = 2 ** 20;

/** The folder below which each run has its own. */
export function temporaryFolder(): TargetFolder {
  return { path: tmpdir(), name: 'the temporary folder', instead: 'set TMPDIR to a folder on another disk' };
}

/** Reads until the pipe closes: at the latest when the process that holds its other end dies, however it does. */
const WAIT_AND_REMOVE = 'while read -r _; do :; done; rm -rf -- "$1"';

/**
 * A new folder below the system's temporary folder.
 *
 * @param assemblyBytes what the assemblies take that the run writes
 * @throws CliError when it cannot be made, or lacks room
 */
export async function runFolder(assemblyBytes: number): Promise<RunFolder> {
  requireRoom(temporaryFolder(), assemblyBytes + OWN_BYTES);
  let gone = async (): Promise<void> => undefined;
  try {
    const path = join(await realpath(tmpdir()), `listbackup-${randomBytes(6).toString('hex')}`);
    // Before there is anything to remove: a kill in between would leave it.
    gone = sweep(path);
    await mkdir(path, { mode: 0o700 });
    return {
      path,
      remove: async () => {
        await rm(path, { recursive: true, force: true });
        await gone();
      },
    };
  } catch (error) {
    await gone();
    throw diskFailure(error) ?? CliError.failed(`cannot make a folder in ${tmpdir()} (${messageOf(error)}): set TMPDIR to a folder that can be written`);
  }
}

/** Out of reach of the terminal's signals, which the command itself answers. */
function sweep(path: string): () => Promise<void> {
  const sweeper = spawn('/bin/sh', ['-c', WAIT_AND_REMOVE, 'sh', path], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, PATH: [process.env.PATH, '/usr/bin', '/bin'].filter(Boolean).join(delimiter) },
  });
  const ended = once(sweeper, 'close').catch(() => undefined);
  sweeper.stdin.on('error', () => undefined);
  return async () => {
    sweeper.stdin.end();
    await ended;
  };
}
