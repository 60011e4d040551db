import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Synthesizes the production stage of the library into `FOLDER/main`. */
export function synthesizeMain(folder: string): string {
  const env = { ...process.env, CDK_OUTDIR: folder, STAGES: 'main', CDK_VALIDATION: 'false' };
  execFileSync(process.execPath, [require.resolve('tsx/cli'), join(__dirname, '..', 'fixtures', 'whole-stages.ts')], { env, stdio: 'inherit' });
  return join(folder, 'main');
}
