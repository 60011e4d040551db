import { cpSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, temporaryFolder } from './helpers/command';
import { synthesizeMain } from './support/whole-stage';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const MINUTES = 60_000;

/** The words of a command as a shell takes them apart. */
const wordsOf = (text: string): string[] => [...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const exampleOf = (name: string): string[] => wordsOf(new RegExp(`^npx listbackup (${name} .*)$`, 'm').exec(README)?.[1] ?? '');

test('the example of up deploys an app with these words', async () => {
  const cwd = temporaryFolder();
  cpSync(join(__dirname, 'fixtures', 'app'), cwd, { recursive: true });
  symlinkSync(join(__dirname, '..', '..', 'node_modules'), join(cwd, 'node_modules'));
  const words = exampleOf('up');
  expect(words).toEqual(['up', '--app', 'npx tsx app.ts', '--stage', 'main']);
  expect(await runCommand(words, { cwd })).toMatchObject({ code: 0, stderr: '' });
}, 5 * MINUTES);

test('the example of rehearse takes a stage over with these words', async () => {
  const cwd = temporaryFolder();
  renameSync(synthesizeMain(cwd), join(cwd, 'cdk.out'));
  mkdirSync(join(cwd, 'deployed'));
  for (const [stack, file] of [['kms', 'ListBackupkms93A6B0D7'], ['dynamodb', 'ListBackupdynamodbC09A97CA']]) {
    cpSync(join(cwd, 'cdk.out', `${file ?? ''}.template.json`), join(cwd, 'deployed', `listbackup-infrastructure-${stack ?? ''}-main.json`));
  }
  const words = exampleOf('rehearse');
  expect(words).toEqual(['rehearse', '--deployed', 'deployed', '--assembly', 'cdk.out']);
  const { code, stdout, stderr } = await runCommand(words, { cwd });
  expect({ code, stderr, end: stdout.slice(-300) }).toMatchObject({ code: 0, stderr: '' });
}, 5 * MINUTES);
