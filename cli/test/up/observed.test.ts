import type { Report } from '../../src/emulator';
import { describeUnused, observe } from '../../src/up/observed';

const TABLE = 'arn:aws:dynamodb:us-west-2:123456789012:table/listbackup-main-jobs';
const PUT: Report = {
  kind: 'refused',
  principal: 'arn:aws:sts::123456789012:assumed-role/role/listbackup-api-main-getJob',
  action: 'dynamodb:PutItem',
  resource: TABLE,
  explicit: false,
};
const RULE = 'arn:aws:events:us-west-2:123456789012:rule/bus/jobs';

/** Lines shown at once, and those of the summary. */
function after(...reports: Report[]) {
  const shown: string[] = [];
  const observed = observe((line) => { shown.push(line); });
  observed.callBy(() => 'jobs');
  reports.forEach(observed.onReport);
  return { shown, summary: observed.summary() };
}

const PUT_LINE = `refused: dynamodb:PutItem by listbackup-api-main-getJob on ${TABLE}; allowed by getJob.useTable(jobs, ListBackupAccess.WRITE)`;

test('a refusal is shown once, at once, and counted in the summary', () => {
  expect(after(PUT, PUT, { ...PUT, kind: 'used' })).toEqual({ shown: [PUT_LINE], summary: [`${PUT_LINE} (2 times)`] });
});

test.each<[string, Report, string]>([
  ['an explicit denial', { ...PUT, explicit: true }, `refused: dynamodb:PutItem by listbackup-api-main-getJob on ${TABLE}; a statement denies it`],
  ['a service', { ...PUT, principal: 'events.amazonaws.com', source: RULE, action: 'sqs:SendMessage', resource: 'arn:queue' },
    `refused: sqs:SendMessage by events.amazonaws.com for ${RULE} on arn:queue; allowed by a policy of the queue that lets events.amazonaws.com send for the rule`],
  ['a host outside', { kind: 'outside', function: 'getJob', host: 'api.example.com', port: 443 }, 'refused: getJob asked for api.example.com:443, and nothing leaves this machine'],
  ['a host outside, asked for by nobody known', { kind: 'outside', function: '', host: 'example.com', port: 80 }, 'refused: a process asked for example.com:80, and nothing leaves this machine'],
])('%s', (_, report, line) => {
  expect(after(report)).toEqual({ shown: [line], summary: [line] });
});

test('a machine without network namespaces is named', () => {
  expect(after({ kind: 'ready', closed: true }).summary).toEqual([]);
  expect(after({ kind: 'ready', closed: false }).summary).toEqual(['functions run without a network namespace: raw sockets of theirs could leave this machine']);
});

test('unused grants name the call that grants them', () => {
  const grant = { function: 'listbackup-api-main-getJob', actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [TABLE, `${TABLE}/index/*`] };
  expect(describeUnused([grant, { ...grant, actions: ['dynamodb:GetItem'] }], () => 'jobs')).toEqual([
    `not used: dynamodb:PutItem and 1 more of listbackup-api-main-getJob on ${TABLE}; granted by getJob.useTable(jobs, ListBackupAccess.WRITE)`,
    `not used: dynamodb:GetItem of listbackup-api-main-getJob on ${TABLE}; granted by getJob.useTable(jobs, ListBackupAccess.READ)`,
  ]);
});
