import { expectWorking, listbackupUp } from './listbackup-up';

/** Checks that only production and staging have by default. */
const OPERATIONS = [
  'monitoring: each alarm stands with its threshold',
  'monitoring: each dashboard stands, and shows something',
  'backup: each rule of the plan fills the vault',
];

test('the whole infrastructure of main deploys to the emulator and works', () => {
  expectWorking('main', OPERATIONS, 0);
});

test('the whole infrastructure of dev deploys to the emulator and works', () => {
  expectWorking('dev', [], 2);
});

test('what the emulator lacks is said', () => {
  const { stdout } = listbackupUp('staging');
  expect(stdout).toContain('not emulated: AWS::Events::Archive EventArchive\n');
  expect(stdout).toContain('not emulated: AWS::SES::Template PasswordResetTemplate, MFASetupTemplate\n');
  expect(stdout).not.toContain('properties not examined');
});
