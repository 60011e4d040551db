import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES, exceededIn, having, isLarge, rate, ref, text, type Case } from './support/cases';
import { limits, reportOn } from './support/run';
import { jsonFile } from '../cost/support/run';
import { assemblyFolder } from '../plan/support/folders';

test.each(CASES.filter((one) => !isLarge(one)))('%s: %d fit, %d do not', async (quota, fits, exceeds, make) => {
  expect([await exceededIn(make(fits), quota), await exceededIn(make(exceeds), quota)]).toEqual([false, true]);
});

/** These are held by tests of their own below. */
const OTHERS = ['CloudFormation.templateBytes', 'Lambda.permissionBytes'];

test('each quota has a case', () => {
  const { quotas } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'quotas', 'aws.json'), 'utf8')) as { quotas: { id: string }[] };
  expect([...CASES.map(([id]) => id), ...OTHERS].sort()).toEqual(quotas.map(({ id }) => id).sort());
});

test('a template counts as it is written, white space included', async () => {
  const template = (length: number): Case => ({ templates: { 'a-main': { Description: text(length), Resources: { It: { Type: 'AWS::KMS::Key' } } } } as never });
  expect([await exceededIn(template(999_000), 'CloudFormation.templateBytes'), await exceededIn(template(999_935), 'CloudFormation.templateBytes')]).toEqual([false, true]);
});

test('permissions add up to the policy of their function', async () => {
  const permissions = (amount: number): Case => having('AWS::Lambda::Function', {}, { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: ref('It'), Principal: text(200) } })(amount);
  expect([await exceededIn(permissions(40), 'Lambda.permissionBytes'), await exceededIn(permissions(60), 'Lambda.permissionBytes')]).toEqual([false, true]);
});

test.each([['us-east-1', 10000], ['eu-central-1', 2400], ['sa-east-1', 600], ['af-south-1', 400]])('PutEvents in %s: %d a second', async (region, limit) => {
  const { limits: found } = await reportOn(rate('AWS::Events::EventBus', 'events')(1).templates, { usage: { peak: 1, It: { events: 1 } } }, { environment: `aws://123456789012/${region}` });
  expect(found.find(({ id }) => id === 'EventBridge.putEvents')).toMatchObject({ limit });
});

test('--quotas gives the values of the account', async () => {
  const { templates, usage } = rate('AWS::Lambda::Function', 'invocations', {}, { seconds: 1 })(2000);
  const { limits: found, code } = await reportOn(templates, { usage, quotas: { 'Lambda.concurrentExecutions': 5000, 'Lambda.scaling': 5000 } });
  expect([code, found.find(({ id }) => id === 'Lambda.concurrentExecutions')?.limit]).toEqual([0, 5000]);
});

test.each<[quotas: unknown, message: RegExp]>([
  [{ 'Lambda.concurentExecutions': 1 }, /: no quota "Lambda\.concurentExecutions"; did you mean "Lambda\.concurrentExecutions"\?$/],
  [{ 'Lambda.layers': '5' }, /: Lambda\.layers must be a number from 0 to 1000000000000000, but got "5"/],
  [[], /: the file must be an object, but got \[\]/],
])('quotas that cannot be used: %j', async (quotas, message) => {
  const { code, err } = await limits('--assembly', assemblyFolder({ 'a-main': { Resources: {} } }), '--quotas', jsonFile(quotas));
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) as string });
});
