import { createHash, randomBytes } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { install, REQUIREMENTS, TYPES_FILE, type InstallProps } from './install';
import type { Python } from './python';
import { megabytesLeft } from '../disk';
import { CliError, messageOf } from '../errors';

/** The emulator, installed in a virtual environment of its own. */
export interface EmulatorEnvironment {
  readonly python: string;
  /** The CloudFormation resource types that the emulator knows, as it says itself. */
  readonly resourceTypes: ReadonlySet<string>;
  /** True if this run created it, false if an earlier run did. */
  readonly fresh: boolean;
}

export interface EnvironmentProps extends InstallProps {
  /** Told before the one slow step. */
  readonly onMake: () => void;
  /**
   * Creates it again even if it exists.
   *
   * @default false
   */
  readonly discard?: boolean;
}

/** An environment with what pip needs beside it. */
const ROOM_MB = 130;
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
  const link = await environmentLink(props.env, props.python);
  const existing = props.discard ? undefined : await open(link);
  if (existing) return { ...existing, fresh: false };

  props.onMake();
  const folder = `${link}.${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw CliError.failed(`cannot write to the cache folder ${dirname(link)} (${messageOf(error)}): set XDG_CACHE_HOME to one that can be written`);
  }
  const full = withoutRoom(dirname(link));
  if (full) {
    await rm(folder, { recursive: true, force: true });
    throw full;
  }
  try {
    await install(folder, props);
    await publish(folder, link);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw withoutRoom(dirname(link), error) ?? error;
  }
  await sweep(link, folder);
  const made = await open(folder);
  if (!made) throw CliError.failed(`the emulator's environment ${folder} is broken right after it was made`);
  return { ...made, fresh: true };
}

/** Returns the error for a cache disk without room for an environment. */
function withoutRoom(cache: string, error?: unknown): CliError | undefined {
  const left = megabytesLeft(cache);
  if (left >= ROOM_MB) return undefined;
  return CliError.failed(`the cache folder ${cache} has ${left} MB left, and the emulator needs ${ROOM_MB}${error === undefined ? '' : ` (${messageOf(error)})`}: `
    + 'make room, or set XDG_CACHE_HOME to a folder on another disk');
}

/** Returns the path of the environment, which depends on the requirements and the Python. */
export async function environmentLink(env: NodeJS.ProcessEnv, { path, version }: Python): Promise<string> {
  const key = createHash('sha256').update(await readFile(REQUIREMENTS)).update(version).update(path).digest('hex').slice(0, 12);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'listbackup', `emulator-${key}`);
}

async function open(folder: string): Promise<Omit<EmulatorEnvironment, 'fresh'> | undefined> {
  const python = join(folder, 'bin', 'python');
  try {
    await access(python, constants.X_OK);
    const types: unknown = JSON.parse(await readFile(join(folder, TYPES_FILE), 'utf8'));
    // What it does not name is left out of a deployment: of a list that lost its content, everything would be.
    return isList(types) ? { python, resourceTypes: new Set(types) } : undefined;
  } catch {
    return undefined;
  }
}

const isList = (types: unknown): types is string[] => Array.isArray(types) && types.includes('AWS::DynamoDB::Table');

/** Sets the link; what it pointed at before may still be running, and is swept later. */
async function publish(folder: string, link: string): Promise<void> {
  const pointer = `${folder}.link`;
  await symlink(folder, pointer);
  await rename(pointer, link);
}

/** Deletes what no link points at any more, once no run can be using it. */
async function sweep(link: string, folder: string): Promise<void> {
  const cache = dirname(link);
  const current = await readlink(link);
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (!name.startsWith(`${basename(link)}.`) || path === folder || path === current) continue;
    const made = await stat(path).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > ABANDONED_MS) await rm(path, { recursive: true, force: true });
  }
}
