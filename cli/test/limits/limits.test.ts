import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { limits, reportOn, type Resources } from './support/run';
import { jsonFile } from '../cost/support/run';
import { runCommand, temporaryFolder } from '../helpers/command';
import { assemblyFolder } from '../plan/support/folders';

const NAME = 'jobs.fifo';
const MONTH = 2_628_000;
const alarm = (MetricName: string, Threshold: number) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { Namespace: 'AWS/SQS', MetricName, Threshold, Period: 300, EvaluationPeriods: 1, Dimensions: [{ Name: 'QueueName', Value: NAME }] },
});
const worker = (MaximumConcurrency: number, queue: unknown = { 'Fn::ImportValue': 'queues-main-JobsArn' }): Resources => ({
  Worker: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 60 } },
  WorkerMapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Worker' }, EventSourceArn: queue, ScalingConfig: { MaximumConcurrency } } },
} as Resources);
const stage = (concurrency: number, more: Resources = {}) => ({
  'queues-main': {
    Resources: {
      JobsDlq: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: NAME, FifoQueue: true, VisibilityTimeout: 300, RedrivePolicy: { maxReceiveCount: 3 } } },
    } as Resources,
  },
  'work-main': { Resources: worker(concurrency) },
  'alarms-main': { Resources: { JobsAge: alarm('ApproximateAgeOfOldestMessage', 900), JobsBacklog: alarm('ApproximateNumberOfMessagesVisible', 5000), ...more } as Resources },
});
/** A message each second on average, two at the peak. */
const USAGE = { peak: 2, Jobs: { messages: MONTH, messageSeconds: 4, messageGroups: 500 } };

describe('a queue of jobs', () => {
  test('is worked on by the function that another stack maps to it', async () => {
    const { queues } = await reportOn(stage(10), { usage: USAGE }, undefined, '--growth', '2x');
    expect(queues).toMatchObject([{ where: 'queues-main/Jobs', servers: 10, serversFrom: 'maxConcurrency', bindsAt: 1.25, loads: [{ growth: 1, wait: { utilization: 0.8 } }, { growth: 2, wait: { utilization: 1.6, mean: null } }] }]);
  });

  test('grows by an hour of messages in an outage, which what is left of the workers work off', async () => {
    // 3,600 messages wait; 10 workers do 2.5 a second, of which one is for what arrives.
    const { queues: [jobs] } = await reportOn(stage(10), { usage: USAGE });
    expect(jobs?.loads[0]?.outage).toEqual({ messages: 3600, drainSeconds: 2400 });
  });

  test('is held against its alarms', async () => {
    const { queues: [jobs] } = await reportOn(stage(10), { usage: USAGE });
    expect(jobs?.notes).toEqual(['JobsAge (15 min) notices an outage after about 20 min', 'JobsBacklog (5000 messages) doesn\'t notice an outage of an hour']);
  });

  test('whose alarm goes off in normal operation', async () => {
    const { queues: [jobs] } = await reportOn(stage(9, { Hasty: alarm('ApproximateAgeOfOldestMessage', 5) } as Resources), { usage: USAGE });
    expect(jobs?.notes.join('\n')).toMatch(/Hasty \(5 s\) goes off in normal operation: one message in 100 waits \d+ s at the peak/);
  });

  test('whose work takes longer than the function and the visibility timeout allow', async () => {
    const { queues: [jobs] } = await reportOn(stage(1000), { usage: { ...USAGE, Jobs: { ...USAGE.Jobs, messageSeconds: 400 } } });
    expect(jobs?.notes.slice(0, 2)).toEqual(['the work takes 7 min, longer than the visibility timeout of 5 min: SQS delivers the message again meanwhile', 'the work takes 7 min, longer than the function\'s timeout of 60 s']);
  });

  test('counts what fails again', async () => {
    // Of three attempts, half fail: 1 + 0.5 + 0.25.
    const { queues: [jobs] } = await reportOn(stage(100), { usage: { ...USAGE, Jobs: { ...USAGE.Jobs, failures: 0.5 } } });
    expect(jobs).toMatchObject({ attempts: 1.75, loads: [{ arrivals: 3.5 }, {}, {}, {}] });
  });

  test('has no more workers than message groups', async () => {
    const { queues: [jobs] } = await reportOn(stage(100), { usage: { ...USAGE, Jobs: { ...USAGE.Jobs, messageGroups: 8 } } });
    expect(jobs).toMatchObject({ servers: 8, serversFrom: 'one for each message group', bindsAt: 1 });
  });
});

