import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { outdated } from '../../scripts/price-age';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'price-age-'));
  for (const name of ['prices', 'quotas']) mkdirSync(join(folder, name));
  const prices = { key: { price: 1 }, requests: { price: 1, read: '2026-12-30' } };
  writeFileSync(join(folder, 'prices', 'us-west-2.json'), JSON.stringify({ asOf: '2026-10-01', services: { KMS: { prices } } }));
  writeFileSync(join(folder, 'quotas', 'aws.json'), JSON.stringify({ quotas: [{ id: 'SQS.fifoCalls', read: '2026-10-02' }] }));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['2026-12-30', []],
  ['2026-12-31', ['us-west-2.json: KMS.key, 2026-10-01']],
  ['2027-01-01', ['us-west-2.json: KMS.key, 2026-10-01', 'aws.json: SQS.fifoCalls, 2026-10-02']],
])('on %s, what is older than 90 days', (today, expected) => {
  expect(outdated(folder, today)).toEqual(expected);
});

test('a workflow asks every week, and may only read', () => {
  const file = join(__dirname, '..', '..', '.github', 'workflows', 'prices.yml');
  const { on, jobs } = parse(readFileSync(file, 'utf8')) as { on: { schedule: { cron: string }[] }; jobs: { age: { permissions: object; steps: { run?: string }[] } } };
  expect(on.schedule).toEqual([{ cron: '0 6 * * 1' }]);
  expect(jobs.age.permissions).toEqual({ contents: 'read' });
  expect(jobs.age.steps.map(({ run }) => run)).toContain('npx projen prices:age');
});
