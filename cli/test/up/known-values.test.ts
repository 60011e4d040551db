import { knownValues } from '../../src/up/checks/known-values';

test('what an answer holds can be named in what follows, however deep', () => {
  const known = knownValues();
  known.learn('{ "jobId": "job-1", "count": 3 }');
  expect(known.fill({ route: 'GET /jobs/{jobId}', body: [{ logId: '{jobId}-completed' }] })).toEqual({ route: 'GET /jobs/job-1', body: [{ logId: 'job-1-completed' }] });
  // Braces around anything but a name are text.
  expect(known.fill('{} { jobId } {"jobId": 1}')).toBe('{} { jobId } {"jobId": 1}');
});

test('a later answer goes before an earlier one; what is no JSON object says nothing', () => {
  const known = knownValues();
  for (const answer of ['{ "jobId": "job-1" }', '{ "jobId": "job-2" }', '', 'Unauthorized', '[1]', 'null']) known.learn(answer);
  expect(known.fill('{jobId}')).toBe('job-2');
});

test('a name that no answer had is refused, with the known ones', () => {
  const known = knownValues();
  expect(() => known.fill({ key: ['{jobID}'] })).toThrow('{jobID} in "{jobID}" has no value: no answer had a text of that name; nothing is known yet');
  known.learn('{ "jobId": "job-1", "status": "done", "count": 3 }');
  expect(() => known.fill('GET /jobs/{jobID}')).toThrow('{jobID} in "GET /jobs/{jobID}" has no value: no answer had a text of that name; known: {jobId}, {status}');
  expect(() => known.fill('{count}')).toThrow('{count} in "{count}" has no value');
});
