import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CLI = join(__dirname, '..');

/** The tests run the command as it ships, so what is compiled has to be as new as the sources. */
export default function compileWhatIsOld(): void {
  const compiled = join(CLI, 'lib', 'main.js');
  if (existsSync(compiled) && statSync(compiled).mtimeMs >= newest(join(CLI, 'src'))) return;
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '--build', '--force'], { cwd: CLI, stdio: 'inherit' });
}

function newest(folder: string): number {
  return Math.max(...readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
  }));
}
