import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyFolder, deployedFolder, folder } from './support/folders';
import { plan } from './support/run';
import { today } from './support/today';
import { tomorrow } from './support/tomorrow';

test('smoke', async () => {
  const out = join(folder(), 'steps');
  const run = await plan('--deployed', deployedFolder(today()), '--assembly', assemblyFolder(tomorrow()), '--out', out);
  console.log(run.out, run.err);
  expect(run.code).toBe(0);
  expect(existsSync(join(out, '01/manifest.json'))).toBe(true);
});
