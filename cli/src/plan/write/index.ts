import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { writeStep, type WrittenStep } from './step-assembly';
import { CliError, messageOf } from '../../errors';
import { isSystemError } from '../../system-errors';
import type { Assembly } from '../read/assembly';

export { mappingFile, type WrittenStep } from './step-assembly';

/** The folder of a step: `01`, `02`, … */
export function stepFolder(index: number): string {
  return String(index + 1).padStart(2, '0');
}

/** Refuses a folder that holds something: two plans in one would be deployed as one. */
export function requireEmpty(out: string): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory() || readdirSync(out).length > 0) throw CliError.usage(`--out ${out}: is there and not an empty folder; name a new one`);
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
