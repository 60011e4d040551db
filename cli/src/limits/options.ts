import { HELP_OPTION, type OptionRows, parseArguments, requireAssemblyArgument, requireStageArgument, usageError, usageOf } from '../args';

const FORMATS = ['text', 'markdown', 'json'] as const;

type Format = (typeof FORMATS)[number];

/** Arguments of `listbackup limits`. */
export interface LimitsOptions {
  readonly assembly: string;
  readonly stage?: string;
  readonly usage?: string;
  readonly quotas?: string;
  /** Multiples of the load, in ascending order, without 1. */
  readonly growths: readonly number[];
  readonly format: Format;
  /** File of the chart. */
  readonly output?: string;
}

const MAX_GROWTH = 1e6;
const MAX_GROWTHS = 6;

export const OPTIONS = {
  assembly: { type: 'string', value: 'CDK_OUT', required: true, does: 'the cloud assembly that "cdk synth" wrote' },
  usage: { type: 'string', value: 'FILE', does: 'JSON: the monthly usage, as for "listbackup cost"; the README lists every use', otherwise: 'none: only the limits of the templates' },
  growth: { type: 'string', value: 'LIST', does: 'multiples of that load, for example 2x,10x', otherwise: '2x,10x,100x' },
  quotas: { type: 'string', value: 'FILE', does: "JSON: the account's own quotas, for example { \"Lambda.concurrentExecutions\": 5000 }", otherwise: 'the defaults of AWS' },
  stage: { type: 'string', value: 'NAME', does: "only this stage's stacks", otherwise: 'all' },
  format: { type: 'string', value: 'FORMAT', does: 'text, markdown or json', otherwise: 'text' },
  output: { type: 'string', value: 'FILE.svg', does: 'also write a chart of the utilization by load; requires --usage' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'limits',
  does: 'Prints the AWS quotas that bind first, the load at which they bind, and the remedies. Reads only the assembly and the files.',
  options: OPTIONS,
  example: '--assembly cdk.out --usage usage.json --growth 2x,10x',
  exit: '0 no limit is exceeded, 1 a limit is exceeded at the given usage, 2 invalid arguments or input files',
});

/**
 * Reads the arguments; `undefined` if they ask for help.
 *
 * @throws CliError
 */
export function limitsOptions(args: readonly string[]): LimitsOptions | undefined {
  const { help, assembly, growth, format = 'text', ...files } = parseArguments('limits', args, OPTIONS);
  if (help) return undefined;
  requireStageArgument('limits', files.stage);
  const known = FORMATS.find((one) => one === format);
  if (known === undefined) throw usageError('limits', `--format must be ${FORMATS.join(', ')}, but got ${JSON.stringify(format)}`);
  if (files.output !== undefined && !files.output.endsWith('.svg')) throw usageError('limits', `--output must end with .svg, but got ${JSON.stringify(files.output)}`);
  if (files.output !== undefined && files.usage === undefined) throw usageError('limits', '--output requires --usage: without a load there is nothing to draw');
  if (growth !== undefined && files.usage === undefined) throw usageError('limits', '--growth requires --usage: without a load nothing grows');
  return { assembly: requireAssemblyArgument('limits', assembly), growths: growthsIn(growth ?? '2x,10x,100x'), format: known, ...files };
}

function growthsIn(list: string): readonly number[] {
  const growths = list.split(',').map((one) => {
    const value = /^\d+(\.\d+)?x?$/.test(one) ? Number.parseFloat(one) : NaN;
    if (!(value > 0 && value <= MAX_GROWTH)) throw usageError('limits', `--growth must be multiples up to 1000000x, but got ${JSON.stringify(one)}. For example: 2x,10x,100x`);
    return value;
  });
  if (growths.length > MAX_GROWTHS) throw usageError('limits', `--growth must have at most ${MAX_GROWTHS} multiples, but got ${growths.length}`);
  return [...new Set(growths)].filter((growth) => growth !== 1).sort((one, other) => one - other);
}
