import { join } from 'node:path';
import { assemblyFolder, deployedFolder, folder } from './support/folders';
import { production } from './support/production';
import { plan } from './support/run';
import { runCommand } from '../helpers/command';

test('a whole production stage is planned; bench/plan.ts measures how long that takes', async () => {
  const { deployed, target } = production();
  const { code, out } = await plan('--deployed', deployedFolder(deployed), '--assembly', assemblyFolder(target), '--out', join(folder(), 'steps'));
  expect(code).toBe(0);
  expect(out).toContain('safe: 8 steps');
});

test('invalid arguments end the process with 2 and one line', async () => {
  const { code, stdout, stderr } = await runCommand(['plan', '--deployed', 'nowhere', '--assembly', 'nowhere']);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/^listbackup: --assembly nowhere: no such folder\n$/) as string });
});
