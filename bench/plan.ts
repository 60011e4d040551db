// Measures `listbackup plan` for a whole production stage, in a separate process.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './measure';
import { circumstances, table } from './table';
import { production } from '../cli/test/plan/support/production';
import { writeAssembly, writeDeployed } from '../cli/test/plan/support/write';

const ROUNDS = 5;
const NAME = '`listbackup plan` of a production stage';
const folder = mkdtempSync(join(tmpdir(), 'listbackup-bench-'));
try {
  const { deployed, target } = production();
  const words = ['--deployed', writeDeployed(join(folder, 'deployed'), deployed), '--assembly', writeAssembly(join(folder, 'target'), target)];
  const script = join(folder, 'plan.js');
  writeFileSync(script, `
    require(${JSON.stringify(join(__dirname, '..', 'cli', 'lib', 'index.js'))}).main(['plan', '--json', ...process.argv.slice(2)]).then((code) => {
      process.exitCode = code;
      const { user, system } = process.cpuUsage();
      console.log('\\n' + JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMiB: process.resourceUsage().maxRSS / 1024 }));
    });`);
  const { [NAME]: figures } = measure({ [NAME]: [script, ...words] }, ROUNDS);
  if (figures === undefined) throw new Error('nothing was measured');
  console.log(table(['command', 'CPU, median', 'peak memory'], [[NAME, `${figures.cpuSeconds.toFixed(2)} s`, `${figures.peakMiB.toFixed(0)} MiB`]]));
  console.log(`\n${circumstances(ROUNDS)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
