import { createInterface } from 'node:readline';

/** The emulator answers. */
export interface ReadyReport {
  readonly kind: 'ready';
  /** True if functions run in a network namespace that has only a loopback interface. */
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

/** A call, or what a service did on its own, was refused by a policy or for lack of one. */
export interface RefusedReport {
  readonly kind: 'refused';
  /** The ARN of the caller, or the principal of a service: `events.amazonaws.com`. */
  readonly principal: string;
  /** The ARN of what a service acted for, such as a rule. */
  readonly source?: string;
  /** For example `dynamodb:PutItem`. */
  readonly action: string;
  readonly resource: string;
  /** True if a statement denies it, false if no statement allows it. */
  readonly explicit: boolean;
}

/** A role used one of its rights for the first time. */
export interface UsedReport {
  readonly kind: 'used';
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

/** Something that the emulator reports while it runs. */
export type Report = ReadyReport | OutsideReport | RefusedReport | UsedReport;

/** Reads the reports that the emulator writes, one JSON object per line, until it ends. */
export function readReports(output: NodeJS.ReadableStream, onReport: (report: Report) => void): void {
  createInterface({ input: output }).on('line', (line) => onReport(JSON.parse(line) as Report));
}
