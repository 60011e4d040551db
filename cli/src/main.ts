import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './command';
import { diskFailure } from './disk';
import { CliError } from './errors';
import { exitCodeOf, handleOutputErrors } from './output';

interface Row {
  readonly does: string;
  readonly load: () => Promise<{ command: Command }>;
}

/** Each command in a folder of its own, loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, Row>> = {
  convert: { does: 'writes the CDK stack of a service from its serverless.yml', load: async () => import('./convert/index.js') },
  cost: { does: 'prints the monthly cost of a stage, at rest and in use', load: async () => import('./cost/index.js') },
  diagram: { does: 'draws stacks, their resources and the values that they read', load: async () => import('./diagram/index.js') },
  limits: { does: 'prints the AWS quotas that bind first, and at what load', load: async () => import('./limits/index.js') },
  outputs: { does: 'prints the values of a stage that web apps and scripts use', load: async () => import('./outputs/index.js') },
  plan: { does: 'plans an update of deployed stacks that loses no data', load: async () => import('./plan/index.js') },
  rehearse: { does: 'tries that plan on this machine, with test data', load: async () => import('./rehearse/index.js') },
  up: { does: 'deploys an app to an emulator on this machine and tests it', load: async () => import('./up/index.js') },
};

const WIDTH = Math.max(...Object.keys(COMMANDS).map(({ length }) => length));
const HELP = `usage: listbackup COMMAND [options]

${Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(WIDTH)}  ${does}`).join('\n')}

example: npx listbackup up --app 'npx tsx app.ts'

For the options of a command, run listbackup COMMAND --help. For the version, run listbackup --version.
`;

/** Runs `listbackup ARGS` and resolves to the exit code: 0 done, 1 the work failed, 2 invalid arguments or input files. */
export async function main(args: readonly string[]): Promise<number> {
  handleOutputErrors();
  return exitCodeOf(await run(args));
}

async function run(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  try {
    if (['--help', '-h'].includes(name) || (name === 'help' && rest.length === 0)) return say(HELP);
    if (name === 'help') return await run([rest[0] ?? '', '--help']);
    if (name === '--version') return say(`${version()}\n`);
    const row = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!row) {
      throw CliError.usage(`no command${name === '' ? '' : ` ${JSON.stringify(name)}`}; one of: ${Object.keys(COMMANDS).join(', ')} (see listbackup --help)`);
    }
    return await (await row.load()).command(rest);
  } catch (error) {
    const failure = error instanceof CliError ? error : diskFailure(error);
    if (!failure) throw error;
    process.stderr.write(`listbackup: ${failure.message}\n`);
    return failure.exitCode;
  }
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string }).version;
}
