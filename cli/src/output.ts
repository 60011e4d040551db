import { diskFailure } from './disk';

let isHandled = false;
let hasFailed = false;

/**
 * What becomes of output that cannot be written. Whoever reads it may stop reading: the work is finished and cleaned up all the same. Any other
 * failure is told once, and the command has failed, whatever its work came to.
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
