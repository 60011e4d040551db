import { CHECKOV_REASONS } from './checkov-reasons';
import { Finding, Posture, POSTURES, Scan } from './finding';
import { ACKNOWLEDGED } from '../../examples/security/acknowledgements';

/** The stacks of the parts that a prototype had, too. */
const OF_PROTOTYPE = ['dynamodb', 's3', 'sqs', 'eventbridge', 'cognito', 'apiGateway'].map((stack) => `ListBackup/${stack}/`);
/** In those stacks, but for recovery: the prototype kept nothing in another region. */
const FOR_RECOVERY = /ReplicationRole/;
/** Logical IDs of what it did not have: checkov knows no paths. */
const NOT_PROTOTYPES = /^(Edge|ApiSSL|DataReplica|ReplicaLogs|TableSizes|JobsFunction|ListBackupAuthorizer|Stripe|SNSTopic|BackupVault)/;

const isPrototypes = (on: string): boolean => (
  on.includes('/') ? OF_PROTOTYPE.some((stack) => on.startsWith(stack)) && !FOR_RECOVERY.test(on) : !NOT_PROTOTYPES.test(on)
);

/** A reason, with what it is the reason for. */
interface Row { readonly reason: string; readonly rules: Set<string>; readonly on: Set<string>; readonly postures: Set<Posture> }

const reasonOf = ({ rule, on }: Finding): { readonly on: string; readonly reason: string } | undefined => {
  for (const { rules, on: paths, reason } of ACKNOWLEDGED) {
    const path = rules.includes(rule) && paths.find((one) => on === one || on.startsWith(`${one}/`));
    if (path) return { on: path, reason };
  }
  const known = CHECKOV_REASONS.find(({ check, on: where }) => check === rule && (!Array.isArray(where) || where.includes(on)));
  return known && { on, reason: known.reason };
};

/** `HIPAA.Security-LambdaDLQ` and `NIST.800.53.R5-LambdaDLQ` are one rule in two packs; a wildcard has its own reason. */
const shortOf = (rule: string): string => rule.replace(/\[.*/, '').replace(/^(HIPAA\.Security|NIST\.800\.53\.R5|PCI\.DSS\.321|AwsSolutions|Serverless)-/, '');

const nameOf = (on: string): string => `\`${on.replace(/^ListBackup\//, '').replace(/\/Resource$/, '')}\``;
const sorted = (values: Iterable<string>): string => [...values].sort((one, other) => one.localeCompare(other, 'en')).join(', ');

/** The reasons for what scanners report of the chosen resources, each with its rules and its resources. */
function rowsOf(scans: Readonly<Record<Posture, Scan>>, chosen: (on: string) => boolean): string[] {
  const rows = new Map<string, Row>();
  for (const posture of POSTURES) {
    for (const finding of scans[posture].raw.filter(({ on }) => chosen(on))) {
      const { on, reason } = reasonOf(finding) ?? { on: finding.on, reason: '' };
      const row = rows.get(reason) ?? { reason, rules: new Set(), on: new Set(), postures: new Set() };
      row.rules.add(`\`${shortOf(finding.rule)}\``);
      row.on.add(nameOf(on));
      row.postures.add(posture);
      rows.set(reason, row);
    }
  }
  return [...rows.values()]
    .map(({ reason, rules, on, postures }) => (
      `| ${sorted(rules)} | ${sorted(on)} | ${postures.size === POSTURES.length ? 'both' : [...postures].join().toUpperCase()} | ${reason} |`))
    .sort((one, other) => one.localeCompare(other, 'en'));
}

const section = (title: string, rows: readonly string[]): string[] => [
  `## ${title}`, '', '| rules | resources | security level | why it stays |', '| --- | --- | --- | --- |', ...rows, '',
];

/** The page of all findings: what scanners report, on which resources, in which postures, and why it stays. */
export function page(scans: Readonly<Record<Posture, Scan>>): string {
  return [
    '# Findings', '',
    '<!-- Written by `npx projen scan --update`. -->', '',
    'This page lists what cdk-nag and checkov report of `examples/security`, a production stage with every part, and why each finding stays. The counts are in',
    '[Security](security.md#what-scanners-report). A resource is a path in the tree of constructs, or a logical ID where checkov reports it.', '',
    ...section('On what a prototype did not have', rowsOf(scans, (on) => !isPrototypes(on))),
    ...section('On data layer, messaging, authentication and API', rowsOf(scans, isPrototypes)),
  ].join('\n');
}
