import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from './support/run';
import { jsonFile } from '../cost/support/run';
import { runCommand, temporaryFolder } from '../helpers/command';
import { synthesizeMain } from '../support/whole-stage';

const GUIDE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'limits.md'), 'utf8');
const [, USAGE = ''] = /```json\n([^]*?)```/.exec(GUIDE) ?? [];

let main: string;
beforeAll(() => { main = synthesizeMain(temporaryFolder()); });

test('the guide shows how the report of main begins', async () => {
  const [, shown = ''] = /<!-- report -->\n```text\n([^]*?)\n```\n<!-- \/report -->/.exec(GUIDE) ?? [];
  const { code, out } = await limits('--assembly', main, '--usage', jsonFile(USAGE));
  expect(code).toBe(0);
  expect(shown.split('\n').length).toBeGreaterThan(5);
  expect(out.startsWith(shown)).toBe(true);
});

test('no limit of a production stage is exceeded, and every type but three is known', async () => {
  const { code, out } = await limits('--assembly', main, '--format', 'json');
  expect(code).toBe(0);
  expect(Object.keys((JSON.parse(out) as { unknown: object }).unknown)).toEqual(['AWS::Backup::RestoreTestingSelection', 'AWS::CertificateManager::Certificate', 'AWS::Logs::Delivery']);
});

test('the chart is the same in every run, and names the limits', async () => {
  const charts = await Promise.all(['a', 'b'].map(async (name) => {
    const file = join(temporaryFolder(), `${name}.svg`);
    expect(await runCommand(['limits', '--assembly', main, '--usage', jsonFile(USAGE), '--output', file])).toMatchObject({ code: 0, stderr: '' });
    return readFileSync(file, 'utf8');
  }));
  expect(charts[0]).toBe(charts[1]);
  expect(charts[0]).toMatch(/^<svg [^]*workers of BackupQueue[^]*<\/svg>\n$/);
});
