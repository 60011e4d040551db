import { describeChecks, describePhases } from '../../src/up/report';

test('the table of what was checked', () => {
  expect(describeChecks([
    { name: 'Users table: read', outcome: 'passed', seconds: 0.0512 },
    { name: 'queues: in order', outcome: 'passed', seconds: 12.3, detail: 'Sync' },
    { name: 'events: delivered', outcome: 'failed', seconds: 0.2, detail: 'Error: nothing arrived' },
    { name: 'events: not delivered', outcome: 'unreached' },
    { name: 'sign-in', outcome: 'absent', detail: 'no export x' },
  ])).toEqual([
    'Users table: read      ok                0.05 s',
    'queues: in order       ok               12.30 s  Sync',
    'events: delivered      FAILED            0.20 s  Error: nothing arrived',
    'events: not delivered  not reached',
    'sign-in                not in this app           no export x',
  ]);
});

test('how long it took', () => {
  expect(describePhases(new Map([['synthesis', 1.25], ['deployment', 2.04]]), 3.96)).toBe('synthesis 1.3 s, deployment 2.0 s, in all 4.0 s');
});
