import { spawnSync } from 'node:child_process';
import { CliError } from '../errors';

/** A Python interpreter of this machine. */
export interface Python {
  readonly path: string;
  /** For example `3.11.7`. */
  readonly version: string;
}

const NAMES = ['python3', 'python'];
const OLDEST: readonly [number, number] = [3, 10];
const ASK = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';

/**
 * Returns the first Python on the path that can run the emulator.
 *
 * @throws CliError when no such Python exists
 */
export function findPython(env: NodeJS.ProcessEnv): Python {
  if (process.platform === 'win32') throw CliError.failed('the emulator runs on Linux and macOS: on Windows, use the Windows Subsystem for Linux');
  const tooOld: string[] = [];
  for (const name of NAMES) {
    const answer = spawnSync(name, ['-I', '-S', '-c', ASK], { env, encoding: 'utf8' });
    const [path, version] = answer.status === 0 ? answer.stdout.trim().split('\n') : [];
    if (!path || !version) continue;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return { path, version };
    tooOld.push(`${path} is ${version}`);
  }
  const found = tooOld.length > 0 ? tooOld.join(', ') : `no ${NAMES.join(' or ')} is on PATH`;
  throw CliError.failed(`the emulator needs Python ${OLDEST.join('.')} or later, and ${found}`);
}
