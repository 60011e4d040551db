/** Counts the waits of a deployment in the assembly of a production stage: waves of stacks, chains of resources, and how full each stack is. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longestChain } from '../test/support/dependency-chain';
import type { TemplateJson } from '../test/support/synth';

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties: { readonly templateFile: string; readonly stackName: string };
}

const MEGABYTE = 1_000_000;
const QUOTAS = { resources: 500, outputs: 200, bytes: MEGABYTE };

const folder = mkdtempSync(join(tmpdir(), 'listbackup-bench-'));
try {
  execFileSync(process.execPath, [join(__dirname, 'apps', 'library.js'), folder, 'main'], { env: { ...process.env, CDK_VALIDATION: 'false' } });
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { artifacts: Record<string, Artifact> };
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const isStack = (id: string) => stacks.some(([other]) => other === id);
  const waveOf = (id: string): number => 1 + Math.max(0, ...(artifacts[id].dependencies ?? []).filter(isStack).map(waveOf));

  const rows = stacks.map(([id, { properties: { templateFile, stackName } }]) => {
    const text = readFileSync(join(folder, templateFile), 'utf8');
    const template = JSON.parse(text) as Partial<TemplateJson>;
    const { Resources = {}, Outputs = {} } = template;
    const chain = longestChain({ Resources, Outputs });
    const [resources, outputs] = [Resources, Outputs].map((section) => Object.keys(section).length);
    return { stackName, wave: waveOf(id), chain, resources, outputs, bytes: Buffer.byteLength(text) };
  });
  const share = ({ resources, outputs, bytes }: typeof rows[number]) => (
    Math.max(resources / QUOTAS.resources, outputs / QUOTAS.outputs, bytes / QUOTAS.bytes));

  console.log('| stack of stage main | wave | resources | outputs | kB | of its nearest quota | longest chain of resources |\n| --- | --- | --- | --- | --- | --- | --- |');
  for (const row of rows.sort((one, other) => one.wave - other.wave || one.stackName.localeCompare(other.stackName))) {
    const cells = [row.stackName, row.wave, row.resources, row.outputs, Math.round(row.bytes / 1000), `${Math.round(100 * share(row))} %`, `${row.chain.length}: ${row.chain.join(' → ')}`];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log(`\n${rows.length} stacks, ${rows.reduce((sum, { resources }) => sum + resources, 0)} resources, ${Math.max(...rows.map(({ wave }) => wave))} waves.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
