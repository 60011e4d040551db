import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentLink } from '../../src/emulator/environment';
import { findPython } from '../../src/emulator/python';
import { FIXTURE_APP, NOTHING, runCommand, temporaryFolder } from '../helpers/command';

test('two runs side by side, whose cached environment is broken, mend it and do not disturb each other', async () => {
  const XDG_CACHE_HOME = temporaryFolder();
  await breakCache(XDG_CACHE_HOME);
  const runs = await Promise.all(['main', 'dev'].map(async (stage) => (
    runCommand(['up', '--app', FIXTURE_APP, '--stage', stage], { env: { XDG_CACHE_HOME, FIXTURE_SERVICES: 'dynamodb,sqs' } }))));
  for (const { code, stdout, stderr, run } of runs) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('making the Python environment of the emulator, once');
    expect(await run.leftovers()).toEqual(NOTHING);
  }
});

/** An environment under the right name, which starts and lacks the emulator. */
async function breakCache(cache: string): Promise<void> {
  const python = findPython(process.env);
  const link = await environmentLink({ XDG_CACHE_HOME: cache }, python);
  mkdirSync(join(`${link}.broken`, 'bin'), { recursive: true });
  symlinkSync(python.path, join(`${link}.broken`, 'bin', 'python'));
  writeFileSync(join(`${link}.broken`, 'resource-types.json'), '[]');
  symlinkSync(`${link}.broken`, link);
}
