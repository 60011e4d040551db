import { parseArguments, requireAssemblyArgument, requireStageArgument, usageError } from '../args';

/** The words of `listbackup rehearse`. */
export interface RehearseOptions {
  readonly deployed: string;
  readonly assembly: string;
  readonly stage?: string;
  readonly accept: ReadonlySet<string>;
  readonly dropLeftovers: boolean;
}

export const USAGE = `usage: listbackup rehearse --deployed DIR --assembly CDK_OUT [--stage NAME] [--drop-leftovers] [--accept STACK.NAME[.PROPERTY]]...

Builds what is deployed on an AWS emulator on this machine, fills it with data, takes it over step by step as "listbackup plan" says, and
checks after each step that everything is still there.

  --deployed DIR     as for plan: {stackName}.json or .yaml for each live stack, {stackName}.stack.json, existing.json,
                     importers.json
  --assembly CDK_OUT what the release to come synthesized
  --stage NAME       only this stage's stacks
  --drop-leftovers   let go what Serverless left, in a last step
  --accept WORD      this finding of the plan is intended; can be given more than once
  --help, -h         this text

exit code: 0 everything is still there; 1 no safe plan, or something was lost; 2 invalid arguments or input files;
  129, 130 or 143 stopped by SIGHUP, Ctrl-C or SIGTERM
`;

export const OPTIONS = {
  'deployed': { type: 'string' },
  'assembly': { type: 'string' },
  'stage': { type: 'string' },
  'accept': { type: 'string', multiple: true },
  'drop-leftovers': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the words; `undefined` where they ask for help.
 *
 * @throws CliError for words that cannot be used
 */
export function rehearseOptions(args: readonly string[]): RehearseOptions | undefined {
  const values = parseArguments('rehearse', args, OPTIONS);
  if (values.help) return undefined;
  const { deployed, assembly, stage, accept = [], 'drop-leftovers': dropLeftovers = false } = values;
  if (deployed === undefined) throw usageError('rehearse', '--deployed is missing; give the folder with the templates of the live stacks: --deployed deployed');
  requireStageArgument('rehearse', stage);
  return { deployed, assembly: requireAssemblyArgument('rehearse', assembly), ...stage === undefined ? {} : { stage }, accept: new Set(accept), dropLeftovers };
}
