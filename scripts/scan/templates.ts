import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from './finding';
import { run } from './python';

interface Lint { readonly Rule: { readonly Id: string }; readonly Location: { readonly Path: readonly string[] | null } }
interface Check { readonly check_id: string; readonly resource: string }
interface Checkov { readonly results: { readonly failed_checks: readonly Check[] } }

const templatesIn = (assembly: string): string[] => readdirSync(assembly).filter((file) => file.endsWith('.template.json'));

/** Runs cfn-lint on the templates of an assembly. */
export function lint(bin: string, assembly: string): Finding[] {
  const found = JSON.parse(run(join(bin, 'cfn-lint'), ['--format', 'json', ...templatesIn(assembly)], assembly, true) || '[]') as Lint[];
  return found.map(({ Rule, Location }) => ({ scanner: 'cfn-lint', rule: Rule.Id, on: (Location.Path ?? []).slice(0, 2).join('.') }));
}

/** Runs checkov on them. It would also read assets and reports, so it gets only the templates. */
export function check(bin: string, assembly: string): Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'listbackup-scan-'));
  try {
    for (const file of templatesIn(assembly)) cpSync(join(assembly, file), join(folder, file));
    const args = ['--directory', '.', '--framework', 'cloudformation', '--skip-download', '--compact', '--quiet', '--output', 'json'];
    const { results } = JSON.parse(run(join(bin, 'checkov'), args, folder, true)) as Checkov;
    return results.failed_checks.map(({ check_id: rule, resource }) => ({ scanner: 'checkov', rule, on: resource.split('.').at(-1) ?? resource }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
