import { Finding, Posture, POSTURES, Scan } from './finding';

/** The scanners, each with what a prototype of fewer functions came to. */
const GOALS: Readonly<Record<string, Readonly<Record<Posture, number | undefined>>>> = {
  'AwsSolutions': { standard: 5, hardened: 1 },
  'HIPAA.Security': { standard: 12, hardened: 5 },
  'NIST.800.53.R5': { standard: 12, hardened: 5 },
  'PCI.DSS.321': { standard: 8, hardened: 4 },
  'Serverless': { standard: 6, hardened: 6 },
  'cfn-lint': { standard: 0, hardened: 0 },
  'checkov': { standard: undefined, hardened: 2 },
};

const of = (scanner: string, findings: readonly Finding[]): Finding[] => findings.filter((finding) => finding.scanner === scanner);
/** cdk-nag names the wildcard behind the rule: `AwsSolutions-IAM5[Resource::*]`. */
const rules = (findings: readonly Finding[]): number => new Set(findings.map(({ rule }) => rule.split('[')[0])).size;
const count = (findings: readonly Finding[]): string => `${rules(findings)} (${findings.length})`;
const cells = (scanner: string, { raw, left, core }: Scan, goal: number | undefined): string => (
  `${count(of(scanner, raw))} | ${of(scanner, left).length} | ${count(of(scanner, core))} | ${goal ?? '–'}`
);

/** The findings as a table of Markdown: rules that report something, how often they do, and what of it has no reason. */
export function table(scans: Readonly<Record<Posture, Scan>>): string {
  return [
    '| scanner | STANDARD: rules (findings) | without a reason | prototype\'s parts | prototype had | HARDENED: rules (findings) | without a reason | prototype\'s parts | prototype had |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries(GOALS).map(([scanner, goal]) => (
      `| ${scanner} | ${POSTURES.map((posture) => cells(scanner, scans[posture], goal[posture])).join(' | ')} |`
    )),
  ].join('\n');
}
