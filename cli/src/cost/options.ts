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
  assembly: { type: 'string', value: 'CDK_OUT', required: true, does: 'what "cdk synth" wrote' },
  usage: {
    type: 'string',
    value: 'FILE',
    does: 'JSON: what a month uses, by logical ID or service, such as { "UsersTable": { "reads": 1000000, "storageGb": 4 } }: numbers of requests, '
      + 'GB, hours; the README lists every use',
    otherwise: 'nothing, so what is paid at rest',
  },
  prices: { type: 'string', value: 'FILE', does: 'JSON: prices to use instead of those that come with the command', otherwise: 'the list prices of the region that most stacks are in' },
  stage: { type: 'string', value: 'NAME', does: "only this stage's stacks", otherwise: 'all' },
  json: { type: 'boolean', does: 'every line of the bill, with its quantity, price and unit, as JSON' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'cost',
  does: 'Prints what a month costs in US dollars, by stack and by service: at rest, and with the usage that you give.',
  options: OPTIONS,
  exit: '0 done, 2 invalid arguments or input files',
});

/** Reads the words; `undefined` where they ask for help. */
export function costOptions(args: readonly string[]): CostOptions | undefined {
  const { help, assembly, json = false, ...files } = parseArguments('cost', args, OPTIONS);
  if (help) return undefined;
  requireStageArgument('cost', files.stage);
  return { assembly: requireAssemblyArgument('cost', assembly), json, ...files };
}
