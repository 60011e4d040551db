import { expectWorking, listbackupUp } from './listbackup-up';

test('the whole infrastructure of dev deploys to the emulator and works', () => {
  expectWorking('dev', [], 2);
});

test('what the emulator lacks is said', () => {
  const { stdout } = listbackupUp('staging');
  expect(stdout).toContain('not emulated: AWS::Events::Archive EventArchive\n');
  expect(stdout).toContain('not emulated: AWS::SES::Template PasswordResetTemplate, MFASetupTemplate\n');
  expect(stdout).not.toContain('properties not examined');
});
