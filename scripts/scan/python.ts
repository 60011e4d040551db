import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const REQUIREMENTS = join(__dirname, 'requirements.txt');
const CACHE = join(__dirname, '..', '..', 'node_modules', '.cache', 'listbackup-scan');

/** The folder of the scanners' programs: a virtual environment of its own for each version of `requirements.txt`. */
export function scanners(): string {
  const version = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = join(CACHE, version);
  const bin = join(folder, 'bin');
  // Written last: an environment without it was not finished.
  const done = join(folder, 'installed');
  if (existsSync(done)) return bin;
  rmSync(folder, { recursive: true, force: true });
  run('python3', ['-m', 'venv', folder]);
  run(join(bin, 'python'), ['-m', 'pip', 'install', '--no-deps', '--no-input', '--disable-pip-version-check', '--quiet', '--requirement', REQUIREMENTS]);
  writeFileSync(done, '');
  return bin;
}

/** Returns the output of a program. If scanners find something, they exit with a code other than 0, but still write their output. */
export function run(command: string, args: readonly string[], cwd?: string, mayFind = false): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error || (status !== 0 && !(mayFind && stdout))) throw new Error(`${command} ${args.slice(0, 3).join(' ')} … failed: ${error?.message ?? stderr}`);
  return stdout;
}
