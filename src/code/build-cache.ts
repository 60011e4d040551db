import { createHash, randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** The folder of builds: in the user's own cache, or a new temporary one where that can't be written. */
export function buildFolder(): string {
  const wanted = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'listbackup-infrastructure', 'code');
  try {
    // Readable by nobody else, and never a shared folder: whoever writes here decides what is deployed.
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    accessSync(wanted, constants.W_OK);
    return wanted;
  } catch {
    return folder ??= mkdtempSync(join(tmpdir(), 'listbackup-code-'));
  }
}

/** Returns the folder with the build of these inputs, and builds it if it doesn't exist. */
export function cachedBuild(inputs: readonly string[], build: (into: string) => void): string {
  const root = buildFolder();
  const place = join(root, digestOf(inputs));
  if (existsSync(place)) return place;
  const unfinished = join(root, `unfinished-${randomUUID()}`);
  mkdirSync(unfinished);
  try {
    build(unfinished);
    finish(unfinished, place);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return place;
}

/** A digest of texts that no other texts have, however they are split. */
export function digestOf(texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

function finish(unfinished: string, place: string): void {
  try {
    renameSync(unfinished, place);
  } catch (error) {
    // Another synthesis may have been faster.
    if (!existsSync(place)) throw error;
  }
}
