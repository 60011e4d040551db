// Keeps the templates of a release under test/golden/VERSION: a cloud assembly without anything but its stacks.
// usage: npx projen golden VERSION
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeRelease } from './release-assembly';

interface Artifact {
  readonly type: string;
  readonly environment: string;
  readonly properties: { readonly templateFile: string; readonly stackName?: string; readonly tags?: object };
}

interface Manifest {
  readonly version: string;
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

const [version = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+$/.test(version)) fail(`"${version}" is not a version, such as 1.2.3: npx projen golden 1.2.3`);
const target = join(__dirname, '../test/golden', version);
if (existsSync(target)) fail(`${target} is there already; what a release was does not change`);

const out = mkdtempSync(join(tmpdir(), 'listbackup-golden-'));
try {
  synthesizeRelease(out);
  keep(out, target);
} finally {
  rmSync(out, { recursive: true, force: true });
}

function keep(from: string, to: string): void {
  const manifest = JSON.parse(readFileSync(join(from, 'manifest.json'), 'utf8')) as Manifest;
  const stacks = Object.entries(manifest.artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  mkdirSync(to, { recursive: true });
  for (const [, { properties: { templateFile } }] of stacks) {
    writeFileSync(join(to, templateFile), `${JSON.stringify(JSON.parse(readFileSync(join(from, templateFile), 'utf8')))}\n`);
  }
  const artifacts = Object.fromEntries(stacks.map(([id, { type, environment, properties: { templateFile, stackName, tags } }]) => (
    [id, { type, environment, properties: { templateFile, stackName, tags } }]
  )));
  writeFileSync(join(to, 'manifest.json'), `${JSON.stringify({ version: manifest.version, artifacts }, undefined, 1)}\n`);
}

function fail(why: string): never {
  console.error(`error: ${why}`);
  process.exit(1);
}
