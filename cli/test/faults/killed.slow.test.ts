import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { FIXTURE_APP, NOTHING, runCommand, RunningCommand } from '../helpers/command';

/** `npx projen faults` runs twenty. */
const SEEDS = Number(process.env.FAULT_SEEDS ?? 3);
/** As long as a whole run takes, so that every part of it is met. */
const LONGEST_MS = 4000;
const MOMENTS = fc.sample(fc.integer({ min: 50, max: LONGEST_MS }), { seed: Number(process.env.FAULT_SEED ?? 20261121), numRuns: SEEDS });
const UP = ['up', '--app', FIXTURE_APP];
const env = { FIXTURE_SERVICES: 'dynamodb,sqs' };

test.each(MOMENTS)('killed after %i ms, and repeated: nothing stays, and the second run ends well', async (moment) => {
  const run = RunningCommand.start(UP, { env });
  await sleep(moment);
  run.signal('SIGKILL');
  await run.done;
  expect(await run.leftovers()).toEqual(NOTHING);

  const again = await runCommand(UP, { env });
  expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: '' });
  expect(await again.run.leftovers()).toEqual(NOTHING);
});
