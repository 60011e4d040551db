import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKOV_REASONS } from './checkov-reasons';
import { Finding, Posture, POSTURES, Scan } from './finding';
import { scanners } from './python';
import { synthesize } from './synthesize';
import { table } from './table';
import { check, lint } from './templates';
import { ACKNOWLEDGED } from '../../examples/security/acknowledgements';

const DOCS = join(__dirname, '..', '..', 'docs', 'security.md');
const [BEGIN, END] = ['<!-- scan:begin -->', '<!-- scan:end -->'];

function scan(posture: Posture): Scan {
  const folder = mkdtempSync(join(tmpdir(), 'listbackup-scan-'));
  try {
    const assembly = join(folder, 'raw');
    const raw = synthesize(assembly, posture, false);
    const unacknowledged = synthesize(join(folder, 'acknowledged'), posture, true);
    const bin = scanners();
    const lints = lint(bin, assembly);
    const checks = check(bin, assembly);
    return { raw: [...raw, ...lints, ...checks], left: [...unacknowledged, ...lints, ...checks.filter((finding) => !hasReason(finding, posture))] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasReason({ rule, on }: Finding, posture: Posture): boolean {
  return CHECKOV_REASONS.some(({ check: id, on: where }) => id === rule && (Array.isArray(where) ? where.includes(on) : posture === 'standard'));
}

/** Reasons for what no scanner reports any more. */
function stale(raw: readonly Finding[]): string[] {
  // A reason on a scope is one for everything below it.
  const found = new Set(raw.flatMap(({ rule, on }) => on.split('/').map((_, at, path) => `${rule} @ ${path.slice(0, at + 1).join('/')}`)));
  const checks = new Set(raw.map(({ rule }) => rule));
  return [
    ...ACKNOWLEDGED.flatMap(({ rules, on }) => rules.filter((rule) => !rule.endsWith('DynamoDBInBackupPlan')).flatMap((rule) => on.map((path) => `${rule} @ ${path}`))),
    ...CHECKOV_REASONS.flatMap(({ check: id, on }) => (Array.isArray(on) ? on.map((where) => `${id} @ ${where}`) : [])),
  ].filter((reason) => !found.has(reason)).concat(CHECKOV_REASONS.map(({ check: id }) => id).filter((id) => !checks.has(id)));
}

function section(text: string): { readonly before: string; readonly inside: string; readonly after: string } {
  const [from, to] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  return { before: text.slice(0, from), inside: text.slice(from, to).trim(), after: text.slice(to) };
}

function main(): number {
  const scans = Object.fromEntries(POSTURES.map((posture) => [posture, scan(posture)])) as Record<Posture, Scan>;
  const measured = table(scans);
  console.log(measured);

  const left = POSTURES.flatMap((posture) => scans[posture].left.map(({ scanner, rule, on }) => `${posture}, ${scanner}: ${rule} at ${on}`));
  const gone = stale(POSTURES.flatMap((posture) => scans[posture].raw));
  for (const finding of left) console.error(`new: ${finding}. Mend it, or write down why it stays (examples/security/acknowledgements.ts, scripts/scan/checkov-reasons.ts).`);
  for (const reason of gone) console.error(`gone: ${reason}. Nothing reports it any more: remove the reason.`);

  const docs = readFileSync(DOCS, 'utf8');
  const { before, inside, after } = section(docs);
  if (process.argv.includes('--update')) writeFileSync(DOCS, `${before}\n${measured}\n${after}`);
  else if (inside !== measured) console.error('docs/security.md has another table: npx projen scan --update writes this one.');
  return left.length + gone.length > 0 || (inside !== measured && !process.argv.includes('--update')) ? 1 : 0;
}

process.exitCode = main();
