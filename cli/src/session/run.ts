import { constants } from 'node:os';
import { whenLauncherEnds } from './launcher';
import { runFolder, temporaryFolder } from './run-folder';
import { diskFailure, fullFolder } from '../disk';
import type { Guarded } from '../emulator';
import { CliError } from '../errors';

/** One run of the command: its folder, what it started, and its end. */
export interface Run {
  /** Deleted at the end, whatever the end is. */
  readonly folder: string;
  /** Aborted at the end. */
  readonly ending: AbortSignal;
  /** Stopped at the end. */
  readonly own: (process: Guarded) => void;
  /** Awaited at the end, before the folder goes, as it may write there. */
  readonly pending: <T>(work: Promise<T>) => Promise<T>;
  /** Resolves at Ctrl-C, which from then on is an ordinary end. */
  readonly interrupted: () => Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does the work, and leaves nothing running and nothing behind: when it is done, when it fails, at a signal, and when npm ends that
 * started it.
 *
 * @param assemblyBytes the size of the assemblies that the work writes into the folder of the run
 * @throws CliError that names the disk, if the work fails because a disk refuses something or while it is full
 */
export async function withRun<T>(assemblyBytes: number, work: (run: Run) => Promise<T>): Promise<T> {
  const { path: folder, remove } = await runFolder(assemblyBytes);
  const end = new AbortController();
  const processes: Guarded[] = [];
  const unfinished: Promise<unknown>[] = [];
  let onInterrupt: (() => void) | undefined;
  let stopped = false;

  const cleanUp = async () => {
    end.abort();
    await Promise.all(processes.map(async (process) => process.stop()));
    await Promise.allSettled(unfinished);
    await Promise.all(processes.map(async (process) => process.stop()));
    await remove();
  };
  const onSignal = (signal: typeof SIGNALS[number]) => {
    if (end.signal.aborted) return;
    if (signal === 'SIGINT' && onInterrupt) return onInterrupt();
    stop(`stopped by ${signal}`, signal);
  };
  const stop = (why: string, signal: typeof SIGNALS[number]) => {
    stopped = true;
    process.stderr.write(`\nlistbackup: ${why}\n`);
    // The toolkit cannot be interrupted, so this process ends rather than waits for it.
    void cleanUp().finally(() => process.exit(128 + constants.signals[signal]));
  };
  const unwatch = whenLauncherEnds(() => {
    if (!end.signal.aborted) stop('stopped, since npm or the shell that started it has ended', 'SIGHUP');
  });
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  try {
    return await work({
      folder,
      ending: end.signal,
      own: (owned) => {
        processes.push(owned);
        if (end.signal.aborted) void owned.stop();
      },
      pending: async (begun) => {
        unfinished.push(begun);
        return begun;
      },
      interrupted: async () => new Promise((resolve) => { onInterrupt = resolve; }),
    });
  } catch (error) {
    // What fails because everything is being stopped is no failure of the work: the signal ends the process.
    if (stopped) return await new Promise<never>(() => undefined);
    // On a full disk other programs fail for reasons that they make up.
    throw (error instanceof CliError ? undefined : diskFailure(error)) ?? fullFolder([temporaryFolder()]) ?? error;
  } finally {
    await cleanUp();
    unwatch();
    SIGNALS.forEach((signal) => process.off(signal, onSignal));
  }
}
