import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from '../helpers/command';

const FIXTURE = join(__dirname, '..', 'fixtures', 'waits-in-a-run.ts');
const WITHIN_MS = 10_000;

const VICTIMS = ['npx', 'the shell'] as const;
const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGKILL'] as const;

test.each(VICTIMS.flatMap((victim) => SIGNALS.map((signal) => [victim, signal] as const)))('a run ends when %s gets %s', async (victim, signal) => {
  const file = join(temporaryFolder(), 'started');
  // The shell has a second command to run, so that it cannot become the first.
  const npx = spawn('npx', ['--no-install', '-c', `"${process.execPath}" "${require.resolve('tsx/cli')}" "${FIXTURE}" "${file}"; true`], { stdio: 'ignore' });
  const gone = new Promise((resolve) => npx.once('exit', resolve));
  await until(() => existsSync(file) && readFileSync(file, 'utf8').split(' ').length === 3);
  const [command, tsx, folder = ''] = readFileSync(file, 'utf8').split(' ');
  const shell = await parentOf(Number(tsx));
  try {
    process.kill(victim === 'npx' ? Number(npx.pid) : shell, signal);
    await until(() => !isAlive(Number(command)) && !existsSync(folder));
    await gone;
  } finally {
    if (isAlive(Number(command))) process.kill(Number(command), 'SIGTERM');
  }
});

async function parentOf(id: number): Promise<number> {
  const ps = spawn('ps', ['-o', 'ppid=', '-p', String(id)]);
  let text = '';
  ps.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  await new Promise((resolve) => ps.once('close', resolve));
  return Number(text);
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

async function until(done: () => boolean): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; Date.now() < end; await sleep(20)) if (done()) return;
  throw new Error(`not within ${WITHIN_MS / 1000} s`);
}
