import { expectWorking } from './listbackup-up';

/** Checks that only production and staging have by default. */
const OPERATIONS = [
  'monitoring: each alarm stands with its threshold',
  'monitoring: each dashboard stands, and shows something',
  'backup: each rule of the plan fills the vault',
];

test('the whole infrastructure of main deploys to the emulator and works', () => {
  expectWorking('main', OPERATIONS, 0);
});
