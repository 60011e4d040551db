import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { writeStep, type WrittenStep } from './step-assembly';
import type { Assembly } from '../../assembly/read';
import { bytesOn, isSystemError, type TargetFolder } from '../../disk';
import { CliError, messageOf } from '../../errors';

export { mappingFile, type WrittenStep } from './step-assembly';

/** Also a small file takes a block. */
const BLOCK_BYTES = 4096;

/** The folder of a step: `01`, `02`, … */
export function stepFolder(index: number): string {
  return String(index + 1).padStart(2, '0');
}

/** Refuses a folder that holds something: two plans in one would be deployed as one. */
export function requireEmpty(out: string): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory() || readdirSync(out).length > 0) throw CliError.usage(`--out ${out}: is there and not an empty folder; name a new one`);
}

/** The folder of `--out`, as messages call it. */
export function outFolder(out: string): TargetFolder {
  return { path: resolve(out), name: '--out: the folder', instead: 'choose a folder on another disk' };
}

/** Returns how many bytes the steps take at most when they are written: each is a copy of the assembly, with the stacks that only release something. */
export function bytesOfSteps(steps: readonly Pick<WrittenStep, 'state'>[], assembly: Assembly): number {
  const own = new Set(assembly.stacks.map(({ state: { name } }) => name));
  const whole = bytesOn(assembly.folder);
  return steps.reduce((sum, { state }) => {
    const others = [...state.values()].filter(({ name }) => !own.has(name));
    return sum + whole + others.reduce((bytes, { template }) => bytes + BLOCK_BYTES + 2 * Buffer.byteLength(JSON.stringify(template)), 0);
  }, BLOCK_BYTES);
}

/**
 * Writes every step, or nothing: the folder appears when it is complete.
 *
 * @throws CliError when it cannot be written
 */
export function writeSteps(out: string, steps: readonly WrittenStep[], assembly: Assembly): void {
  requireEmpty(out);
  try {
    writeWhole(resolve(out), steps, assembly);
  } catch (error) {
    throw isSystemError(error) ? CliError.failed(`cannot write the steps to ${out}: ${messageOf(error)}`) : error;
  }
}

function writeWhole(target: string, steps: readonly WrittenStep[], assembly: Assembly): void {
  mkdirSync(dirname(target), { recursive: true });
  const building = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const names = stacksOf(steps, assembly);
    steps.forEach((step, index) => {
      writeStep(join(building, stepFolder(index)), step, assembly, names);
    });
    if (existsSync(target)) rmdirSync(target);
    renameSync(building, target);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    throw error;
  }
}

/** The stacks of the target, and those that a step changes though the target does not have them. */
function stacksOf(steps: readonly WrittenStep[], assembly: Assembly): ReadonlySet<string> {
  const changed = steps.flatMap(({ change }) =>
    change.stacks.filter(({ stack }) => change.before.get(stack) !== change.after.get(stack)).map(({ stack }) => stack),
  );
  const own = assembly.stacks.map(({ state: { name } }) => name).filter((name) => steps.some(({ state }) => state.has(name)));
  return new Set([...own, ...changed]);
}