describe('the exit code', () => {
  test.each([[8, 0], [7, 1]])('with %d workers of 8 that are needed is %d', async (concurrency, code) => {
    expect(await reportOn(stage(concurrency), { usage: USAGE })).toMatchObject({ code, exceeded: code === 1 });
  });

  test('is 0 where only a growth exceeds a limit', async () => {
    expect(await reportOn(stage(8), { usage: USAGE }, undefined, '--growth', '1000x')).toMatchObject({ code: 0 });
  });
});

describe('cells', () => {
  test('take 70 % of the limit that decides', async () => {
    const queue: Resources = { Jobs: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } };
    // 30 calls a second of 300: 100x needs 3,000 ÷ (300 × 0.7).
    const { cells } = await reportOn({ 'a-main': { Resources: queue } }, { usage: { peak: 1, Jobs: { messages: 30 * MONTH } } }, undefined, '--growth', '7x,8x,100x');
    expect(cells).toEqual([[1, 1], [7, 1], [8, 2], [100, 15]].map(([growth, asItIs]) => ({ growth, asItIs, raised: 1, because: 'SQS.fifoCalls' })));
  });

  test('tell how many customers each has', async () => {
    const queue: Resources = { Jobs: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } };
    const usage = jsonFile({ peak: 1, customers: 300, jobsPerCustomer: MONTH / 10, perJob: { Jobs: { messages: 1 } } });
    const { out } = await limits('--assembly', assemblyFolder({ 'a-main': { Resources: queue } }), '--usage', usage, '--growth', '100x');
    expect(out).toMatch(/^ {2}100x +15 +1 +SQS\.fifoCalls +2000$/m);
    expect(out).toContain('assign customers to cells by account ID');
  });
});

test('of another app, what is known is held and the rest is listed', async () => {
  const foreign: Resources = {
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Service: { Type: 'AWS::ECS::Service' },
    Other: { Type: 'AWS::ECS::Service' },
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: 'x'.repeat(3000) } } },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { ProvisionedThroughput: { ReadCapacityUnits: { Ref: 'Units' }, WriteCapacityUnits: 1 } } },
  } as Resources;
  const { code, unknown, undetermined, limits: found } = await reportOn({ Backend: { Resources: foreign } }, {}, { environment: 'aws://unknown-account/unknown-region' });
  expect(code).toBe(1);
  expect(unknown).toEqual({ 'AWS::ECS::Cluster': 1, 'AWS::ECS::Service': 2 });
  expect(found[0]).toMatchObject({ id: 'IAM.trustPolicyCharacters', where: 'Backend/Role', used: 3016, limit: 2048 });
  expect(undetermined).toContainEqual({ quota: 'DynamoDB.accountReads', where: 'Backend/Table', why: 'ReadCapacityUnits is known only at deployment' });
});

test('what has the same logical ID in two stages is kept apart', async () => {
  const bus: Resources = { Bus: { Type: 'AWS::Events::EventBus' }, Rule: { Type: 'AWS::Events::Rule', Properties: { EventBusName: { Ref: 'Bus' } } } };
  const queue = (name: string): Resources => ({ Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name } } });
  const { limits: found, queues } = await reportOn({
    'a-main': { Resources: { ...bus, ...queue('a') } },
    'b-main': { Resources: { ...bus, ...queue('b') } },
    'work-main': { Resources: worker(20, { 'Fn::ImportValue': 'b-main-JobsArn' }) },
  }, { usage: { 'a-main/Jobs': { messages: 1, messageSeconds: 1 }, 'b-main/Jobs': { messages: 1, messageSeconds: 1 } } });
  expect(found.filter(({ id }) => id === 'EventBridge.rules').map(({ used }) => used)).toEqual([1, 1]);
  expect(queues.map(({ where, servers }) => [where, servers])).toEqual([['a-main/Jobs', 1000], ['b-main/Jobs', 20]]);
});

