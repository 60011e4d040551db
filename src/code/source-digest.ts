import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Folders that no program is built from: what tools write, and what version control keeps. */
const SKIPPED = /^(\..*|node_modules|cdk\.out.*)$/;

interface SourceFile {
  readonly path: string;
  /** Changes whenever the content does. */
  readonly mark: string;
}

/** Digests by folder, each with the marks of the files that it is of. */
const KNOWN = new Map<string, { readonly marks: string; readonly digest: string }>();

/** A digest of all files below a folder, by name and content. */
export function sourceDigest(folder: string): string {
  const files = filesBelow(folder);
  const marks = files.map(({ path, mark }) => `${path} ${mark}`).join('\n');
  const known = KNOWN.get(folder);
  if (known?.marks === marks) return known.digest;
  const hash = createHash('sha256');
  for (const { path } of files) {
    const content = createHash('sha256').update(readFileSync(path)).digest('hex');
    hash.update(`${JSON.stringify(relative(folder, path))} ${content}\n`);
  }
  const digest = hash.digest('hex');
  KNOWN.set(folder, { marks, digest });
  return digest;
}

function filesBelow(folder: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.test(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (!stats?.isFile()) return [];
      const link = entry.isSymbolicLink() ? readlinkSync(path) : '';
      return [{ path, mark: `${stats.size} ${stats.mtimeMs} ${stats.ino} ${link}` }];
    });
}
