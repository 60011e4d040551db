import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readFaults, type FaultsFile } from './faults';
import { readScenario, type ScenarioFile } from './scenario';
import { HELP_OPTION, type OptionRows, parseArguments, usageError, usageOf } from '../args';
import { messageOf } from '../errors';

/** Source of the assembly: a command that synthesizes it, or a folder that contains it. */
export type AssemblySource = { readonly app: string } | { readonly assembly: string };

export interface UpOptions {
  readonly source: AssemblySource;
  /** Undefined only with an assembly, whose exports then say it. */
  readonly stage?: string;
  /** A free one where undefined. */
  readonly port?: number;
  /** Scenarios to run through the app's services. */
  readonly scenarios: readonly ScenarioFile[];
  /** True if policies and signatures aren't enforced. */
  readonly lenient: boolean;
  /** Faults that the calls of functions meet while the scenarios run, and after them. */
  readonly faults?: FaultsFile;
  /** Run by the shell before synthesis, with the variables that build for this machine. */
  readonly build?: string;
  /** Prints the checks as JSON, and all else to standard error. */
  readonly json: boolean;
  /** A file that gets the checks as a JUnit report. */
  readonly junit?: string;
  /** Leave the emulator running until Ctrl-C. */
  readonly keep: boolean;
  /** Lists on a terminal what a line otherwise counts. */
  readonly verbose: boolean;
}

export const OPTIONS = {
  app: { type: 'string', value: "'COMMAND'", does: 'the command that synthesizes the app', otherwise: '"app" of cdk.json in this folder' },
  assembly: { type: 'string', value: 'DIR', does: 'deploy a copy of this cloud assembly, for example cdk.out' },
  stage: {
    type: 'string',
    value: 'NAME',
    does: 'given to the app as context "stage"',
    otherwise: 'dev; with --assembly, the one stage that the assembly holds',
  },
  build: { type: 'string', value: "'COMMAND'", does: 'run before the app, with GOOS and GOARCH set for this machine' },
  port: { type: 'string', value: 'N', does: "the emulator's port on 127.0.0.1, from 1 to 65535", otherwise: 'a free one' },
  scenario: { type: 'string', multiple: true, value: 'FILE', does: "also send the file's message to its queue, and look for the events and items that it lists" },
  faults: { type: 'string', value: 'FILE', does: 'while the scenarios run, and after them, let calls of functions meet the faults of the file' },
  lenient: { type: 'boolean', does: "don't enforce policies and signatures", otherwise: 'they are enforced as on AWS' },
  json: { type: 'boolean', does: 'print the checks as JSON, and everything else to standard error' },
  junit: { type: 'string', value: 'FILE', does: 'also write the checks as a JUnit report, for CI' },
  keep: { type: 'boolean', does: 'leave the emulator running, print how to reach it and its API, and wait for Ctrl-C' },
  verbose: { type: 'boolean', does: 'on a terminal, also list everything that the emulator leaves out', otherwise: 'one line counts it; without a terminal it is always listed' },
  ...HELP_OPTION,
} as const satisfies OptionRows;

export const USAGE = usageOf({
  command: 'up',
  does: 'Deploys a CDK app to an AWS emulator on this machine, tests the deployed resources through the AWS SDK, and reports each check.',
  options: OPTIONS,
  example: "--app 'npx tsx app.ts' --scenario hello.json",
  alternatives: [{ options: ['app', 'assembly'], required: false }],
  exit: '0 all checks passed, or ended by Ctrl-C with --keep; 1 something failed; 2 invalid arguments or input files; 129, 130 or 143 stopped by SIGHUP, '
    + 'Ctrl-C or SIGTERM',
});

const DEFAULT_STAGE = 'dev';

/**
 * Reads the arguments; `undefined` if they ask for help.
 *
 * @param cwd the folder of cdk.json
 * @throws CliError for invalid arguments
 */
export function parseOptions(args: readonly string[], cwd: string): UpOptions | undefined {
  const values = parseArguments('up', args, OPTIONS);
  if (values.help) return undefined;
  if (values.app !== undefined && values.assembly !== undefined) throw usageError('up', '--app and --assembly exclude each other');
  if (values.build !== undefined && values.assembly !== undefined) throw usageError('up', '--build runs before the app, and --assembly has none: leave one of them out');
  return {
    source: values.assembly === undefined
      ? { app: values.app ?? appOfCdkJson(cwd) }
      : { assembly: assemblyFolder(resolve(cwd, values.assembly)) },
    stage: values.stage ?? (values.assembly === undefined ? DEFAULT_STAGE : undefined),
    port: values.port === undefined ? undefined : portNumber(values.port),
    scenarios: (values.scenario ?? []).map((file) => readScenario(resolve(cwd, file))),
    ...values.faults === undefined ? {} : { faults: readFaults(resolve(cwd, values.faults)) },
    lenient: values.lenient ?? false,
    ...values.build === undefined ? {} : { build: values.build },
    json: values.json ?? false,
    ...values.junit === undefined ? {} : { junit: resolve(cwd, values.junit) },
    keep: values.keep ?? false,
    verbose: values.verbose ?? false,
  };
}

function appOfCdkJson(cwd: string): string {
  const file = join(cwd, 'cdk.json');
  if (!existsSync(file)) throw usageError('up', `no cdk.json in ${cwd}: name the app, for example --app 'node bin/app.js'`);
  let app: unknown;
  try {
    app = (JSON.parse(readFileSync(file, 'utf8')) as { app?: unknown } | null)?.app;
  } catch (error) {
    throw usageError('up', `${file} is not JSON (${messageOf(error)})`);
  }
  if (typeof app !== 'string' || app === '') throw usageError('up', `${file} names no "app": name it with --app 'node bin/app.js'`);
  return app;
}

function assemblyFolder(folder: string): string {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw usageError('up', `no folder ${folder}`);
  if (!existsSync(join(folder, 'manifest.json'))) throw usageError('up', `${folder} is not a cloud assembly: it holds no manifest.json`);
  return folder;
}

function portNumber(word: string): number {
  const port = Number(word);
  if (!/^\d+$/.test(word) || port < 1 || port > 65535) throw usageError('up', `--port ${JSON.stringify(word)} is not a port: say a number from 1 to 65535, for example 4566`);
  return port;
}
