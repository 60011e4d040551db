import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App, attachCustomSynthesis, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import { Guarded, synthesized } from './guarded';
import { ListBackupInfrastructure, ListBackupStage, ListBackupUpgradeGuard } from '../../src';
import { ANY_VALUE, refusal } from '../support/refusal';

let guarded: Guarded;
beforeEach(() => { guarded = new Guarded(); });
afterEach(() => { guarded.dispose(); });

function bucket(app: App): void {
  new CfnResource(new Stack(app, 'Data'), 'Files', { type: 'AWS::S3::Bucket', properties: { BucketName: 'files' } });
}

test('without a lock file there is one clear finding, and nothing is written', () => {
  const { failed, rules, found, fixes } = guarded.synth(bucket);
  expect([failed, rules]).toEqual([true, ['no-lock-file']]);
  expect(found).toEqual([`${guarded.lockFile} doesn't exist, so the upgrade guard has nothing to compare with.`]);
  expect(fixes).toEqual(['Create and commit it: cdk synth -c listbackup:update-lock=true']);
  expect(existsSync(guarded.lockFile)).toBe(false);
});

test('switched off, as on the emulator, it neither compares nor writes', () => {
  for (const off of [false, 'false']) expect(guarded.synth(bucket, { 'listbackup:upgrade-guard': off })).toMatchObject({ failed: false, rules: [] });
  expect(existsSync(guarded.lockFile)).toBe(false);
  expect(guarded.synth(bucket, { 'listbackup:upgrade-guard': 'no' }).found[0])
    .toBe('The context listbackup:upgrade-guard is "no". It must be true or false. For example: cdk synth -c listbackup:upgrade-guard=true.');
});

/** A stage whose app, as many do, creates the one that it is told. */
const stageOf = (name: string) => (app: App): void => { new ListBackupInfrastructure(app, 'ListBackup', { stage: ListBackupStage.of(name) }); };

test('the lock file of one stage does not block another, and keeps both', () => {
  guarded.accept(stageOf('feature-a'));
  const other = guarded.synth(stageOf('feature-b'));
  expect([other.failed, [...new Set(other.rules)]]).toEqual([false, ['not-locked']]);
  guarded.accept(stageOf('feature-b'));
  for (const name of ['feature-a', 'feature-b']) expect(guarded.synth(stageOf(name))).toMatchObject({ failed: false, rules: [] });
});

test.each([
  ['a Region that is known since', {}, { region: 'us-west-2' }],
  ['a Region of another partition', {}, { region: 'cn-north-1' }],
  ['a Region that is known no more', { region: 'us-west-2' }, {}],
])('%s and CDK\'s flag for literal partitions change nothing', (_, before, since) => {
  const files = (env: { readonly region?: string }) => (app: App): void => {
    const stack = new Stack(app, 'Data', { env });
    new CfnResource(stack, 'Files', { type: 'AWS::S3::Bucket', properties: { BucketName: `files-${stack.partition}-${stack.urlSuffix}` } });
  };
  guarded.accept(files(before));
  expect(guarded.lock()).toContain('files-');
  expect(guarded.synth(files(since), { '@aws-cdk/core:enablePartitionLiterals': true })).toMatchObject({ failed: false, rules: [] });
});

test('the file is written whole, and not again when nothing changes', () => {
  guarded.accept(bucket);
  expect(readdirSync(guarded.folder).filter((name) => name.includes('lock'))).toEqual(['stateful.lock.json']);
  utimesSync(guarded.lockFile, 1, 1);
  guarded.accept(bucket);
  expect(statSync(guarded.lockFile).mtimeMs).toBe(1000);
});

const entry = { stack: 'Data', resources: {}, exports: {} };

