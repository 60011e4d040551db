import { rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { needText, titleOf } from './labels';
import { place } from './layout/place';
import { sketchOf } from './layout/sketch';
import { pictureOf, restricted, type Picture } from './model';
import { diagramOptions, USAGE, type DiagramOptions } from './options';
import type { Command } from '../command';
import { diskFailure, requireRoom, type TargetFolder } from '../disk';
import { CliError, messageOf } from '../errors';
import { suggest } from '../suggest';
import { mermaidOf } from './write/mermaid';
import { svgOf } from './write/svg';
import { readStacks } from '../assembly/read';

/** `listbackup diagram`: draws the stacks of a cloud assembly, their resources and the values that they read. */
export const command: Command = async (args) => {
  const options = diagramOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (options.output !== undefined) requireRoom(folderOf(options.output), MIN_BYTES);
  const text = await diagramOf(options);
  if (options.output === undefined) process.stdout.write(text);
  else write(options.output, text);
  return 0;
};

/** The text of the diagram. */
export async function diagramOf({ assembly, stacks, format, detail }: Omit<DiagramOptions, 'output'>): Promise<string> {
  const whole = pictureOf(readStacks(assembly, '--assembly'));
  requireKnown(stacks, [...new Set(whole.stacks.map(({ name }) => name))]);
  const picture = stacks.size > 0 ? restricted(whole, stacks) : whole;
  if (format === 'mermaid') return mermaidOf(picture, detail);
  return svgOf(await place(sketchOf(picture, detail)), { title: titleOf(picture), description: descriptionOf(picture) });
}

/** Refuses the name of a stack that the assembly doesn't have. */
function requireKnown(names: Iterable<string>, known: readonly string[]): void {
  for (const name of names) {
    if (!known.includes(name)) throw CliError.usage(`diagram: the assembly has no stack ${JSON.stringify(name)}; ${suggest(name, [...known].sort())}`);
  }
}

function descriptionOf(picture: Picture): string {
  return picture.needs.length === 0 ? 'No stack reads another.' : picture.needs.map((need) => needText(need, picture)).join('\n');
}

/** Smaller files than this fit wherever there is any room. */
const MIN_BYTES = 4096;

/** Returns the folder of the output file with the name that messages use. */
function folderOf(file: string): TargetFolder {
  return { path: dirname(resolve(file)), name: '--output: the folder', instead: 'choose a folder on another disk' };
}

function write(file: string, text: string): void {
  const { size = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  requireRoom(folderOf(file), Math.max(MIN_BYTES, Buffer.byteLength(text) - size));
  try {
    writeFileSync(file, text);
  } catch (error) {
    // Without room, what stands there is the beginning of a picture.
    if (diskFailure(error)) rmSync(file, { force: true });
    throw CliError.failed(`diagram: cannot write ${file}: ${messageOf(error)}`);
  }
}
