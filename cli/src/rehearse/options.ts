import { HELP_OPTION, type OptionRows, parseArguments, requireAssemblyArgument, requireStageArgument, usageError, usageOf } from '../args';

/** The words of `listbackup rehearse`. */
export interface RehearseOptions {
  readonly deployed: string;
  readonly assembly: string;
  readonly stage?: string;
  readonly accept: ReadonlySet<string>;
  readonly dropLeftovers: boolean;
}

export const OPTIONS = {
  'deployed': {
    type: 'string',
    value: 'DIR',
    required: true,
    does: 'as for plan, the folder with the deployed state: {stackName}.json or .yaml for each live stack, {stackName}.stack.json, existing.json, importers.json',
  },
  'assembly': { type: 'string', value: 'CDK_OUT', required: true, does: 'the cloud assembly of the next release' },
  'stage': { type: 'string', value: 'NAME', does: "only this stage's stacks" },
  'drop-leftovers': { type: 'boolean', does: 'remove the resources that Serverless left, in a last step' },
  'accept': { type: 'string', multiple: true, value: 'STACK.NAME[.PROPERTY]', does: 'accept this finding of the plan as intended' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'rehearse',
  does: 'Rebuilds the deployed stacks on an AWS emulator on this machine, fills them with test data, runs the steps of "listbackup plan", '
    + 'and checks after each step that nothing was lost.',
  options: OPTIONS,
  example: '--deployed deployed --assembly cdk.out',
  exit: '0 nothing was lost; 1 no safe plan, or something was lost; 2 invalid arguments or input files; 129, 130 or 143 stopped by SIGHUP, '
    + 'Ctrl-C or SIGTERM',
});


/**
 * Reads the arguments; `undefined` if they ask for help.
 *
 * @throws CliError for invalid arguments
 */
export function rehearseOptions(args: readonly string[]): RehearseOptions | undefined {
  const values = parseArguments('rehearse', args, OPTIONS);
  if (values.help) return undefined;
  const { deployed, assembly, stage, accept = [], 'drop-leftovers': dropLeftovers = false } = values;
  if (deployed === undefined) throw usageError('rehearse', '--deployed is missing; give the folder with the templates of the live stacks: --deployed deployed');
  requireStageArgument('rehearse', stage);
  return { deployed, assembly: requireAssemblyArgument('rehearse', assembly), ...stage === undefined ? {} : { stage }, accept: new Set(accept), dropLeftovers };
}
