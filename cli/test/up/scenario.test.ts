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

test('a whole scenario', () => {
  expect(read(WHOLE)).toEqual(WHOLE);
});

test('events or items may be left out, and what an item holds', () => {
  expect(read({ ...WHOLE, events: undefined, items: [{ table: 'Jobs', key: { jobId: '1' } }] }))
    .toEqual({ ...WHOLE, events: [], items: [{ table: 'Jobs', key: { jobId: '1' }, holds: {} }] });
  expect(read({ ...WHOLE, items: undefined })).toEqual({ ...WHOLE, items: [] });
});

test.each([
  ['{ "name"', /is no scenario: .*JSON/],
  ['[]', /it is no JSON object/],
  [{ ...WHOLE, wait: 3 }, /nothing is known as "wait"/],
  [{ ...WHOLE, name: '' }, /"name" and "queue" are texts/],
  [{ ...WHOLE, queue: 7 }, /"name" and "queue" are texts/],
  [{ ...WHOLE, message: 'hello' }, /"message" is an object/],
  [{ ...WHOLE, events: ['Job Completed'] }, /"events" is a list of "source" and "detailType"/],
  [{ ...WHOLE, items: [{ table: 'Jobs' }] }, /"items" is a list of "table", "key"/],
  [{ ...WHOLE, items: [{ table: 'Jobs', key: {} }] }, /"items" is a list/],
  [{ ...WHOLE, events: [], items: [] }, /could not fail/],
])('%j is refused', (content, message) => {
  let refusal: unknown;
  try {
    read(content);
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(CliError);
  expect(refusal).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
  expect((refusal as CliError).message).not.toContain('\n');
});

test('a file that is not there is refused', () => {
  expect(() => readScenario(join(temporaryFolder(), 'none.json'))).toThrow(/none\.json is no scenario: ENOENT/);
});
