import { messageOf } from './errors';

/** Whoever reads what we print may stop reading, and the work is done all the same; whatever else keeps it from being written is a failure. */
export function watchOutput(stream: NodeJS.WriteStream): void {
  let failed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (failed || error.code === 'EPIPE') return;
    failed = true;
    process.stderr.write(`listbackup: the output cannot be written: ${messageOf(error)}\n`);
    // Later than the exit code of the command itself.
    process.once('exit', () => { process.exitCode = 1; });
  });
}
