import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SentStack, SentStep } from './replay';
import { described, type TemplateObject } from './today';

type Obj = Record<string, unknown>;

/** The deployed stage as the replay takes it, with the stack tags that `described` gives. */
export function live(stacks: Readonly<Record<string, TemplateObject>>, stage = 'main'): Record<string, SentStack> {
  const { Tags: tags = [] } = (described('any', stage) as { Stacks: { Tags: { Key: string; Value: string }[] }[] }).Stacks[0] ?? { Tags: [] };
  return Object.fromEntries(
    Object.entries(stacks).map(([name, template]) => [name, { template, tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) }]),
  );
}

/** The steps that were written, read as `cdk deploy` reads them; an upload under a wrong hash fails. */
export function stepsIn(out: string): readonly SentStep[] {
  return readdirSync(out)
    .sort()
    .map((name) => stepIn(join(out, name)));
}

function stepIn(folder: string): SentStep {
  const manifest = read(join(folder, 'manifest.json')) as { artifacts: Record<string, Obj> };
  const stacks: Record<string, SentStack> = {};
  const imports: string[] = [];
  for (const [id, artifact] of Object.entries(manifest.artifacts)) {
    if (artifact.type !== 'aws:cloudformation:stack') continue;
    const {
      templateFile,
      stackTemplateAssetObjectUrl: url,
      tags = {},
      stackName,
    } = artifact.properties as Record<string, string> & { tags?: Record<string, string> };
    const text = readFileSync(join(folder, String(templateFile)), 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    if (!String(url).endsWith(`/${hash}.json`)) throw new Error(`${folder}: ${id} would be deployed from ${String(url)}, which is not its template`);
    uploads(folder, artifacts(manifest.artifacts, artifact), hash);
    stacks[String(stackName)] = { template: JSON.parse(text) as Obj, tags };
    const mapping = join(folder, `${String(stackName)}.import.json`);
    if (existsSync(mapping)) imports.push(...Object.keys(read(mapping) as Obj).map((logicalId) => `${String(stackName)}.${logicalId}`));
  }
  return { stacks, imports };
}

function artifacts(all: Record<string, Obj>, { dependencies = [] }: Obj): readonly Obj[] {
  return (dependencies as string[]).map((name) => all[name]).filter((artifact): artifact is Obj => artifact?.type === 'cdk:asset-manifest');
}

/** Every file that would be uploaded is there, and the template is among them under its own hash. */
function uploads(folder: string, manifests: readonly Obj[], hash: string): void {
  const files = manifests.flatMap(({ properties }) =>
    Object.entries((read(join(folder, String((properties as Obj).file))) as { files: Record<string, { source: { path: string } }> }).files),
  );
  if (!files.some(([id]) => id === hash)) throw new Error(`${folder}: the template ${hash} is not uploaded`);
  for (const [
    id,
    {
      source: { path },
    },
  ] of files) {if (!existsSync(join(folder, path))) throw new Error(`${folder}: the asset ${id} is not there`);}
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
