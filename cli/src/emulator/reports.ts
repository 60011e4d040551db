import { createInterface } from 'node:readline';

/** The emulator answers. */
export interface ReadyReport {
  readonly kind: 'ready';
  /** Whether functions run in a network namespace that has nothing but a loopback interface. */
  readonly closed: boolean;
}

/** A function asked the proxy for a host outside this machine, and was refused. */
export interface OutsideReport {
  readonly kind: 'outside';
  /** The name of the function. */
  readonly function: string;
  readonly host: string;
  readonly port: number;
}

/** Something that the emulator reports while it runs. */
export type Report = ReadyReport | OutsideReport;

/** Reads the reports that the emulator writes, one JSON object per line, until it ends. */
export function readReports(output: NodeJS.ReadableStream, onReport: (report: Report) => void): void {
  createInterface({ input: output }).on('line', (line) => onReport(JSON.parse(line) as Report));
}
