import { parseArguments, requireAssemblyArgument, requireStageArgument } from '../args';

/** The words of `listbackup cost`. */
export interface CostOptions {
  readonly assembly: string;
  readonly stage?: string;
  readonly usage?: string;
  readonly prices?: string;
  readonly json: boolean;
}

export const USAGE = `usage: listbackup cost --assembly CDK_OUT [--usage FILE] [--prices FILE] [--stage NAME] [--json]

Says what a month costs in US dollars, by stack and by service: at rest, and with a use that you say.

  --assembly CDK_OUT what "cdk synth" wrote
  --usage FILE       JSON: what a month uses, by logical ID or service, such as { "UsersTable": { "reads": 1000000, "storageGb": 4 } }:
                     numbers of requests, GB, hours; the README lists every use; default: nothing, so what is paid at rest
  --prices FILE      JSON: prices to use instead of the list prices of the region that most stacks are in
  --stage NAME       only this stage's stacks
  --json             every line of the bill, as JSON
  --help, -h         this text

exit code: 0 done, 2 invalid arguments or input files
`;

export const OPTIONS = {
  assembly: { type: 'string' },
  usage: { type: 'string' },
  prices: { type: 'string' },
  stage: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the words; `undefined` where they ask for help. */
export function costOptions(args: readonly string[]): CostOptions | undefined {
  const { help, assembly, json = false, ...files } = parseArguments('cost', args, OPTIONS);
  if (help) return undefined;
  requireStageArgument('cost', files.stage);
  return { assembly: requireAssemblyArgument('cost', assembly), json, ...files };
}
