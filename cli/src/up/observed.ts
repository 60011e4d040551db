import type { Report } from '../emulator';

/** What the emulator reported while the app was used. */
export interface Observed {
  readonly onReport: (report: Report) => void;
  /** What to add to the table of checks, one line each. */
  readonly summary: () => string[];
}

/**
 * Collects what the emulator reports, and shows each new refusal at once.
 *
 * @param show called for each line
 */
export function observe(show: (line: string) => void): Observed {
  const outside = new Map<string, number>();
  let isClosed = true;
  return {
    onReport: (report) => {
      if (report.kind === 'ready') {
        isClosed = report.closed;
        return;
      }
      const line = `refused: ${report.function || 'a process'} asked for ${report.host}:${report.port}, and nothing leaves this machine`;
      const times = outside.get(line) ?? 0;
      outside.set(line, times + 1);
      if (times === 0) show(line);
    },
    summary: () => [
      ...[...outside].map(([line, times]) => times === 1 ? line : `${line} (${times} times)`),
      ...isClosed ? [] : ['functions run without a network namespace: raw sockets of theirs could leave this machine'],
    ],
  };
}
