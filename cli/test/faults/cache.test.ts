import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulatorEnvironment, environmentLink } from '../../src/emulator/environment';
import { findPython } from '../../src/emulator/python';
import { temporaryFolder } from '../helpers/command';

const MADE_ANEW = 'made anew';
const python = findPython(process.env);

/** Opens an environment whose list of resource types reads so; it is made anew only where it is not trusted. */
async function open(types: string) {
  const env = { XDG_CACHE_HOME: temporaryFolder() };
  const folder = await environmentLink(env, python);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  symlinkSync(python.path, join(folder, 'bin', 'python'));
  writeFileSync(join(folder, 'resource-types.json'), types);
  return emulatorEnvironment({ python, env, onMake: () => { throw new Error(MADE_ANEW); }, onProcess: () => undefined });
}

test('an environment that is whole is taken as it is', async () => {
  expect(await open('["AWS::DynamoDB::Table", "AWS::SQS::Queue"]')).toMatchObject({
    fresh: false, resourceTypes: new Set(['AWS::DynamoDB::Table', 'AWS::SQS::Queue']),
  });
});

// What it does not name is left out of a deployment, so that a list without content would deploy nothing, and say that all is well.
test.each(['', '[]', '{}', '"AWS::DynamoDB::Table"', 'null', '["AWS::Dyna', '\u0000\u0000\u0000', '[42]'])('a poisoned list of resource types, %j, is not trusted', async (types) => {
  await expect(open(types)).rejects.toThrow(MADE_ANEW);
});
