// Draws the README's picture anew, with `listbackup diagram`, from the production stage as the sources synthesize it.
// usage: npx projen diagram
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from '../src';

const ROOT = join(__dirname, '..');
const COMMAND = join(ROOT, 'cli/bin/listbackup.js');
const BEGIN = '<!-- diagram:begin -->\n';
const END = '\n<!-- diagram:end -->';

/** The README with the picture that the sources make, between its two marks. */
export function withPicture(readme: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md: no ${BEGIN.trim()} followed by ${END.trim()}, between which the picture stands`);
  return `${readme.slice(0, begin + BEGIN.length)}\`\`\`mermaid\n${drawn()}\`\`\`${readme.slice(end)}`;
}

function drawn(): string {
  const outdir = mkdtempSync(join(tmpdir(), 'listbackup-diagram-'));
  try {
    const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
    new ListBackupInfrastructure(app, 'ListBackup', {
      stage: ListBackupStage.MAIN,
      env: { account: '123456789012', region: 'us-west-2' },
      hostedZone: { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'listbackup.ai' },
    });
    app.synth();
    return execFileSync(process.execPath, [COMMAND, 'diagram', '--assembly', outdir], { encoding: 'utf8' });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

if (require.main === module) {
  const file = join(ROOT, 'README.md');
  writeFileSync(file, withPicture(readFileSync(file, 'utf8')));
}
