import { expect as expectThat, expectRefusal, perform, type Check, type CheckGroup } from '../../src/up/checks/check';
import type { Deployed } from '../../src/up/checks/deployed';
import { scenarioOf } from '../../src/up/checks/scenario';
import type { ScenarioFile } from '../../src/up/scenario';

const DEPLOYED: Deployed = {
  endpoint: 'http://127.0.0.1:4566',
  exports: [],
  owners: () => [],
  find: (need) => need === 'sqs.There' ? { name: need, value: 'value', region: 'us-west-2' } : undefined,
  get: () => { throw new Error('not asked for'); },
  keys: () => [],
  nameOf: (need) => `name of ${need}`,
  client: (region) => ({ endpoint: 'http://127.0.0.1:4566', region, credentials: { accessKeyId: '', secretAccessKey: '' } }),
};

function use(checks: readonly Check[], needs: readonly string[] = [], cleanUp?: () => Promise<void>): CheckGroup {
  return { name: 'use', needs, prepare: () => ({ checks, cleanUp }) };
}

const passes = { name: 'passes', run: async () => 'a remark' };
const fails = { name: 'fails', run: async () => { expectThat(false, 'it is not so'); } };

test('each check is reported, and after one that fails the others are not reached', async () => {
  const results = await perform(use([passes, fails, passes]), DEPLOYED);
  expect(results).toEqual([
    { name: 'use: passes', outcome: 'passed', detail: 'a remark', seconds: expect.any(Number) },
    { name: 'use: fails', outcome: 'failed', detail: 'Error: it is not so', seconds: expect.any(Number) },
    { name: 'use: passes', outcome: 'unreached' },
  ]);
});

test('what the app does not have is reported, not passed over', async () => {
  expect(await perform(use([fails], ['sqs.There', 'sqs.Missing']), DEPLOYED)).toEqual([{ name: 'use', outcome: 'absent', detail: 'no export name of sqs.Missing' }]);
  expect(await perform(use([], ['sqs.There']), DEPLOYED)).toEqual([{ name: 'use', outcome: 'absent' }]);
});

test('it cleans up also after a failure, and a clean-up that fails is reported', async () => {
  const cleanUp = jest.fn(async () => { throw new Error('still there'); });
  expect(await perform(use([fails], [], cleanUp), DEPLOYED)).toHaveLength(1);
  expect(cleanUp).toHaveBeenCalledTimes(1);
  expect((await perform(use([passes], [], cleanUp), DEPLOYED)).at(-1)).toEqual({ name: 'use: cleaned up', outcome: 'failed', detail: 'Error: still there' });
});

test('a refusal counts when it is the right one', async () => {
  const refusal = Object.assign(new Error('refused'), { name: 'InvalidPasswordException' });
  await expectRefusal(Promise.reject(refusal), 'InvalidPasswordException');
  await expect(expectRefusal(Promise.reject(refusal), 'OtherException')).rejects.toThrow('should have been refused with OtherException, and was with InvalidPasswordException');
  await expect(expectRefusal(Promise.resolve(), 'OtherException')).rejects.toThrow('should have been refused with OtherException, and was not');
});

describe('a scenario', () => {
  const scenario = { name: 'a job', requests: [], events: [], items: [], afterwards: [] };
  const exported = (name: string) => ({ name, value: 'value', region: 'us-west-2' });
  const deployed: Deployed = {
    ...DEPLOYED,
    exports: [exported('listbackup-infrastructure-dynamodb-dev-JobsTableName'), exported('listbackup-api-billing-dev-WebhooksTableName')],
    keys: (service) => (service === 'sqs' ? ['SyncQueueUrl', 'EventsQueueUrl'] : ['JobsTableName']),
    find: () => undefined,
    owners: () => [],
  };

  test.each<[string, Partial<ScenarioFile>, string]>([
    ['queue', { sent: { queue: 'Synk', message: {} } }, 'no queue "Synk"; did you mean "Sync"?'],
    ['table', { items: [{ table: 'Job', key: { jobId: '1' }, holds: {} }] }, 'no table "Job"; did you mean "Jobs"?'],
    ['table of a service', { items: [{ table: 'Webhook', key: { id: '1' }, holds: {} }] }, 'no table "Webhook"; did you mean "Webhooks"?'],
    ['bus', { events: [{ source: 'a', detailType: 'b' }] }, 'the app has no eventbridge: there is no export name of eventbridge.EventBusName'],
  ])('that names a %s which is not there fails', async (_, named, detail) => {
    expect(await perform(scenarioOf({ ...scenario, ...named }), deployed)).toEqual([{ name: 'a job', outcome: 'failed', detail }]);
  });

  test('that names a table which two services have fails, with the way to name one', async () => {
    const ambiguous = { ...deployed, owners: () => ['listbackup-api-billing', 'acme-reports'] };
    const named = { items: [{ table: 'Webhooks', key: { id: '1' }, holds: {} }] };
    expect(await perform(scenarioOf({ ...scenario, ...named }), ambiguous)).toEqual([{
      name: 'a job',
      outcome: 'failed',
      detail: '2 services have a table "Webhooks": listbackup-api-billing, acme-reports; name its service, for example "table": "listbackup-api-billing.Webhooks"',
    }]);
  });
});
