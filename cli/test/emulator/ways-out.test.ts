import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFunction, invoke, startTestEmulator, type TestEmulator } from './support/emulator';

const FOLDER = join(__dirname, '..', 'fixtures', 'network', 'ways-out');

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await startTestEmulator();
  await createFunction(emulator, 'ways-out', FOLDER, [{ Effect: 'Allow', Action: 'sqs:ListQueues', Resource: '*' }]);
});
afterAll(async () => emulator.stop());

test('a Node.js function reaches the emulator by every address of AWS, and nothing else', async () => {
  expect(await invoke(emulator, 'ways-out')).toEqual({
    environment: '200',
    hardWired: '200',
    fetch: '200',
    dualStack: '200',
    otherHost: 'listbackup up: nothing leaves this machine, api.example.com:443 was refused (403)',
    address: 'listbackup up: nothing leaves this machine, 192.0.2.1:443 was refused',
    variables: '',
  });
  // The function doesn't wait for the report of an address.
  for (const until = Date.now() + 10_000; Date.now() < until && emulator.reports.filter(({ kind }) => kind === 'outside').length < 2;) await sleep(10);
  expect(emulator.reports).toContainEqual({ kind: 'outside', function: 'ways-out', host: 'api.example.com', port: 443 });
  expect(emulator.reports).toContainEqual({ kind: 'outside', function: 'ways-out', host: '192.0.2.1', port: 443 });
});