test.each<[what: string, content: string, why: string]>([
  ['a truncated file', '{"version": 1, "stacks": [', 'it is not JSON'],
  ['an empty file', '', 'it is not JSON'],
  ['a merge conflict', '{\n<<<<<<< HEAD\n"version": 1\n=======\n"version": 1\n>>>>>>> x\n}', 'it holds the markers of a merge conflict'],
  ['a list', '[]', 'it has no list "stacks"'],
  ['null', 'null', 'it has no list "stacks"'],
  ['a later version', '{"version": 2, "stacks": []}', 'its version is 2, and this release knows version 1'],
  ['no version', '{"stacks": []}', 'its version is null'],
  ['a stack that is none', '{"version": 1, "stacks": [null]}', 'stacks[0] has no text "stack"'],
  ['a number for an account', JSON.stringify({ version: 1, stacks: [{ ...entry, account: 123 }] }), 'stacks[0] has an "account", a "region" or a "stage" that is not a text'],
  ['no resources', '{"version": 1, "stacks": [{"stack": "Data"}]}', 'stacks[0] has no object "resources"'],
  ['no exports', '{"version": 1, "stacks": [{"stack": "Data", "resources": {}}]}', 'stacks[0] has no object "exports" of texts'],
  ['a resource that is none', JSON.stringify({ version: 1, stacks: [{ ...entry, resources: { Files: 'x' } }] }), 'stacks[0] has a resource Files that is not one'],
  ['a name that is none', JSON.stringify({ version: 1, stacks: [{ ...entry, resources: { Files: { type: 'a', name: {} } } }] }), 'stacks[0] has a resource Files that is not one'],
  ['an index that is none', JSON.stringify({ version: 1, stacks: [{ ...entry, resources: { Files: { type: 'a', indexes: { x: 1 } } } }] }), 'stacks[0] has a resource Files that is not one'],
  ['a stack twice', JSON.stringify({ version: 1, stacks: [entry, entry] }), 'it has the stack Data twice, as after a merge'],
])('%s is one clear error, and not overwritten', (_, content, why) => {
  writeFileSync(guarded.lockFile, content);
  for (const context of [{}, { 'listbackup:update-lock': 'true' }]) {
    const { failed, rules, found } = guarded.synth(bucket, context);
    expect([failed, rules]).toEqual([true, []]);
    expect(found[0]).toContain(`${guarded.lockFile} is not a lock file of ListBackupUpgradeGuard: ${why}`);
    expect(found[0]).toContain('Restore it from version control, or delete it and create it again.');
    expect(guarded.lock()).toBe(content);
  }
});

test('a folder of that name is one clear error', () => {
  mkdirSync(guarded.lockFile);
  const { failed, rules } = guarded.synth(bucket);
  expect([failed, rules]).toEqual([true, []]);
});

test.each([['yes'], [1], ['TRUE']])('update-lock %p is refused', (value) => {
  const { failed, found } = guarded.synth(bucket, { 'listbackup:update-lock': value });
  expect(failed).toBe(true);
  expect(found[0]).toContain(`The context listbackup:update-lock is ${JSON.stringify(value)}. It must be true or false.`);
});

test.each([[true, true], [false, false], ['false', false]])('update-lock %p is a boolean as well as a text', (value, written) => {
  guarded.synth(bucket, { 'listbackup:update-lock': value });
  expect(existsSync(guarded.lockFile)).toBe(written);
});

test('two stacks that cannot be told apart are one clear error', () => {
  const { failed, rules, found } = guarded.synth((app) => {
    for (const name of ['A', 'B']) new Stack(new Stage(app, name), 'Data', { stackName: 'data' });
  }, { 'listbackup:update-lock': true });
  expect([failed, rules]).toEqual([true, []]);
  expect(found[0]).toMatch(/^B\/Data: which stack "data" this is cannot be told, as the app has another one of that name\. Give it an env, for example/);
});

test.each<[unknown]>([[undefined], [''], ['lock'], [7], ['.json']])('lockFile %p is refused at once', (lockFile) => {
  expect(() => ListBackupUpgradeGuard.protect(new App(), { lockFile: lockFile as string })).toThrow(refusal('lockFile', ANY_VALUE, 'must be the path of a JSON file'));
});

test('a lock file in the cloud assembly is refused at once', () => {
  const app = new App({ outdir: join(guarded.folder, 'cdk.out') });
  expect(() => ListBackupUpgradeGuard.protect(app, { lockFile: join(app.outdir, 'a', 'lock.json') })).toThrow(refusal('lockFile', join(app.outdir, 'a', 'lock.json'), `must be outside the cloud assembly ${app.outdir}`));
});

test('an app is guarded once', () => {
  const app = new App();
  ListBackupUpgradeGuard.protect(app, { lockFile: guarded.lockFile });
  expect(() => ListBackupUpgradeGuard.protect(app, { lockFile: guarded.lockFile })).toThrow(/^The app is guarded already\./);
});

test('an app with a custom synthesis of its own is one clear error', () => {
  const app = new App();
  attachCustomSynthesis(app, { onSynthesize: () => {} });
  expect(() => ListBackupUpgradeGuard.protect(app, { lockFile: guarded.lockFile })).toThrow(/^The app has a custom synthesis already, and can have one\./);
});

test('no props and no app are one clear error each', () => {
  const guard = ListBackupUpgradeGuard as unknown as { protect(app: unknown, props?: unknown): void };
  expect(() => guard.protect(new App())).toThrow(refusal('lockFile', /undefined/));
  expect(() => guard.protect({}, { lockFile: 'a.json' })).toThrow(refusal('app', 'object', 'must be the App that contains all stacks'));
});

test('an app without the guard, and one without stacks, synthesize as ever', () => {
  const app = new App({ outdir: join(guarded.folder, 'cdk.out') });
  bucket(app);
  expect(synthesized(app)).toMatchObject({ failed: false, rules: [] });
  expect(guarded.synth(() => {}, { 'listbackup:update-lock': true })).toMatchObject({ failed: false });
});
