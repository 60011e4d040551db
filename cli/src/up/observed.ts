import { grantOf, serviceGrantOf, type ResourceNames } from './grants';
import type { Report } from '../emulator';

/** Reports of the emulator while the app was used. */
export interface Observed {
  readonly onReport: (report: Report) => void;
  /** Sets how resources are named from now on. */
  readonly callBy: (names: ResourceNames) => void;
  /** Returns the lines to add to the table of checks. */
  readonly summary: () => string[];
}

/** A statement of a function's role that no call used. */
export interface UnusedGrant {
  readonly function: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/**
 * Collects what the emulator reports, and shows each new refusal at once.
 *
 * @param show called for each line
 */
export function observe(show: (line: string) => void): Observed {
  const refusals = new Map<string, number>();
  let isClosed = true;
  let names: ResourceNames = (arn) => arn;
  return {
    callBy: (given) => { names = given; },
    onReport: (report) => {
      if (report.kind === 'ready') isClosed = report.closed;
      if (report.kind !== 'outside' && report.kind !== 'refused') return;
      const line = describeRefusal(report, names);
      const times = refusals.get(line) ?? 0;
      refusals.set(line, times + 1);
      if (times === 0) show(line);
    },
    summary: () => [
      ...[...refusals].map(([line, times]) => times === 1 ? line : `${line} (${times} times)`),
      ...isClosed ? [] : ['functions run without a network namespace: raw sockets of theirs could leave this machine'],
    ],
  };
}

type Refusal = Extract<Report, { kind: 'outside' | 'refused' }>;

/** Describes a refused request: its caller, its action, and a grant that would allow it. */
export function describeRefusal(report: Refusal, names: ResourceNames): string {
  if (report.kind === 'outside') {
    return `refused: ${report.function || 'a process'} asked for ${report.host}:${report.port}, and nothing leaves this machine`;
  }
  const { principal, source, action, resource, explicit } = report;
  const isService = !principal.startsWith('arn:');
  const who = isService ? `${principal}${source ? ` for ${source}` : ''}` : callerOf(principal);
  if (explicit) return `refused: ${action} by ${who} on ${resource}; a statement denies it`;
  const grant = isService ? serviceGrantOf(principal, action) : grantOf(constructOf(who), action, resource, names);
  return `refused: ${action} by ${who} on ${resource}; allowed by ${grant}`;
}

/** Advice on what could be taken away from functions, one line each. */
export function describeUnused(grants: readonly UnusedGrant[], names: ResourceNames): string[] {
  return grants.map(({ function: name, actions, resources: [resource = '*'] }) => {
    const [action = ''] = actions;
    const more = actions.length > 1 ? ` and ${actions.length - 1} more` : '';
    return `not used: ${action}${more} of ${name} on ${resource}; granted by ${grantOf(constructOf(name), action, resource, names)}`;
  });
}

/** The session of an assumed role, which for a function is its name. */
function callerOf(principal: string): string {
  return principal.split('/').at(-1) ?? principal;
}

/** Functions are named `SERVICE-STAGE-KEY`. */
function constructOf(functionName: string): string {
  return functionName.split('-').at(-1) ?? functionName;
}
