import { join } from 'node:path';
import { startJobs, whenSettled, type Asked, type Found, type Stage } from './jobs';
import { clientConfig } from '../../src/session';
import { faultCounts, type FaultCounts } from '../../src/up/faults';
import { NOTHING, RunningCommand } from '../helpers/command';

const ROOT = join(__dirname, '..', '..', '..');
const APP = `"${process.execPath}" "${require.resolve('tsx/cli')}" examples/typescript/app.ts`;
/** `npx projen soak` sets the number of jobs; otherwise it is as many as the clients start in this time. */
const { SOAK_JOBS } = process.env;
const LIMITS = SOAK_JOBS === undefined ? { jobs: Infinity, seconds: 5 } : { jobs: Number(SOAK_JOBS), seconds: Infinity };
const TIMEOUT_MS = 30 * 60_000;

let command: RunningCommand;
let asked: Asked;
let found: Found;
let counts: FaultCounts[];
beforeAll(async () => {
  command = RunningCommand.start(['up', '--app', APP, '--stage', 'dev', '--keep', '--faults', join(__dirname, 'faults.json')], { cwd: ROOT });
  const [, endpoint = ''] = await written(/^export AWS_ENDPOINT_URL=(\S+)$/m);
  const [, api = ''] = await written(/^its API answers at '(.+)'$/m);
  const stage: Stage = { config: clientConfig({ endpoint, account: '123456789012', region: 'us-west-2' }, 'us-west-2'), api };
  const began = performance.now();
  asked = await startJobs(stage, LIMITS);
  found = await whenSettled(stage, asked);
  counts = await faultCounts(endpoint);
  const seconds = Math.round((performance.now() - began) / 1000);
  const [calls = 0] = counts.map((count) => count.calls);
  const hits = counts.reduce((sum, count) => sum + count.hits, 0);
  process.stdout.write(`soak: ${asked.accepted.size} jobs and ${asked.poison} messages that are none, ${asked.twice} sent twice, in ${seconds} s; `
    + `${hits} of ${calls} calls met a fault; ${asked.failed} requests sent again; ${found.notified.length} jobs done, ${found.dead.length} messages and ${found.undelivered.length} events in dead-letter queues\n`);
}, TIMEOUT_MS);
afterAll(async () => {
  command.signal('SIGINT');
  await command.done;
});

/** Waits as long as the command runs. */
async function written(pattern: RegExp): Promise<RegExpExecArray> {
  const ended = command.done.then(({ stderr, stdout }) => { throw new Error(`the command ended: ${stderr}\n${stdout}`); });
  ended.catch(() => undefined);
  for (;;) {
    const match = await Promise.race([command.written(pattern).catch(() => undefined), ended]);
    if (match) return match;
  }
}

const once = (ids: readonly string[]) => [...new Set(ids)].sort();
const idOf = (body: string): string => /"jobId":"([^"]+)"/.exec(body)?.[1] ?? body;

test('every job is done once, or waits in a dead-letter queue', () => {
  const waiting = [...found.dead.map(idOf).filter((id) => !id.startsWith('poison-')), ...found.undelivered.map(idOf)];
  expect([...found.notified, ...waiting].sort()).toEqual([...asked.accepted].sort());
});

test('each table has each job once', () => {
  expect([...found.jobs].sort()).toEqual(once(found.jobs));
  expect([...found.logs].sort()).toEqual(once(found.logs));
  const [jobs, logs] = [new Set(found.jobs), new Set(found.logs)];
  expect(found.notified.filter((id) => !jobs.has(id) || !logs.has(id))).toEqual([]);
  expect([...found.jobs, ...found.logs].filter((id) => !asked.accepted.has(id))).toEqual([]);
});

test('the messages that are no jobs all wait in the dead-letter queue, and the counts add up', () => {
  expect(found.dead.filter((body) => idOf(body).startsWith('poison-'))).toHaveLength(asked.poison);
  expect(found.notified.length + found.dead.length + found.undelivered.length).toBe(asked.accepted.size + asked.poison);
});

test('calls met faults, and nothing is left behind', async () => {
  expect(counts.reduce((sum, { hits }) => sum + hits, 0)).toBeGreaterThan(0);
  command.signal('SIGINT');
  await command.done;
  expect(await command.leftovers()).toEqual(NOTHING);
});
