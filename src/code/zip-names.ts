import { readFileSync } from 'node:fs';

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** In place of counts that only the larger ZIP64 format can hold. */
const ZIP64 = 0xffff;

/**
 * Names of the files in a ZIP archive, from its central directory; `undefined` where it can't be read.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function namesInZip(path: string): string[] | undefined {
  const bytes = readFileSync(path);
  const end = endOfDirectory(bytes);
  if (end === undefined) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  if (count === ZIP64) return undefined;
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry++) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    names.push(bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name));
    at += ENTRY_BYTES + name + extra + comment;
  }
  return names;
}

function endOfDirectory(bytes: Buffer): number | undefined {
  // A comment of up to 64 KB may follow.
  for (let at = bytes.length - END_BYTES; at >= 0 && at > bytes.length - END_BYTES - 65_536; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}
