// Compares what a commit and the work tree synthesize, template by template and byte by byte, asset hashes aside: every kind of stage, standard and
// hardened, with everything on and with defaults; the layers in a stack of one's own; services that use what another app deployed; standbys.
// usage: tsx scripts/compare-stages.ts COMMIT
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const ASSET_HASH = /\b[0-9a-f]{64}\b/g;
const [commit] = process.argv.slice(2);
if (commit === undefined) fail('name the commit to compare with: tsx scripts/compare-stages.ts COMMIT');

const work = mkdtempSync(join(tmpdir(), 'listbackup-compare-'));
try {
  const differing = compare(synthesize(checkOut(commit), 'before'), synthesize(ROOT, 'after'));
  if (differing > 0) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
  execFileSync('git', ['worktree', 'prune'], { cwd: ROOT });
}

/** The commit's files, with the dependencies and the bundled handlers of this checkout. */
function checkOut(reference: string): string {
  const checkout = join(work, 'checkout');
  execFileSync('git', ['worktree', 'add', '--detach', checkout, reference], { cwd: ROOT, stdio: 'ignore' });
  symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  if (!existsSync(join(ROOT, 'assets'))) fail('the handlers are not bundled: npx projen bundle');
  cpSync(join(ROOT, 'assets'), join(checkout, 'assets'), { recursive: true });
  return checkout;
}

/** Template → text, by scenario and stack. */
function synthesize(checkout: string, name: string): ReadonlyMap<string, string> {
  const out = join(work, name);
  execFileSync('npx', ['tsx', join(__dirname, 'compare-stages/app.ts'), checkout, out], {
    cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CDK_VALIDATION: 'false' },
  });
  const files = (readdirSync(out, { recursive: true }) as string[]).filter((file) => file.endsWith('.template.json')).sort();
  return new Map(files.map((file) => [file, readFileSync(join(out, file), 'utf8').replace(ASSET_HASH, 'ASSET_HASH')]));
}

function compare(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  const files = [...new Set([...before.keys(), ...after.keys()])];
  const differing = files.filter((file) => before.get(file) !== after.get(file));
  for (const file of differing) console.log(`differs: ${file}`);
  const scenarios = new Set(files.map((file) => file.split('/')[0]));
  const bytes = [...before.values()].reduce((sum, { length }) => sum + length, 0);
  console.log(`${commit} and the work tree: ${files.length} templates of ${scenarios.size} scenarios, ${bytes} bytes, ${differing.length} differ`);
  return files.length === 0 ? 1 : differing.length;
}

function fail(why: string): never {
  console.error(`error: ${why}`);
  process.exit(1);
}
