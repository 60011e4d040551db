import { knownValues } from '../../src/up/checks/known-values';

test('what an answer holds can be named in what follows, however deep', () => {
  const known = knownValues();
  known.learn('{ "jobId": "job-1", "count": 3 }');
  expect(known.fill({ route: 'GET /jobs/{jobId}', body: [{ logId: '{jobId}-completed' }] })).toEqual({ route: 'GET /jobs/job-1', body: [{ logId: 'job-1-completed' }] });
  expect(known.fill('{count} {unknown}')).toBe('{count} {unknown}');
});

test('a later answer goes before an earlier one; what is no JSON object says nothing', () => {
  const known = knownValues();
  for (const answer of ['{ "jobId": "job-1" }', '{ "jobId": "job-2" }', '', 'Unauthorized', '[1]', 'null']) known.learn(answer);
  expect(known.fill('{jobId}')).toBe('job-2');
});
