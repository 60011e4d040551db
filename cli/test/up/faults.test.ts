import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFaults, readFaults, requireFunctions } from '../../src/up/faults';
import { temporaryFolder } from '../helpers/command';

const file = join(temporaryFolder(), 'faults.json');
const read = (value: unknown) => {
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return readFaults(file);
};
const one = (fault: object) => ({ faults: [fault] });

test('every kind of fault, with all that it can have', () => {
  const faults = [
    { fault: 'throttle', service: 'dynamodb', operation: 'PutItem', function: 'runJob', share: 0.05, times: 3 },
    { fault: 'fail', service: 'ses', operation: 'SendEmail', status: 503 },
    { fault: 'refuse', service: 'dynamodb', writes: true, code: 'ConditionalCheckFailedException', status: 400, message: 'no' },
    { fault: 'latency', milliseconds: 200 },
    { fault: 'reset', when: 'after' },
    { fault: 'duplicate', service: 's3', operation: 'PutObject' },
    { fault: 'kill', function: 'listbackup-api-jobs-main-runJob', when: 'before' },
  ];
  expect(read({ seed: 7, faults })).toEqual({ file, seed: 7, faults });
});

test.each([
  ['{', /faults\.json:1: no valid JSON: a closing brace is missing; is the file complete\?$/],
  ['{"faults": [], "faults": []}', /faults\.json:1: the key "faults" occurs twice in one object; keep one$/],
  ['[]', 'the file must be an object, but got []. For example: {}.'],
  [{ fautls: [] }, 'the file has no key "fautls". Valid keys: seed, faults.'],
  [{ faults: [] }, 'faults must hold a fault, but got []. For example: [{ "fault": "throttle", "service": "dynamodb", "share": 0.05 }].'],
  [{ seed: 0, faults: [{ fault: 'reset' }] }, 'seed must be a whole number from 1 to 4294967296, but got 0. For example: 1.'],
  [one({ fault: 'explode' }), 'faults[0].fault must be one of throttle, fail, refuse, latency, reset, duplicate, kill, but got "explode". For example: "throttle".'],
  [one({ fault: 'throttle', milliseconds: 5 }), 'faults[0] has no key "milliseconds". Valid keys: fault, service, operation, function, writes, share, times, code, status, message.'],
  [one({ fault: 'throttle', service: 'dynamo' }), 'faults[0].service must be a name that AWS uses, but got "dynamo". Did you mean "dynamodb"?'],
  [one({ fault: 'throttle', service: 'sqs', operation: 'SendMesage' }), 'faults[0].operation must be a name that AWS uses, but got "SendMesage". Did you mean "SendMessage"?'],
  [one({ fault: 'throttle', operation: 'PutItem' }), 'faults[0].service must be there, since operation is, but got nothing. For example: "dynamodb".'],
  [one({ fault: 'throttle', share: 0 }), 'faults[0].share must be above 0, but got 0. For example: 0.05.'],
  [one({ fault: 'throttle', share: 5 }), 'faults[0].share must be a number from 0 to 1, but got 5. For example: 0.05.'],
  [one({ fault: 'throttle', times: 1.5 }), 'faults[0].times must be a whole number from 1 to 1000000, but got 1.5. For example: 3.'],
  [one({ fault: 'latency' }), 'faults[0].milliseconds must be a whole number from 1 to 900000, but got nothing. For example: 200.'],
  [one({ fault: 'refuse', status: 200 }), 'faults[0].status must be a number from 400 to 599, but got 200. For example: 400.'],
  [one({ fault: 'reset', when: 'later' }), 'faults[0].when must be "before" or "after", but got "later". For example: "after".'],
  [one({ fault: 'kill', function: '' }), 'faults[0].function must be the name of a function or of its construct, but got "". For example: "runJob".'],
  [one({ fault: 'refuse', writes: 'yes' }), 'faults[0].writes must be true or false, but got "yes". For example: false.'],
])('refused in one line: %j', (value, message) => {
  expect(() => read(value)).toThrow(typeof message === 'string' ? expect.objectContaining({ message: `${file}: ${message}`, exitCode: 2 }) : message);
});

test('a file that cannot be read is one line', () => {
  expect(() => readFaults('/nowhere.json')).toThrow('/nowhere.json: no such file');
});

const stacks = [{
  stackName: 'listbackup-api-jobs-main',
  template: { Resources: { RunJob: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'listbackup-api-jobs-main-runJob' } } } },
}];

test('a fault names a function by its construct or its name; another name is refused with what was meant', () => {
  requireFunctions(read({ faults: [{ fault: 'kill', function: 'runJob' }, { fault: 'kill', function: 'listbackup-api-jobs-main-runJob' }, { fault: 'reset' }] }), stacks);
  expect(() => requireFunctions(read(one({ fault: 'kill', function: 'runJobs' })), stacks))
    .toThrow(`${file}: faults[0].function must be a function of the app, but got "runJobs": did you mean "runJob"?`);
});

test('the report names a fault that nothing could meet', () => {
  expect(describeFaults([{ fault: 'throttle', service: 'dynamodb', operation: 'PutItem' }, { fault: 'reset' }], [{ calls: 0, hits: 0 }, { calls: 9, hits: 2 }])).toEqual([
    'fault: throttle dynamodb PutItem: no function made such a call',
    'fault: reset: hit 2 of 9 calls',
  ]);
});

test('the example of the README is a file of faults', () => {
  const [, example = ''] = /```json\n([^`]*"faults"[^`]*)```/.exec(readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8')) ?? [];
  expect(read(example).faults).toHaveLength(4);
});
