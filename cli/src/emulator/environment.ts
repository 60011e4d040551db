import { createHash, randomBytes } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CliError } from '../errors';
import { guarded, PYTHON_FOLDER, type Guarded } from './guard';
import type { Python } from './python';

/** The emulator, installed in a virtual environment of its own. */
export interface EmulatorEnvironment {
  readonly python: string;
  /** The CloudFormation resource types that the emulator knows, as it says itself. */
  readonly resourceTypes: ReadonlySet<string>;
  /** Whether this run made it, rather than an earlier one. */
  readonly fresh: boolean;
}

export interface EnvironmentProps {
  readonly python: Python;
  /** The user's own: an index, a proxy and certificates for pip are in it. */
  readonly env: NodeJS.ProcessEnv;
  /** Told before the one slow step. */
  readonly onMake: () => void;
  /** Told of each process, so that it can be stopped. */
  readonly onProcess: (process: Guarded) => void;
  /** Make it anew although one is there. */
  readonly discard?: boolean;
}

const REQUIREMENTS = join(PYTHON_FOLDER, 'requirements.txt');
/** Written last: an environment without it was not finished. */
const TYPES_FILE = 'resource-types.json';
const ASK_TYPES = 'import json; from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS as h; print(json.dumps(sorted(h)))';
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/**
 * The emulator's environment from the user's cache, made first where it is missing or broken.
 *
 * An environment cannot be moved, so each is made in a folder of its own, and a link is set to it when it is complete: two runs
 * that make one at the same time do not meet, and the link never points at half of one.
 *
 * @throws CliError when it cannot be made
 */
export async function emulatorEnvironment(props: EnvironmentProps): Promise<EmulatorEnvironment> {
  const cache = join(props.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'listbackup');
  const requirements = await readFile(REQUIREMENTS);
  const key = createHash('sha256').update(requirements).update(props.python.version).update(props.python.path).digest('hex').slice(0, 12);
  const link = join(cache, `emulator-${key}`);
  const existing = props.discard ? undefined : await open(link);
  if (existing) return { ...existing, fresh: false };

  props.onMake();
  const folder = `${link}.${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw CliError.failed(`cannot write to the cache folder ${cache} (${reason(error)}): set XDG_CACHE_HOME to one that can be written`);
  }
  try {
    await make(folder, props);
    await publish(folder, link);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  await sweep(cache, `emulator-${key}.`, folder);
  const made = await open(folder);
  if (!made) throw CliError.failed(`the emulator's environment ${folder} is broken right after it was made`);
  return { ...made, fresh: true };
}

async function open(folder: string): Promise<Omit<EmulatorEnvironment, 'fresh'> | undefined> {
  const python = join(folder, 'bin', 'python');
  try {
    await access(python, constants.X_OK);
    const resourceTypes = new Set(JSON.parse(await readFile(join(folder, TYPES_FILE), 'utf8')) as string[]);
    return { python, resourceTypes };
  } catch {
    return undefined;
  }
}

async function make(folder: string, props: EnvironmentProps): Promise<void> {
  const venv = await run(props, [props.python.path, '-m', 'venv', folder]);
  if (venv.code !== 0) {
    const missing = /ensurepip is not available|No module named '?(venv|ensurepip)/.test(venv.output);
    throw CliError.failed(missing
      ? `Python ${props.python.version} (${props.python.path}) has no venv module: install it, for example with "apt install python3-venv"`
      : `Python ${props.python.version} (${props.python.path}) cannot make a virtual environment: ${lastLine(venv.output)}`);
  }
  const python = join(folder, 'bin', 'python');
  // Nothing is built here, since a build would fetch what no hash vouches for.
  const pip = await run(props, [python, '-m', 'pip', 'install', '--require-hashes', '--only-binary', ':all:', '--no-deps',
    '--no-input', '--disable-pip-version-check', '--quiet', '--retries', '2', '--requirement', REQUIREMENTS]);
  if (pip.code !== 0) throw CliError.failed(`cannot install the emulator from the Python package index: ${lastLine(pip.output)}`);
  const types = await run(props, [python, '-I', '-c', ASK_TYPES]);
  if (types.code !== 0) throw CliError.failed(`the emulator does not run on Python ${props.python.version}: ${lastLine(types.output)}`);
  await writeFile(join(folder, TYPES_FILE), types.output);
}

/** The first to finish wins; whoever comes later uses what is there, unless it is broken. */
async function publish(folder: string, link: string): Promise<void> {
  const previous = await readlink(link).catch(() => undefined);
  const pointer = `${folder}.link`;
  await symlink(folder, pointer);
  await rename(pointer, link);
  if (previous && previous !== folder && !await open(previous)) await rm(previous, { recursive: true, force: true });
}

/** Deletes what runs that were killed left half made. */
async function sweep(cache: string, prefix: string, keep: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (!name.startsWith(prefix) || path === keep) continue;
    const made = await stat(path).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}

async function run(props: EnvironmentProps, command: readonly string[]): Promise<{ code: number; output: string }> {
  const process = guarded({ python: props.python.path, command, env: pipEnvironment(props.env), output: ['pipe', 'pipe'] });
  props.onProcess(process);
  const [code, output, errors] = await Promise.all([
    process.ended,
    process.stdout ? text(process.stdout) : '',
    process.stderr ? text(process.stderr) : '',
  ]);
  return { code, output: output + errors };
}

/** What would send packages elsewhere than into the environment. */
const ASTRAY = new Set(['PYTHONHOME', 'PYTHONPATH', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PIP_USER', 'PIP_NO_BINARY', 'PIP_DRY_RUN']);

function pipEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ASTRAY.has(name)));
}

function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim()).filter(Boolean);
  const errors = lines.filter((line) => line.startsWith('ERROR:'));
  return (errors.at(-1) ?? lines.at(-1) ?? 'no reason was given').replace(/^ERROR:\s*/, '');
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
