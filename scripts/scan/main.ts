import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKOV_REASONS } from './checkov-reasons';
import { Finding, Posture, POSTURES, Scan } from './finding';
import { page } from './page';
import { scanners } from './python';
import { CORE, synthesize, WHOLE } from './synthesize';
import { table } from './table';
import { check, lint } from './templates';
import { ACKNOWLEDGED } from '../../examples/security/acknowledgements';

const DOCS = join(__dirname, '..', '..', 'docs', 'security.md');
const PAGE = join(__dirname, '..', '..', 'docs', 'findings.md');
const [BEGIN, END] = ['<!-- scan:begin -->', '<!-- scan:end -->'];

function scan(posture: Posture): Scan {
  const folder = mkdtempSync(join(tmpdir(), 'listbackup-scan-'));
  try {
    const assembly = join(folder, 'raw');
    const raw = synthesize(WHOLE, assembly, posture);
    const unacknowledged = synthesize(WHOLE, join(folder, 'acknowledged'), posture, true);
    const bin = scanners();
    const lints = lint(bin, assembly);
    const checks = check(bin, assembly);
    const parts = join(folder, 'core');
    const core = [...synthesize(CORE, parts, posture), ...lint(bin, parts), ...check(bin, parts)];
    const left = [...unacknowledged, ...lints, ...checks.filter((finding) => !hasReason(finding, posture))];
    return { raw: [...raw, ...lints, ...checks], left, core };
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
  const found = page(scans);
  const isCurrent = inside === measured && readFileSync(PAGE, 'utf8') === found;
  if (process.argv.includes('--update')) {
    writeFileSync(DOCS, `${before}\n${measured}\n${after}`);
    writeFileSync(PAGE, found);
  } else if (!isCurrent) {
    console.error('docs/security.md or docs/findings.md says otherwise: npx projen scan --update writes both.');
  }
  return left.length + gone.length > 0 || (!isCurrent && !process.argv.includes('--update')) ? 1 : 0;
}

process.exitCode = main();
