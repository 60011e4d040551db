// Synthesizes what a release deploys: one assembly with main, staging and dev, straight from the sources.
// usage: tsx scripts/release-assembly.ts OUTDIR
import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from '../src';

const ENV = { account: '123456789012', region: 'us-west-2' };

export function synthesizeRelease(outdir: string): void {
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
  for (const stage of [ListBackupStage.MAIN, ListBackupStage.STAGING, ListBackupStage.DEV]) {
    new ListBackupInfrastructure(app, stage.stageName, { stage, env: ENV });
  }
  app.synth();
}

const [outdir] = process.argv.slice(2);
if (require.main === module && outdir !== undefined) synthesizeRelease(outdir);
