import { diskFailure } from './disk';

let isHandled = false;
let hasFailed = false;

/**
 * Handles output that can't be written. If the reader closes the pipe, the command still finishes and cleans up. Any other failure is
 * reported once and makes the command fail.
 */
export function handleOutputErrors(): void {
  if (isHandled) return;
  isHandled = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || hasFailed) return;
    hasFailed = true;
    // The event may come when the command is done and has set another.
    process.exitCode = 1;
    process.stderr.write(`listbackup: ${diskFailure(error) ? 'the disk is full, and' : `${error.message}:`} standard output cannot be written\n`);
  });
  process.stderr.on('error', () => undefined);
}

/** The exit code of a command that has said all it has to say. */
export function exitCodeOf(code: number): number {
  return hasFailed ? 1 : code;
}
