import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Posture } from './finding';

const ROOT = join(__dirname, '..', '..');

/** The rule sees selections of a backup plan in the tables' own stack only, and the plan is in another. */
const BLIND_RULE = 'DynamoDBInBackupPlan';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly { readonly ruleName: string; readonly violatingConstructs: readonly { readonly constructPath: string }[] }[];
  }[];
}

/** A production stage with everything. */
export const WHOLE = join(ROOT, 'examples', 'security', 'app.ts');
/** The parts that a prototype had. */
export const CORE = join(__dirname, 'core.ts');

/** Synthesizes a production stage into the folder; returns what cdk-nag says of it. */
export function synthesize(file: string, outdir: string, security: Posture, acknowledge = false): Finding[] {
  const app = spawnSync(process.execPath, [
    require.resolve('tsx/cli'), '--tsconfig', join(__dirname, 'tsconfig.json'), file,
  ], {
    env: { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify({ security, acknowledge: String(acknowledge) }) },
    encoding: 'utf8',
  });
  const report = join(outdir, 'validation-report.json');
  // The app's exit code says whether there are findings; only the report says that it was synthesized at all.
  if (!existsSync(report)) throw new Error(`${file} does not synthesize:\n${app.stderr}`);
  const { pluginReports } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return pluginReports.flatMap(({ pluginName, violations }) => violations
    .filter(({ ruleName }) => !ruleName.endsWith(BLIND_RULE))
    .flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(({ constructPath }) => (
      { scanner: pluginName, rule: ruleName, on: constructPath }
    ))));
}
