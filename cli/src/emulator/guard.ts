import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The few lines of Python that this package brings along. */
export const PYTHON_FOLDER = join(__dirname, '..', '..', 'python');

/** A file descriptor, or a pipe to read from. */
export type GuardedOutput = number | 'pipe';

export interface GuardedCommand {
  /** A Python of the machine; any will do. */
  readonly python: string;
  readonly command: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Deleted once the command was stopped. */
  readonly folder?: string;
  /** Targets of standard output and standard error. */
  readonly output: readonly [GuardedOutput, GuardedOutput];
}

export interface Guarded {
  /** Resolves to the exit code when the command ended, by itself or because it was stopped. */
  readonly ended: Promise<number>;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  /** Ends the command and everything it started. Safe to call twice. */
  stop(): Promise<void>;
}

/** Runs a command that ends with this process, also when this process is killed. */
export function guarded(props: GuardedCommand): Guarded {
  const child = spawn(props.python, ['-I', '-S', join(PYTHON_FOLDER, 'guard.py'), props.folder ?? '', ...props.command], {
    cwd: props.cwd,
    env: props.env,
    stdio: ['pipe', ...props.output],
    // A Ctrl-C in the terminal is ours to handle.
    detached: true,
  });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  // Whoever awaits it still sees the failure.
  ended.catch(() => undefined);
  return {
    ended,
    stdout: child.stdout,
    stderr: child.stderr,
    stop: async () => {
      child.stdin?.end();
      await ended.catch(() => undefined);
    },
  };
}
