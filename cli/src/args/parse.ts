import { parseArgs } from 'node:util';
import type { OptionRows } from './usage';
import { CliError, messageOf } from '../errors';
import { nearNames } from '../suggest';

type Values<Options extends OptionRows> = ReturnType<typeof parseArgs<{ args: string[]; options: Options }>>['values'];

/**
 * Reads the words of a command: options, and nothing beside them.
 *
 * @throws CliError for words that are none of its options, an option without its value, and one that is said twice and counts once
 */
export function parseArguments<const Options extends OptionRows>(command: string, args: readonly string[], options: Options): Values<Options> {
  try {
    const { values, tokens } = parseArgs({ args: [...args], options, tokens: true });
    requireOnce(command, tokens.flatMap((token) => token.kind === 'option' ? [token] : []), options);
    return values as Values<Options>;
  } catch (error) {
    throw error instanceof CliError ? error : usageError(command, explained(messageOf(error), options));
  }
}

/** Returns the error for arguments that a command can't use. */
export function usageError(command: string, message: string): CliError {
  return CliError.usage(`${command}: ${message} (see listbackup ${command} --help)`);
}

/** Refuses an option that would silently lose all but its last value, and a value that is nothing. */
function requireOnce(command: string, given: readonly { readonly name: string; readonly value?: string | undefined }[], options: OptionRows): void {
  const seen = new Set<string>();
  for (const { name, value } of given) {
    if (value === '') throw usageError(command, `--${name} is empty`);
    if (seen.has(name) && options[name]?.multiple !== true) throw usageError(command, `--${name} is given twice; give it once`);
    seen.add(name);
  }
}

/** Node.js's message without its advice for programmers, which follows the first sentence. */
function explained(message: string, options: OptionRows): string {
  const said = message.split(/\. |\n/)[0] ?? '';
  const unknown = /^Unknown option '--([^']+)'/.exec(said)?.[1];
  if (unknown !== undefined) {
    const [near] = nearNames(unknown, Object.keys(options));
    return near === undefined ? said : `${said}; did you mean --${near}?`;
  }
  const dashed = /^Option '(?:-\w, )?--([\w-]+).*' argument is ambiguous/.exec(said)?.[1];
  return dashed === undefined ? said : `--${dashed} lacks its value: what follows begins with a dash; for such a value write --${dashed}=-x`;
}
