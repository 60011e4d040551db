import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'compare-templates.js');
const bucket = (key: string, name: string) => `{ "Resources": { "Fn": { "Type": "T", "Properties": { "S3Key": "${key}", "Name": "${name}", "List": [1, 2] } } } }`;
const STANDING = { stack: bucket(`${'0a'.repeat(32)}.zip`, 'users') };

let work: string;
beforeEach(() => { work = mkdtempSync(join(tmpdir(), 'listbackup-compare-')); });
afterEach(() => rmSync(work, { recursive: true, force: true }));

function assembly(name: string, templates: Record<string, string>): string {
  const folder = join(work, name);
  mkdirSync(folder);
  for (const [stack, template] of Object.entries(templates)) writeFileSync(join(folder, `${stack}.template.json`), template);
  return folder;
}

/** What the command says of the standing templates and the other ones. */
function compare(other: Record<string, string>, one: Record<string, string> = STANDING): { same: boolean; said: string[] } {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, assembly('one', one), assembly('other', other)], { encoding: 'utf8' });
  return { same: status === 0, said: stderr.split('\n').filter(Boolean) };
}

test('the same but for an asset hash is the same', () => {
  expect(compare({ stack: bucket(`${'1b'.repeat(32)}.zip`, 'users') })).toEqual({ same: true, said: [] });
});

test('the order of keys means nothing', () => {
  expect(compare({ stack: '{"b": 1, "a": 2}' }, { stack: '{"a": 2, "b": 1}' })).toEqual({ same: true, said: [] });
});

test.each([
  ['a value', { stack: STANDING.stack.replace('users', 'accounts') }, 'stack/Resources/Fn/Properties/Name'],
  ['an asset\'s file type', { stack: STANDING.stack.replace('.zip', '.jar') }, 'stack/Resources/Fn/Properties/S3Key'],
  ['the order of a list', { stack: STANDING.stack.replace('[1, 2]', '[2, 1]') }, 'stack/Resources/Fn/Properties/List'],
  ['a logical ID', { stack: STANDING.stack.replace('"Fn"', '"Fn2"') }, 'stack/Resources/Fn'],
  ['a missing template', {}, 'stack'],
  ['a further template', { ...STANDING, more: '{}' }, 'more'],
])('%s that differs is found', (_, other, path) => {
  const { same, said } = compare(other as Record<string, string>);
  expect(same).toBe(false);
  expect(said).toContain(path);
});

test('no template at all is not the same', () => {
  expect(compare({}, {})).toEqual({ same: false, said: ['no template'] });
});
