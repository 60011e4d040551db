import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NEWEST_SCHEMA } from '../../src/assembly/manifest';
import { assemblyFolder, deployedFolder, folder } from '../plan/support/folders';
import { listbackup } from '../support/commands';

const STACK = 'shop-data-main';
const STACKS = { [STACK]: { Resources: { Table: { Type: 'AWS::DynamoDB::Table' } } } };

type Words = readonly [command: string, ...words: string[]];

/** How each command is given an assembly. */
const COMMANDS: readonly (readonly [string, (assembly: string) => Words])[] = [
  ['cost', (assembly) => ['cost', '--assembly', assembly]],
  ['diagram', (assembly) => ['diagram', '--assembly', assembly]],
  ['plan', (assembly) => ['plan', '--assembly', assembly, '--deployed', deployedFolder(STACKS)]],
  ['plan --from', (assembly) => ['plan', '--assembly', assemblyFolder(STACKS), '--from', assembly]],
  ['rehearse', (assembly) => ['rehearse', '--assembly', assembly, '--deployed', deployedFolder(STACKS)]],
  ['up', (assembly) => ['up', '--assembly', assembly]],
];

function withManifest(edit: (manifest: Record<string, unknown>) => unknown): string {
  const path = assemblyFolder(STACKS);
  const file = join(path, 'manifest.json');
  writeFileSync(file, JSON.stringify(edit(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)));
  return path;
}

function withText(text: string): string {
  const path = folder();
  writeFileSync(join(path, 'manifest.json'), text);
  return path;
}

const CASES: readonly (readonly [what: string, assembly: () => string, says: RegExp])[] = [
  ['that is not there', () => join(folder(), 'no'), /no such folder|no folder/],
  ['that is a file', () => join(assemblyFolder(STACKS), 'manifest.json'), /not a folder|no folder/],
  ['that is an empty folder', () => folder(), /no manifest\.json/],
  ['that holds no stack', () => withManifest((manifest) => ({ ...manifest, artifacts: {} })), /the assembly holds no stack$/],
  ['of no artifacts', () => withText('{}'), /the assembly holds no stack$/],
  ['whose manifest is no JSON', () => withText('{ "version"'), /manifest\.json:1: no valid JSON/],
  ['whose manifest is no object', () => withText('[]'), /manifest\.json: not a manifest/],
  ['of a newer schema', () => withManifest((manifest) => ({ ...manifest, version: '99.1.0' })), /manifest\.json: its schema 99\.1\.0 is newer than 55, .*; update listbackup-cli$/],
  ['of no schema', () => withManifest(({ version: _, ...manifest }) => manifest), /manifest\.json: version undefined is none of a cloud assembly/],
  ['of something else', () => withManifest((manifest) => ({ ...manifest, version: 'latest' })), /manifest\.json: version "latest" is none of a cloud assembly/],
  ['that lacks context', () => withManifest((manifest) => ({ ...manifest, missing: [{ key: 'hosted-zone:x' }] })), /lacks the context hosted-zone:x; synthesize it with credentials first/],
  ['whose template is gone', () => {
    const path = assemblyFolder(STACKS);
    rmSync(join(path, `${STACK}.template.json`));
    return path;
  }, /shop-data-main\.template\.json: no such file$/],
];

describe.each(COMMANDS)('%s refuses an assembly', (_command, words) => {
  test.each(CASES)('%s', async (_what, assembly, says) => {
    const { code, out, err } = await listbackup(...words(assembly()));
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toContain('\n');
    expect(err).toMatch(says);
  });
});

test.each(['36.0.0', '54.0.0', '55.9.1'])('one of schema %s is read', async (version) => {
  expect(await listbackup('cost', '--json', '--assembly', withManifest((manifest) => ({ ...manifest, version })))).toMatchObject({ code: 0, err: '' });
});

test('the newest schema is that of the toolkit that deploys', () => {
  const ofToolkit = createRequire(require.resolve('@aws-cdk/toolkit-lib'));
  const { Manifest } = ofToolkit('@aws-cdk/cloud-assembly-schema') as { Manifest: { version(): string } };
  expect(Manifest.version().split('.')[0]).toBe(String(NEWEST_SCHEMA));
});

describe('other files', () => {
  const assembly = (): string => assemblyFolder(STACKS);
  const aFolder = (): string => {
    const path = join(folder(), 'folder');
    mkdirSync(path);
    return path;
  };

  test.each<[string, (file: string) => Words]>([
    ['cost --usage', (file) => ['cost', '--assembly', assembly(), '--usage', file]],
    ['cost --prices', (file) => ['cost', '--assembly', assembly(), '--prices', file]],
    ['up --scenario', (file) => ['up', '--assembly', assembly(), '--scenario', file]],
  ])('%s of a file that is not there, a folder, and no JSON', async (_, words) => {
    const noJson = join(folder(), 'some.json');
    writeFileSync(noJson, '{');
    for (const [file, says] of [[join(folder(), 'no.json'), /no\.json: no such file$/], [aFolder(), /folder: a folder, not a file$/], [noJson, /some\.json.* JSON/]] as const) {
      const { code, err } = await listbackup(...words(file));
      expect(code).toBe(2);
      expect(err).not.toContain('\n');
      expect(err).toMatch(says);
    }
  });

  test('plan --out below a file', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const { code, err } = await listbackup('plan', '--from', assembly(), '--assembly', assembly(), '--out', join(file, 'STEPS'));
    expect(code).toBe(1);
    expect(err).toMatch(/^--out: the folder \S+file\/STEPS cannot be made: \S+file is not a folder$/);
  });
});
