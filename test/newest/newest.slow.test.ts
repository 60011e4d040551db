import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const NEWEST: string = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')).devDependencies['aws-cdk-lib-newest'].split('@')[1];

/** The one run in which CDK's built-in validation is on: the oldest supported version has none, so it runs on the newest. */
function synthesize(...words: string[]) {
  const outdir = mkdtempSync(join(tmpdir(), 'listbackup-newest-'));
  try {
    const run = spawnSync(process.execPath, ['--require', join(__dirname, 'use-newest.js'), join(__dirname, 'app.js'), outdir, ...words], {
      encoding: 'utf8',
      env: { ...process.env, CDK_VALIDATION: undefined },
    });
    return { status: run.status, version: run.stdout, output: run.stderr };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

test('main, staging and dev synthesize without a finding or a warning on the newest aws-cdk-lib', () => {
  expect(synthesize()).toEqual({ status: 0, version: NEWEST, output: '' });
});

test('the validation does look: a broken resource is reported', () => {
  expect(synthesize('break').output).toMatch(/Broken/);
});
