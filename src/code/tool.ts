import { spawnSync } from 'node:child_process';

/** Parts of the error for a tool that isn't installed. */
export interface MissingTool {
  readonly rule: string;
  readonly works: string;
}

/** The lines of a compiler's output that an error shows: the first few name the mistake. */
const MAX_LINES = 8;

/** Runs a tool and returns what it prints; throws one error where it is missing or fails. */
export function runTool(
  what: string, tool: string, args: readonly string[], place: { cwd: string; env: NodeJS.ProcessEnv }, missing: MissingTool,
): string {
  const result = spawnSync(tool, args, { ...place, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if ((result.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') throw new Error(`${what}: ${missing.rule} For example: ${missing.works}.`);
  if (result.error) throw new Error(`${what}: ${tool} ${args[0]} failed: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${what}: ${tool} ${args[0]} failed:\n${firstLines(result.stderr || result.stdout)}`);
  return result.stdout;
}

/** The beginning of a message, with the number of the lines left out. */
export function firstLines(text: string): string {
  const lines = text.trim().split('\n').filter((line) => line.trim() !== '');
  const shown = lines.slice(0, MAX_LINES).map((line) => `  ${line}`);
  return [...shown, ...lines.length > MAX_LINES ? [`  … and ${lines.length - MAX_LINES} more lines`] : []].join('\n');
}
