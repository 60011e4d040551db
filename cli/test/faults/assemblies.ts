import { execSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURE_APP, temporaryFolder } from '../helpers/command';

/** What the stand-in app synthesizes: the queues of `main`. */
export function queues(): string {
  const assembly = temporaryFolder();
  execSync(FIXTURE_APP, { env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: '{"stage":"main"}', FIXTURE_SERVICES: 'sqs' } });
  return assembly;
}

/** The same but for one setting, so that there are steps from it. */
export function earlier(assembly: string): string {
  const folder = join(temporaryFolder(), 'earlier');
  cpSync(assembly, folder, { recursive: true });
  const file = join(folder, 'sqs.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: { SyncQueue: { Properties: Record<string, unknown> } } };
  template.Resources.SyncQueue.Properties.VisibilityTimeout = 17;
  writeFileSync(file, JSON.stringify(template));
  return folder;
}
