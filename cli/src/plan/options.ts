import type { Format } from './report';
import { HELP_OPTION, type OptionRows, parseArguments, requireAssemblyArgument, requireStageArgument, usageError, usageOf } from '../args';

/** Source of the deployed state. */
export type Source =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'assembly'; readonly folder: string }
  | { readonly kind: 'aws' };

/** The words of `listbackup plan`. */
export interface PlanOptions {
  readonly source: Source;
  readonly assembly: string;
  readonly stage?: string;
  readonly out?: string;
  readonly format: Format;
  readonly accept: ReadonlySet<string>;
  readonly dropLeftovers: boolean;
}

export const OPTIONS = {
  'deployed': { type: 'string', value: 'DIR', does: 'the folder with the deployed state: {stackName}.json or .yaml for each live stack, {stackName}.stack.json, existing.json, importers.json' },
  'from': { type: 'string', value: 'OLD_ASSEMBLY', does: 'the cloud assembly of the previous release' },
  'stage': { type: 'string', value: 'NAME', does: "alone: read the stacks of this stage from AWS; with --deployed or --from: only this stage's stacks" },
  'assembly': { type: 'string', value: 'CDK_OUT', required: true, does: 'the cloud assembly of the next release' },
  'out': { type: 'string', value: 'STEPS', does: 'write a cloud assembly for each step; the folder must be new or empty' },
  'json': { type: 'boolean', does: 'print the report as JSON' },
  'markdown': { type: 'boolean', does: 'print the report as Markdown, for a pull request' },
  'drop-leftovers': { type: 'boolean', does: 'remove the resources that Serverless left, in a last step' },
  'accept': { type: 'string', multiple: true, value: 'STACK.NAME[.PROPERTY]', does: 'accept this finding as intended; the report names the value' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'plan',
  does: 'Prints the steps from the deployed stacks to the synthesized ones that lose no data, or the reasons why no safe steps exist. Deploys nothing.',
  options: OPTIONS,
  example: '--stage main --assembly cdk.out --out steps',
  alternatives: [{ options: ['deployed', 'from', 'stage'], required: true }, { options: ['json', 'markdown'], required: false }],
  exit: '0 a safe plan, 1 no safe plan, 2 invalid arguments or input files',
});


/** Reads the arguments; `undefined` if they ask for help. */
export function planOptions(args: readonly string[]): PlanOptions | undefined {
  const values = parseArguments('plan', args, OPTIONS);
  if (values.help) return undefined;
  const { deployed, from, stage, out, json = false, markdown = false } = values;
  const assembly = requireAssemblyArgument('plan', values.assembly);
  if (deployed !== undefined && from !== undefined) throw usageError('plan', '--deployed and --from are two answers to one question; give one');
  if (json && markdown) throw usageError('plan', '--json and --markdown are two answers to one question; give one');
  if (deployed === undefined && from === undefined && stage === undefined) throw usageError('plan', 'nothing says what is deployed; give --deployed DIR, --from OLD_ASSEMBLY or --stage NAME');
  requireStageArgument('plan', stage);
  return {
    source: deployed !== undefined ? { kind: 'folder', folder: deployed } : from !== undefined ? { kind: 'assembly', folder: from } : { kind: 'aws' },
    assembly,
    ...stage === undefined ? {} : { stage },
    ...out === undefined ? {} : { out },
    format: json ? 'json' : markdown ? 'markdown' : 'text',
    accept: new Set(values.accept ?? []),
    dropLeftovers: values['drop-leftovers'] ?? false,
  };
}
