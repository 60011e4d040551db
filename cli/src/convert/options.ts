import { HELP_OPTION, type OptionRows, parseArguments, requireStageArgument, usageError, usageOf } from '../args';

/** The arguments of `listbackup convert`. */
export interface ConvertOptions {
  readonly file: string;
  readonly stage: string;
  /** Standard output where undefined. */
  readonly output?: string;
}

export const OPTIONS = {
  file: { type: 'string', value: 'FILE', required: true, does: 'the serverless.yml; it can also be the first argument, without the option' },
  stage: { type: 'string', value: 'NAME', does: 'the stage whose values are used where the file depends on the stage', otherwise: 'main' },
  output: { type: 'string', value: 'FILE', does: 'the file for the program', otherwise: 'standard output' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'convert',
  does: 'Writes the CDK stack of a service from its serverless.yml, in TypeScript. Lists each line that it cannot convert, with the reason, on standard error.',
  options: OPTIONS,
  example: 'serverless.yml --output users.ts',
  exit: '0 converted, 1 the file cannot be written, 2 invalid arguments or input files',
});

/**
 * Reads the arguments; `undefined` if they ask for help.
 *
 * @throws CliError for invalid arguments
 */
export function convertOptions(args: readonly string[]): ConvertOptions | undefined {
  const [first, ...rest] = args;
  const isFile = first !== undefined && !first.startsWith('-');
  const values = parseArguments('convert', isFile ? ['--file', first, ...rest] : args, OPTIONS);
  if (values.help) return undefined;
  const { file, stage, output } = values;
  if (file === undefined) throw usageError('convert', 'the file is missing; name it: listbackup convert serverless.yml');
  requireStageArgument('convert', stage);
  return { file, stage: stage ?? 'main', ...output === undefined ? {} : { output } };
}
