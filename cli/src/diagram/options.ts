import { extname } from 'node:path';
import { DETAILS, type Detail } from './detail';
import { HELP_OPTION, type OptionRows, parseArguments, requireAssemblyArgument, usageError, usageOf } from '../args';

export const FORMATS = ['svg', 'mermaid'] as const;

export type Format = (typeof FORMATS)[number];

/** The words of `listbackup diagram`. */
export interface DiagramOptions {
  readonly assembly: string;
  readonly format: Format;
  readonly detail: Detail;
  /** Only these; all, where there are none. */
  readonly stacks: ReadonlySet<string>;
  /** Standard output where undefined. */
  readonly output?: string;
}

export const OPTIONS = {
  assembly: { type: 'string', value: 'CDK_OUT', required: true, does: 'the cloud assembly that "cdk synth" wrote' },
  detail: {
    type: 'string',
    value: 'DETAIL',
    does: 'stacks: each stack with its kinds of resources; resources: every resource, with its references in its stack and to other stacks',
    otherwise: 'stacks',
  },
  stack: { type: 'string', multiple: true, value: 'NAME', does: 'only this stack, and the names of the stacks that it reads from or that read from it', otherwise: 'all' },
  format: { type: 'string', value: 'FORMAT', does: 'svg or mermaid', otherwise: 'by the extension of FILE (.svg, .mmd, .mermaid), otherwise mermaid' },
  output: { type: 'string', value: 'FILE', does: 'the file to write', otherwise: 'standard output' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'diagram',
  does: 'Draws the stacks of a cloud assembly, their resources and the values that they read from each other. Reads only the assembly.',
  options: OPTIONS,
  example: '--assembly cdk.out --output stacks.svg',
  exit: '0 drawn, 1 the file cannot be written, 2 invalid arguments or input files',
});


const FORMAT_BY_END: Readonly<Record<string, Format>> = { '.svg': 'svg', '.mmd': 'mermaid', '.mermaid': 'mermaid' };

/**
 * Reads the arguments; `undefined` if they ask for help.
 *
 * @throws CliError for invalid arguments
 */
export function diagramOptions(args: readonly string[]): DiagramOptions | undefined {
  const values = parseArguments('diagram', args, OPTIONS);
  if (values.help) return undefined;
  const { assembly, format, detail, stack = [], output } = values;
  return {
    assembly: requireAssemblyArgument('diagram', assembly),
    format: format === undefined ? formatOf(output) : oneOf('--format', FORMATS, format),
    detail: detail === undefined ? 'stacks' : oneOf('--detail', DETAILS, detail),
    stacks: new Set(stack),
    ...output === undefined ? {} : { output },
  };
}

function formatOf(output: string | undefined): Format {
  if (output === undefined) return 'mermaid';
  const end = extname(output).toLowerCase();
  const format = FORMAT_BY_END[end];
  if (!format) throw usageError('diagram', `--output ${JSON.stringify(output)} does not say the format; give --format svg or --format mermaid, or a file that ends in .svg or .mmd`);
  return format;
}

function oneOf<T extends string>(option: string, words: readonly T[], word: string): T {
  const found = words.find((one) => one === word);
  if (found === undefined) throw usageError('diagram', `${option} ${JSON.stringify(word)}: one of ${words.join(', ')}`);
  return found;
}
