import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../src/errors';
import { readScenario } from '../../src/up/scenario';
import { temporaryFolder } from '../helpers/command';

const WHOLE = {
  name: 'a job',
  queue: 'Sync',
  message: { jobId: '1' },
  events: [{ source: 'listbackup.jobs', detailType: 'Job Completed' }],
  items: [{ table: 'Jobs', key: { jobId: '1' }, holds: { status: 'completed' } }],
};

function read(content: unknown) {
  const file = join(temporaryFolder(), 'a.scenario.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readScenario(file);
}

const { queue, message, ...rest } = WHOLE;
const READ = { ...rest, sent: { queue, message }, requests: [], afterwards: [] };
const REQUEST = { route: 'POST /jobs', as: ['Staff'], body: { sourceId: '1' }, status: 202 };

test('a whole scenario', () => {
  expect(read(WHOLE)).toEqual(READ);
});

test('it may begin with requests, and end with some', () => {
  const afterwards = [{ route: 'GET /jobs/{jobId}', status: 401 }];
  expect(read({ ...rest, requests: [REQUEST], afterwards })).toEqual({ ...rest, sent: undefined, requests: [REQUEST], afterwards });
});

test('events or items may be left out, and what an item holds', () => {
  expect(read({ ...WHOLE, events: undefined, items: [{ table: 'Jobs', key: { jobId: '1' } }] }))
    .toEqual({ ...READ, events: [], items: [{ table: 'Jobs', key: { jobId: '1' }, holds: {} }] });
  expect(read({ ...WHOLE, items: undefined })).toEqual({ ...READ, items: [] });
});

test.each([
  ['{ "name"', /is no scenario: .*JSON/],
  ['[]', /it is no JSON object/],
  [{ ...WHOLE, wait: 3 }, /nothing is known as "wait"/],
  [{ ...WHOLE, name: '' }, /"name" is a text/],
  [{ ...WHOLE, queue: 7 }, /"queue" is a text/],
  [{ ...WHOLE, queue: undefined }, /"queue" is a text/],
  [{ ...rest }, /neither a "queue" with a "message" nor "requests"/],
  [{ ...rest, requests: [{ ...REQUEST, route: '/jobs' }] }, /"requests" is a list of "route", such as "POST \/jobs"/],
  [{ ...rest, requests: [{ ...REQUEST, status: '202' }] }, /"requests" is a list/],
  [{ ...rest, requests: [{ ...REQUEST, as: 'Staff' }] }, /"requests" is a list/],
  [{ ...rest, requests: [{ ...REQUEST, token: 'x' }] }, /"requests" is a list/],
  [{ ...WHOLE, afterwards: [{ route: 'GET /jobs' }] }, /"afterwards" is a list/],
  [{ ...WHOLE, message: 'hello' }, /"message" is an object/],
  [{ ...WHOLE, events: ['Job Completed'] }, /"events" is a list of "source" and "detailType"/],
  [{ ...WHOLE, events: [{ source: 'listbackup.jobs', detailType: 'Job Completed', detail: { status: 'failed' } }] }, /"detailType", and of nothing else/],
  [{ ...WHOLE, items: [{ table: 'Jobs', key: { jobId: '1' }, hold: { status: 'completed' } }] }, /"holds", and of nothing else/],
  [{ ...WHOLE, items: [{ table: 'Jobs' }] }, /"items" is a list of "table", "key"/],
  [{ ...WHOLE, items: [{ table: 'Jobs', key: {} }] }, /"items" is a list/],
  [{ ...WHOLE, events: [], items: [] }, /could not fail/],
])('%j is refused', (content, reason) => {
  let refusal: unknown;
  try {
    read(content);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(CliError);
  expect(refusal).toMatchObject({ exitCode: 2, message: expect.stringMatching(reason) });
  expect((refusal as CliError).message).not.toContain('\n');
});

test('a file that is not there is refused', () => {
  expect(() => readScenario(join(temporaryFolder(), 'none.json'))).toThrow(/none\.json: no such file$/);
});
