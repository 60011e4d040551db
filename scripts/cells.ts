import { App, RemovalPolicy } from 'aws-cdk-lib';
import { ListBackupInfrastructure, ListBackupStage } from 'listbackup-infrastructure';

/**
 * Synthesizes many stages in several accounts, each as a cell: `tsx scripts/cells.ts STAGES ACCOUNTS FOLDER`. What they come to in an account
 * is the output of `listbackup limits --assembly FOLDER`.
 */
const [stages = '100', accounts = '4', outdir = 'cells.out'] = process.argv.slice(2);
const FIRST_ACCOUNT = 111111111111;

const app = new App({ outdir });
for (let cell = 0; cell < Number(stages); cell++) {
  new ListBackupInfrastructure(app, `Cell${cell}`, {
    // A name other than main, prod and production is that of a development stage, so what a cell needs is switched on.
    stage: ListBackupStage.of(`cell-${String(cell).padStart(3, '0')}`),
    env: { account: String(FIRST_ACCOUNT + cell % Number(accounts)), region: 'us-west-2' },
    removalPolicy: RemovalPolicy.RETAIN,
    monitoring: { alarms: true },
    budget: { monthlyUsd: 500, emails: ['costs@listbackup.ai'] },
    backup: {},
    delivery: { repository: 'ListBackup-ai/api', createProvider: cell < Number(accounts) },
  });
}
app.synth();
