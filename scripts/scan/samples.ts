// Checks templates from fuzzing with cfn-lint and CDK's own validator. usage: tsx scripts/scan/samples.ts
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, scanners } from './python';

const ROOT = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'listbackup-samples-'));
try {
  const made = spawnSync('npx', ['jest', 'test/fuzz', '--silent', '-t', 'sound values together'], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false', FUZZ_KEEP: folder },
  });
  if (made.status !== 0) throw new Error(made.stderr);
  for (const name of readdirSync(folder)) {
    // A handle alone makes nothing, which is no template yet.
    if (!('Resources' in JSON.parse(readFileSync(join(folder, name), 'utf8')))) rmSync(join(folder, name));
  }
  const templates = readdirSync(folder);
  if (templates.length < 50) throw new Error(`fuzzing made ${templates.length} templates, too few to say anything`);

  const lint = run(join(scanners(), 'cfn-lint'), ['--format', 'parseable', '--ignore-checks', 'W', '--', ...templates], folder, true);
  const validator = spawnSync(process.execPath, [
    '--require', join(ROOT, 'test/newest/use-newest.js'), join(__dirname, 'validate-samples.js'), folder,
  ], { encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: undefined } });
  const found = `${lint}${validator.stderr}`.trim();
  console.log(`${templates.length} templates: ${found === '' ? 'nothing found' : `\n${found}`}`);
  process.exitCode = found === '' && validator.status === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
