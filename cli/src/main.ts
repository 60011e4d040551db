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
  cost: { does: 'what a stage costs a month, at rest and in use', load: async () => import('./cost/index.js') },
  diagram: { does: 'draws stacks, resources and who reads what', load: async () => import('./diagram/index.js') },
  limits: { does: 'which quotas of AWS bind first, at what load', load: async () => import('./limits/index.js') },
  outputs: { does: 'what a web app or a script needs of a stage', load: async () => import('./outputs/index.js') },
  plan: { does: 'what would happen to what is deployed, step by step', load: async () => import('./plan/index.js') },
  rehearse: { does: 'takes a filled copy over on this machine', load: async () => import('./rehearse/index.js') },
  up: { does: 'deploys an app to an emulator on this machine and uses it', load: async () => import('./up/index.js') },
};

const WIDTH = Math.max(...Object.keys(COMMANDS).map(({ length }) => length));
const HELP = `usage: listbackup COMMAND [options]

${Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(WIDTH)}  ${does}`).join('\n')}

listbackup COMMAND --help says more of each; listbackup --version says which this is.
`;

/** Runs `listbackup ARGS` and resolves to the exit code: 0 done, 1 the work failed, 2 the words were wrong. */
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
