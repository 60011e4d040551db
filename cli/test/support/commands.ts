import { run, type Run } from './run';
import type { Command } from '../../src/command';
import { command as convert } from '../../src/convert';
import { command as cost } from '../../src/cost';
import { command as diagram } from '../../src/diagram';
import { command as limits } from '../../src/limits';
import { command as outputs } from '../../src/outputs';
import { command as plan } from '../../src/plan';
import { command as rehearse } from '../../src/rehearse';
import { command as up } from '../../src/up';

const COMMANDS: Readonly<Record<string, Command>> = { convert, cost, diagram, limits, outputs, plan, rehearse, up };

/** Runs `listbackup NAME WORDS` in this process. */
export async function listbackup(name: string, ...words: readonly string[]): Promise<Run> {
  const command = COMMANDS[name];
  if (!command) throw new Error(`no command ${name}`);
  return run(command, words);
}
