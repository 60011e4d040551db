import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { freePort } from '../../src/emulator';
import { FIXTURE_APP, NOTHING, RunningCommand } from '../helpers/command';

/** The process of the emulator itself, not of what guards it. */
function emulatorOf({ folder }: RunningCommand): number {
  const found = execFileSync('ps', ['axeww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 64e6 }).split('\n')
    .find((line) => line.includes(folder) && /^\s*\d+ \S*python\S* -I \S*serve\.py/.test(line));
  if (found === undefined) throw new Error('the emulator does not run');
  return Number(found.trim().split(' ')[0]);
}

const isOpen = async (port: number): Promise<boolean> => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
  socket.once('connect', () => socket.destroy());
});

test('the emulator killed in the middle of a deployment: one clear line, no process, no port, no folder', async () => {
  const port = await freePort();
  const run = RunningCommand.start(['up', '--app', FIXTURE_APP, '--port', String(port)]);
  await run.written(/AWS::DynamoDB::Table/);
  expect(await isOpen(port)).toBe(true);
  process.kill(emulatorOf(run), 'SIGKILL');
  const { code, stderr } = await run.done;
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^listbackup: the emulator ended \(exit code \d+\): /);
  expect(code).toBe(1);
  expect(await run.leftovers()).toEqual(NOTHING);
  expect(await isOpen(port)).toBe(false);
});
