import { HELP_OPTION, type OptionRows, parseArguments, requireStageArgument, usageError, usageOf } from '../args';

const FORMATS = ['json', 'env', 'amplify'] as const;
export type Format = typeof FORMATS[number];

/** The source of the values: an assembly, AWS, or an emulator that `up --keep` left running. */
export type OutputsSource =
  | { readonly kind: 'assembly'; readonly folder: string }
  | { readonly kind: 'aws'; readonly region: string }
  | { readonly kind: 'local'; readonly region: string; readonly endpoint: string };

export interface OutputsOptions {
  readonly source: OutputsSource;
  /** Undefined if the exports name only one. */
  readonly stage?: string;
  readonly format: Format;
}

export const OPTIONS = {
  assembly: { type: 'string', value: 'CDK_OUT', does: 'read the cloud assembly that "cdk synth" wrote, with the values that are known before deployment' },
  stage: { type: 'string', value: 'NAME', does: 'read the stage from AWS, with the credentials and the Region of the environment; with --assembly or --local, select one of several stages' },
  local: { type: 'boolean', does: 'read from the emulator that up --keep left running, in a shell with the variables that it printed' },
  format: { type: 'string', value: 'FORMAT', does: `${FORMATS.join(', ')}; amplify is the file amplify_outputs.json of AWS's own client libraries`, otherwise: 'json' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'outputs',
  does: 'Prints the values of a stage that web apps and scripts use: API, Region, user pool, client, identity pool, domain, buckets and event bus.',
  options: OPTIONS,
  example: '--stage main --format env',
  alternatives: [{ options: ['assembly', 'stage', 'local'], required: true }],
  exit: '0 done; 1 AWS refused, or a value that the format needs is missing; 2 invalid arguments or input files',
});

/**
 * Reads the arguments; `undefined` if they ask for help.
 *
 * @param env the environment that names Region and endpoint
 */
export function outputsOptions(args: readonly string[], env: Readonly<NodeJS.ProcessEnv>): OutputsOptions | undefined {
  const { help, assembly, stage, local = false, format = 'json' } = parseArguments('outputs', args, OPTIONS);
  if (help) return undefined;
  requireStageArgument('outputs', stage);
  const known = FORMATS.find((one) => one === format);
  if (!known) throw usageError('outputs', `--format must be one of ${FORMATS.join(', ')}, but got ${JSON.stringify(format)}`);
  if (assembly !== undefined && local) throw usageError('outputs', '--assembly and --local exclude each other');
  return { source: sourceOf(assembly, stage, local, env), ...stage === undefined ? {} : { stage }, format: known };
}

function sourceOf(assembly: string | undefined, stage: string | undefined, local: boolean, env: Readonly<NodeJS.ProcessEnv>): OutputsSource {
  if (assembly !== undefined) return { kind: 'assembly', folder: assembly };
  const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region = env.AWS_DEFAULT_REGION } = env;
  if (local) {
    if (endpoint === undefined || !/^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(endpoint)) {
      throw usageError('outputs', `--local needs AWS_ENDPOINT_URL, the address of an emulator on this machine, but it is ${endpoint ?? 'not set'}: run the lines that up --keep prints`);
    }
    return { kind: 'local', endpoint, region: region ?? 'us-west-2' };
  }
  if (stage === undefined) throw usageError('outputs', 'name one of --assembly, --stage and --local');
  if (region === undefined) throw usageError('outputs', `--stage ${stage} needs a Region: set AWS_REGION, for example to us-west-2`);
  return { kind: 'aws', region };
}
