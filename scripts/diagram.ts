// Draws the picture of docs/architecture.md with `listbackup diagram`, from the production stage as the sources synthesize it.
// usage: npx projen diagram
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from '../src';

const ROOT = join(__dirname, '..');
const COMMAND = join(ROOT, 'cli/bin/listbackup.js');

/** The generated picture. */
export const PICTURE = join(ROOT, 'docs/images/stacks.svg');

/** Returns the picture that the sources make, as Mermaid or as SVG. */
export function drawn(format: 'mermaid' | 'svg'): string {
  const outdir = mkdtempSync(join(tmpdir(), 'listbackup-diagram-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
    new ListBackupInfrastructure(app, 'ListBackup', {
      stage: ListBackupStage.MAIN,
      env: { account: '123456789012', region: 'us-west-2' },
      hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    });
    app.synth();
    return execFileSync(process.execPath, [COMMAND, 'diagram', '--assembly', outdir, '--format', format], { encoding: 'utf8' });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (require.main === module) writeFileSync(PICTURE, drawn('svg'));
