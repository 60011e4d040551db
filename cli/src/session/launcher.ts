import { execFileSync } from 'node:child_process';

const EVERY_MS = 250;
const IS_NPM = /^(npm|npx)( |$)|\/(npm|npx)(-cli\.js)?( |$)/;

interface Ancestor {
  readonly parent: number;
  readonly args: string;
}

/**
 * Calls back once when npm or npx, or a shell that it started on the way to this process, has ended. npm passes no signal on to a command behind a shell,
 * so the command would go on alone.
 *
 * @param ended never called where npm didn't start this process
 * @returns what stops the watch
 */
export function whenLauncherEnds(ended: () => void): () => void {
  const parent = process.ppid;
  const launchers = process.env.npm_execpath === undefined ? [] : launchersAbove(parent);
  if (launchers.length === 0) return () => undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && launchers.every(isAlive)) return;
    clearInterval(timer);
    ended();
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The processes from the parent up to npm; none where there is no npm. */
function launchersAbove(parent: number): number[] {
  const all = processes();
  const above: number[] = [];
  for (let id = parent; id > 1 && !above.includes(id); id = all.get(id)?.parent ?? 0) {
    above.push(id);
    if (IS_NPM.test(all.get(id)?.args ?? '')) return above;
  }
  return [];
}

/** Every process by its ID; none where `ps` is missing. */
function processes(): ReadonlyMap<number, Ancestor> {
  let listed = '';
  try {
    listed = execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 64e6, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    // Without the list there is nothing to watch; the other ends of a run still work.
  }
  return new Map([...listed.matchAll(/^ *(\d+) +(\d+) (.*)$/gm)].map(([, id, parent, args = '']) => [Number(id), { parent: Number(parent), args: args.trim() }]));
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // A process of another user is alive as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
