import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { LIMITS } from '../../src/assembly';
import { emulatorEnvironment, findPython } from '../../src/emulator';
import { RESOURCES, type ExampleResource } from '../fixtures/resources';

/** The emulator insists that they are there. */
const THERE = [
  { type: 'AWS::SQS::Queue', properties: { QueueName: 'dead.fifo', FifoQueue: true } },
  { type: 'AWS::Route53::HostedZone', properties: { Name: 'example.org' } },
];

interface Answer {
  readonly reads: string[];
  readonly attributes: string[];
  readonly refusal?: string;
}

async function ask(resources: readonly ExampleResource[]): Promise<Record<string, Answer>> {
  const nobody = () => undefined;
  const { python } = await emulatorEnvironment({ python: findPython(process.env), env: process.env, onMake: nobody, onProcess: nobody });
  const script = join(__dirname, '..', 'fixtures', 'emulator-reads.py');
  const env = { ...process.env, MINISTACK_ACCOUNT_ID: '123456789012', MINISTACK_REGION: 'us-west-2', LOG_LEVEL: 'WARNING', AUTH: 'true' };
  return JSON.parse(execFileSync(python, ['-I', '-B', script, join(__dirname, '..', '..', 'python')], { input: JSON.stringify(resources), env, encoding: 'utf8' })) as Record<string, Answer>;
}

let answers: Record<string, Answer>;
beforeAll(async () => { answers = await ask([...THERE, ...RESOURCES]); });

test('every type with limits has an example', () => {
  expect(LIMITS.map(({ type }) => type).sort()).toEqual(RESOURCES.map(({ type }) => type).sort());
});

// The emulator itself is asked, while it creates the example, which of its properties it looks at.
test.each(RESOURCES)('the emulator looks at those properties of $type that it is said to keep, and at no other', ({ type }) => {
  const keeps = LIMITS.find((limits) => limits.type === type)?.keeps ?? [];
  expect(answers[type]?.refusal).toBeUndefined();
  expect([...keeps].sort()).toEqual(answers[type]?.reads);
});

test('a user pool has its attributes but for the URL of the provider', () => {
  expect(answers['AWS::Cognito::UserPool']?.attributes).toEqual(['Arn', 'ProviderName', 'UserPoolId']);
  expect(LIMITS.find(({ type }) => type === 'AWS::Cognito::UserPool')?.lacks).toEqual(['ProviderURL']);
});

test('an identity has none of the attributes that DKIM records are made of', () => {
  const wanted = [1, 2, 3].flatMap((n) => [`DkimDNSTokenName${n}`, `DkimDNSTokenValue${n}`]);
  expect(answers['AWS::SES::EmailIdentity']?.attributes.filter((name) => wanted.includes(name))).toEqual([]);
  expect(LIMITS.find(({ type }) => type === 'AWS::SES::EmailIdentity')?.lacks).toEqual(expect.arrayContaining(wanted));
});

test('an alarm on metric math is refused', async () => {
  const type = 'AWS::CloudWatch::Alarm';
  const properties = { Metrics: [{ Id: 'all', Expression: 'a + b' }], ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1, Threshold: 1 };
  expect((await ask([{ type, properties }]))[type]?.refusal).toContain('metric math');
  expect(LIMITS.find((limits) => limits.type === type)?.refuses?.applies({ Type: type, Properties: properties })).toBe(true);
});
