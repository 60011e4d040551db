// Synthesizes what a release deploys: one assembly with main, staging and dev, straight from the sources.
// usage: tsx scripts/release-assembly.ts OUTDIR
import { App } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from '../src';

const ENV = { account: '123456789012', region: 'us-west-2' };

export function synthesizeRelease(outdir: string): void {
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
  const { email } = new ListBackupInfrastructure(app, 'main', { stage: ListBackupStage.MAIN, env: ENV });
  for (const stage of [ListBackupStage.STAGING, ListBackupStage.DEV]) {
    // The identity belongs to the account: the second stage takes the first one's.
    new ListBackupInfrastructure(app, stage.stageName, { stage, env: ENV, email: { emailIdentity: email.emailIdentity } });
  }
  app.synth();
}

const [outdir] = process.argv.slice(2);
if (require.main === module && outdir !== undefined) synthesizeRelease(outdir);
