import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { CheckResult } from '../../src/up/checks';
import { asJson, asJunit, describeChecks, describePhases } from '../../src/up/report';

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

const MIXED: readonly CheckResult[] = [
  { name: 'queues: in order', outcome: 'passed', seconds: 1.25 },
  { name: 'events: "a" & <b>', outcome: 'failed', seconds: 0.2, detail: 'Error: \u0000 nothing' },
  { name: 'events: afterwards', outcome: 'unreached' },
  { name: 'sign-in', outcome: 'absent', detail: 'no export x' },
];

test('the checks as JSON', () => {
  expect(JSON.parse(asJson(MIXED))).toEqual({ passed: 1, failed: 1, unreached: 1, absent: 1, checks: MIXED });
});

test('the checks as a JUnit report, well-formed whatever the names hold', () => {
  const xml = asJunit(MIXED);
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).not.toMatch(/\u0000/);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml) as { testsuites: Record<string, unknown> };
  expect(testsuites).toMatchObject({
    '@_tests': '4',
    '@_failures': '1',
    '@_skipped': '2',
    'testsuite': {
      '@_name': 'listbackup up',
      'testcase': [
        { '@_classname': 'queues', '@_name': 'queues: in order', '@_time': '1.250' },
        { '@_classname': 'events', '@_name': 'events: "a" & <b>', 'failure': { '@_message': 'Error: ? nothing' } },
        { '@_name': 'events: afterwards', 'skipped': { '@_message': 'not reached' } },
        { '@_name': 'sign-in', 'skipped': { '@_message': 'no export x' } },
      ],
    },
  });
});
