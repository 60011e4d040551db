import { HELP_OPTION, type OptionRows, parseArguments, requireAssemblyArgument, requireStageArgument, usageOf } from '../args';

/** The words of `listbackup cost`. */
export interface CostOptions {
  readonly assembly: string;
  readonly stage?: string;
  readonly usage?: string;
  readonly prices?: string;
  readonly json: boolean;
}

export const OPTIONS = {
  assembly: { type: 'string', value: 'CDK_OUT', required: true, does: 'the cloud assembly that "cdk synth" wrote' },
  usage: {
    type: 'string',
    value: 'FILE',
    does: 'JSON: the monthly usage, by logical ID or service, such as { "UsersTable": { "reads": 1000000, "storageGb": 4 } }: numbers of requests, '
      + 'GB, hours; the README lists every use',
    otherwise: 'none: only the cost at rest',
  },
  prices: { type: 'string', value: 'FILE', does: 'JSON: prices that override those of the command', otherwise: 'the list prices of the Region of most stacks' },
  stage: { type: 'string', value: 'NAME', does: "only this stage's stacks", otherwise: 'all' },
  json: { type: 'boolean', does: 'print each line of the bill as JSON, with its quantity, price and unit' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'cost',
  does: 'Prints the monthly cost in US dollars, by stack and by service: at rest, and with the usage that you give.',
  options: OPTIONS,
  example: '--assembly cdk.out --usage usage.json',
  exit: '0 done, 2 invalid arguments or input files',
});

/** Reads the arguments; `undefined` if they ask for help. */
export function costOptions(args: readonly string[]): CostOptions | undefined {
  const { help, assembly, json = false, ...files } = parseArguments('cost', args, OPTIONS);
  if (help) return undefined;
  requireStageArgument('cost', files.stage);
  return { assembly: requireAssemblyArgument('cost', assembly), json, ...files };
}
