import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CliError, messageOf } from '../errors';

type OptionRows = NonNullable<ParseArgsConfig['options']>;

type Values<Options extends OptionRows> = ReturnType<typeof parseArgs<{ args: string[]; options: Options }>>['values'];

/**
 * Reads the words of a command: options, and nothing beside them.
 *
 * @throws CliError for words that are none of its options
 */
export function parseWords<const Options extends OptionRows>(command: string, args: readonly string[], options: Options): Values<Options> {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    // The first sentence names the word; what follows is advice for programmers.
    throw wrongWords(command, messageOf(error).split(/\. |\n/)[0] ?? '');
  }
}

/** What to say of words that a command cannot use. */
export function wrongWords(command: string, message: string): CliError {
  return CliError.usage(`${command}: ${message} (see listbackup ${command} --help)`);
}
