import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource } from 'aws-cdk-lib';
import { ListBackupSecurity } from 'listbackup-infrastructure';
import { ACKNOWLEDGED } from '../../examples/security/acknowledgements';
import { productionStage } from '../../examples/security/stage';
import { synthesize, WHOLE } from '../scan/synthesize';

/** A reason, and the findings that it is for: by logical ID of the catalogue, the IDs of the rules. */
export interface AcknowledgedRow {
  readonly reason: string;
  readonly rules: { readonly [logicalId: string]: readonly string[] };
}

/** Logical IDs that contain a name of the caller's. */
const NAMED_BY_CALLERS: Readonly<Record<string, string | undefined>> = { SlackRoleC0123ABCD: 'SlackRole*', StripeSecret: '*Secret' };

/** Stacks of services: their authors give reasons for them. */
const OF_SERVICES = /^Jobs\/Jobs\//;

/** Returns the findings of both security levels that have a reason, in the order of the reasons. */
export function acknowledgedTable(): AcknowledgedRow[] {
  const rows = new Map<string, Map<string, Set<string>>>(ACKNOWLEDGED.map(({ reason }) => [reason, new Map<string, Set<string>>()]));
  for (const [posture, security] of [['standard', ListBackupSecurity.STANDARD], ['hardened', ListBackupSecurity.HARDENED]] as const) {
    const ids = logicalIds(security);
    for (const { rule, on } of reported(posture).filter((finding) => !OF_SERVICES.test(finding.on))) {
      const known = ACKNOWLEDGED.find(({ rules, on: paths }) => rules.includes(rule) && paths.some((path) => on === path || on.startsWith(`${path}/`)));
      const logicalId = ids.get(on);
      if (known === undefined || logicalId === undefined) throw new Error(`${rule} at ${on} has no reason: see npx projen scan`);
      const rules = rows.get(known.reason) ?? new Map<string, Set<string>>();
      const name = NAMED_BY_CALLERS[logicalId] ?? logicalId;
      rows.set(known.reason, rules.set(name, (rules.get(name) ?? new Set<string>()).add(anywhere(rule))));
    }
  }
  return [...rows].filter(([, rules]) => rules.size > 0).map(([reason, rules]) => (
    { reason, rules: Object.fromEntries([...rules].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, all]) => [id, [...all].sort()])) }
  ));
}

/** The ID of a finding for any stage, account and Region. */
function anywhere(rule: string): string {
  return rule.replaceAll('123456789012', '{account}').replace(/us-(west-2|east-1)/g, '{region}').replace(/-main(?=[-/*])/g, '-{stage}');
}

function reported(posture: 'standard' | 'hardened') {
  const folder = mkdtempSync(join(tmpdir(), 'listbackup-acknowledgements-'));
  try {
    return synthesize(WHOLE, join(folder, 'out'), posture);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function logicalIds(security: ListBackupSecurity): ReadonlyMap<string, string> {
  const app = new App();
  productionStage(app, security);
  const resources = app.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  return new Map(resources.map((resource) => [resource.node.path, String(resource.stack.resolve(resource.logicalId))]));
}
