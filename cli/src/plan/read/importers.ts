import { CliError } from '../../errors';
import { isList, isObject, type Json } from '../../template';

const SHAPE = '{ "name-of-an-export": ["stack-that-imports-it"] }, with [] where nobody does';

/**
 * Reads who imports which export: a list of stacks for each name, as `aws cloudformation list-imports` has it.
 *
 * @throws CliError for anything else
 */
export function importersIn(value: Json, file: string): ReadonlyMap<string, readonly string[]> {
  if (!isObject(value)) throw CliError.usage(`${file}: expected ${SHAPE}`);
  return new Map(Object.entries(value).map(([name, stacks]) => {
    if (!isList(stacks) || !stacks.every((stack) => typeof stack === 'string')) throw CliError.usage(`${file}, ${name}: expected a list of stack names: ${SHAPE}`);
    return [name, stacks];
  }));
}