test('accounts and Regions are counted apart', async () => {
  const policies: Resources = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`P${at}`, { Type: 'AWS::Logs::ResourcePolicy' }]));
  const { limits: found } = await reportOn({ 'a-main': { Resources: policies }, 'b-main': { Resources: policies } });
  expect(found.find(({ id }) => id === 'CloudWatch Logs.resourcePolicies')).toMatchObject({ where: '123456789012/us-west-2', used: 12, limit: 10 });
});

describe('the output', () => {
  test('for a terminal', async () => {
    const { code, out } = await limits('--assembly', assemblyFolder(stage(10)), '--usage', jsonFile(USAGE), '--growth', '2x');
    expect(code).toBe(0);
    expect(out).toMatch(/^no limit is exceeded; the first to bind is Lambda\.mappingConcurrency of work-main\/WorkerMapping, at 1\.25x the load\n/);
    expect(out).toMatch(/^ {2}1\.25x +Lambda\.mappingConcurrency 10 calls at a time +work-main\/WorkerMapping +8 +80% +160%$/m);
    expect(out).toMatch(/^ {2}Lambda\.mappingConcurrency: raise maxConcurrency; or use several queues; or use cells \(https:\/\/docs\.aws\.amazon\.com\/\S+\)$/m);
  });

  test('says what is exceeded', async () => {
    const { out } = await limits('--assembly', assemblyFolder(stage(7)), '--usage', jsonFile(USAGE));
    expect(out).toMatch(/^2 exceeded: Lambda\.mappingConcurrency of work-main\/WorkerMapping, the workers of queues-main\/Jobs\n/);
  });

  test('as Markdown', async () => {
    const { out } = await limits('--assembly', assemblyFolder(stage(10)), '--usage', jsonFile(USAGE), '--growth', '2x', '--format', 'markdown');
    expect(out).toContain('## Limits\n\nno limit is exceeded');
    expect(out).toContain('\n| binds at | limit | where | used | 1x | 2x |\n| --- | --- | --- | --- | --- | --- |\n| 1.25x | Lambda.mappingConcurrency 10 calls at a time |');
  });

  test('as a chart, by the command as it ships', async () => {
    const file = join(temporaryFolder(), 'limits.svg');
    const { code, stderr } = await runCommand(['limits', '--assembly', assemblyFolder(stage(10)), '--usage', jsonFile(USAGE), '--output', file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(existsSync(file)).toBe(true);
  });
});

describe('bad input', () => {
  const refused = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await limits(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toContain('\n');
    return err;
  };

  test.each<[string[], RegExp]>([
    [[], /^limits: --assembly is missing/],
    [['--assembly', 'a', '--format', 'html'], /^limits: --format must be text, markdown, json, but got "html"/],
    [['--assembly', 'a', '--usage', 'u', '--output', 'x.png'], /^limits: --output must end with \.svg, but got "x\.png"/],
    [['--assembly', 'a', '--output', 'x.svg'], /^limits: --output requires --usage/],
    [['--assembly', 'a', '--growth', '2x'], /^limits: --growth requires --usage/],
    [['--assembly', 'a', '--usage', 'u', '--growth', '0x'], /^limits: --growth must be multiples up to 1000000x, but got "0x"\. For example: 2x,10x,100x/],
    [['--assembly', 'a', '--usage', 'u', '--growth', '2x,'], /^limits: --growth must be multiples .*, but got ""/],
    [['--assembly', 'a', '--usage', 'u', '--growth', '1,2,3,4,5,6,7'], /^limits: --growth must have at most 6 multiples, but got 7/],
    [['--assembly', 'no/such'], /^--assembly no\/such: no such folder$/],
  ])('%j', async (args, message) => {
    expect(await refused(...args)).toMatch(message);
  });

  test('a usage that contradicts itself', async () => {
    expect(await refused('--assembly', assemblyFolder(stage(10)), '--usage', jsonFile({ Jobs: { messageSeconds: 3 } }))).toMatch(/: Jobs\.messageSeconds requires messages\. Add it, or remove messageSeconds\.$/);
  });
});

test('--help shows the options', async () => {
  expect(await limits('--help')).toMatchObject({ code: 0, out: expect.stringMatching(/^usage: listbackup limits/) as string });
});
