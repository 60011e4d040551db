import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guarded } from '../emulator';

/** One run of the command: its folder, its processes, and their end. */
export interface Run {
  /** Deleted at the end, whatever the end is. */
  readonly folder: string;
  /** Stopped at the end, whatever the end is. */
  readonly own: (process: Guarded) => void;
  /** Resolves at Ctrl-C, which from then on is an ordinary end. */
  readonly interrupted: () => Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does the work, and leaves nothing running and nothing behind: when it is done, when it fails, and at a signal. */
export async function withRun<T>(work: (run: Run) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'listbackup-'));
  const processes: Guarded[] = [];
  let onInterrupt: (() => void) | undefined;
  let cleaned: Promise<void> | undefined;

  const cleanUp = () => cleaned ??= Promise.all(processes.map(async (process) => process.stop()))
    .then(async () => rm(folder, { recursive: true, force: true }));
  const onSignal = (signal: typeof SIGNALS[number]) => {
    if (cleaned) return;
    if (signal === 'SIGINT' && onInterrupt) return onInterrupt();
    process.stderr.write(`\nlistbackup: stopped by ${signal}\n`);
    // The toolkit cannot be interrupted, so this process ends rather than waits for it.
    void cleanUp().finally(() => process.exit(128 + constants.signals[signal]));
  };
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  try {
    return await work({
      folder,
      own: (owned) => {
        processes.push(owned);
        if (cleaned) void owned.stop();
      },
      interrupted: async () => new Promise((resolve) => { onInterrupt = resolve; }),
    });
  } finally {
    await cleanUp();
    SIGNALS.forEach((signal) => process.off(signal, onSignal));
  }
}
