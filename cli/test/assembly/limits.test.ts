import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { LIMITS } from '../../src/assembly';
import { emulatorEnvironment, findPython } from '../../src/emulator';
import { RESOURCES } from '../fixtures/resources';

/** The emulator insists that it is there. */
const DEAD_LETTER_QUEUE = { type: 'AWS::SQS::Queue', properties: { QueueName: 'dead.fifo', FifoQueue: true } };

let reads: Record<string, string[]>;

beforeAll(async () => {
  const nobody = () => undefined;
  const { python } = await emulatorEnvironment({ python: findPython(process.env), env: process.env, onMake: nobody, onProcess: nobody });
  const script = join(__dirname, '..', 'fixtures', 'emulator-reads.py');
  const env = { ...process.env, MINISTACK_ACCOUNT_ID: '123456789012', MINISTACK_REGION: 'us-west-2' };
  const input = JSON.stringify([DEAD_LETTER_QUEUE, ...RESOURCES]);
  reads = JSON.parse(execFileSync(python, ['-I', script], { input, env, encoding: 'utf8' })) as typeof reads;
}, 60_000);

test('every type with limits has an example', () => {
  expect(LIMITS.map(({ type }) => type).sort()).toEqual(RESOURCES.map(({ type }) => type).sort());
});

// The emulator itself is asked, while it creates the example, which of its properties it looks at.
test.each(RESOURCES)('the emulator looks at those properties of $type that it is said to keep, and at no other', ({ type }) => {
  const keeps = LIMITS.find((limits) => limits.type === type)?.keeps ?? [];
  expect([...keeps].sort()).toEqual(reads[type]);
});
