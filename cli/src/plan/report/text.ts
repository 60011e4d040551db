import { shown } from '../judge';
import type { PlanReport, ReasonReport, StackReport } from './model';

/** The report for a terminal. */
export function asText(report: PlanReport): string {
  return [
    ...report.stacks.flatMap(stackLines),
    ...section('assumed', report.assumptions.map((line) => `  ${line}`)),
    ...section('accepted', report.accepted.flatMap(reasonLines)),
    ...section('no safe plan', report.reasons.flatMap(reasonLines)),
    ...report.safe ? stepLines(report) : [],
    '',
  ].join('\n');
}

function stackLines({ stack, kind, resources, outputs, exports, tags, leftovers }: StackReport): readonly string[] {
  const left = leftovers ? [...leftovers.resources, ...leftovers.outputs, ...leftovers.exports, ...leftovers.tags] : [];
  return [
    `${stack}: ${kind}; ${counts(resources.map((resource) => resource.kind)) || 'no resources'}`,
    ...resources.filter((resource) => resource.kind !== 'kept').flatMap((resource) => [
      `  ${resource.kind.padEnd(9)}${resource.logicalId} (${resource.type})${resource.policies.length === 0 ? '' : `: ${resource.policies.join(', ')}`}`,
      ...resource.properties.map(({ path, before, after, effect }) => `    ${path}: ${shown(before)} -> ${shown(after)}${effect === 'update' ? '' : ` (${effect})`}`),
    ]),
    ...([['output', outputs], ['export', exports], ['tag', tags]] as const).flatMap(([what, changes]) => changes.length === 0 ? [] : [
      `  ${what}s: ${counts(changes.map((change) => change.kind))}`,
      ...changes.filter((change) => change.kind === 'lost' || change.kind === 'changed').map(({ name, kind: how, before, after }) => `    ${how} ${name}: ${shown(before)} -> ${shown(after)}`),
    ]),
    ...left.length === 0 ? [] : [`  left by Serverless: ${[...new Set(left)].join(', ')}`],
  ];
}

function stepLines({ steps }: PlanReport): readonly string[] {
  if (steps.length === 0) return ['', 'safe: nothing to do'];
  return [
    '',
    `safe: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`,
    ...steps.flatMap(({ purpose, changes, commands, notes }, index) => [
      `${index + 1}. ${purpose}`,
      ...changes.map((line) => `     ${line}`),
      ...commands.map((line) => `   $ ${line}`),
      ...notes.map((line) => `   note: ${line}`),
    ]),
  ];
}

function reasonLines({ stack, subject, property, what, mend, ruleText }: ReasonReport): readonly string[] {
  return [`  ${stack}.${subject}${property === undefined ? '' : `.${property}`}: ${what}`, `    rule: ${ruleText}`, `    safe: ${mend}`];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}

/** Returns the counts per kind: `12 kept, 3 added`. */
export function counts(kinds: readonly string[]): string {
  const found = new Map<string, number>();
  for (const kind of [...kinds].sort()) found.set(kind, (found.get(kind) ?? 0) + 1);
  return [...found].map(([kind, count]) => `${count} ${kind}`).join(', ');
}
