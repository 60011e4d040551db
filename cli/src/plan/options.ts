import type { Format } from './report';
import { parseArguments, requireAssemblyArgument, requireStageArgument, usageError } from '../args';

/** Where what is deployed is read. */
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

export const USAGE = `usage: listbackup plan (--deployed DIR | --from OLD_ASSEMBLY | --stage NAME) --assembly CDK_OUT
  [--out STEPS] [--json | --markdown] [--drop-leftovers] [--accept STACK.NAME[.PROPERTY]]...

Says how to get from what is deployed to what was synthesized without losing anything, or why there is no safe way. Deploys nothing.

  --deployed DIR     {stackName}.json or .yaml for each live stack, {stackName}.stack.json, existing.json,
                     importers.json
  --from ASSEMBLY    what the release before synthesized
  --stage NAME       alone: ask AWS for the stacks of this stage; with the others: only this stage's stacks
  --assembly CDK_OUT what the release to come synthesized
  --out STEPS        write a cloud assembly for each step; the folder must be new or empty
  --drop-leftovers   let go what Serverless left, in a last step
  --json             print the report as JSON
  --markdown         print the report as Markdown, for a pull request
  --accept WORD      this finding is intended; the report names the word; can be given more than once
  --help, -h         this text

exit code: 0 a safe plan, 1 no safe plan, 2 invalid arguments or input files
`;

export const OPTIONS = {
  'deployed': { type: 'string' },
  'from': { type: 'string' },
  'stage': { type: 'string' },
  'assembly': { type: 'string' },
  'out': { type: 'string' },
  'json': { type: 'boolean' },
  'markdown': { type: 'boolean' },
  'drop-leftovers': { type: 'boolean' },
  'accept': { type: 'string', multiple: true },
  'help': { type: 'boolean', short: 'h' },
} as const;

/** Reads the words; `undefined` where they ask for help. */
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
