import { writeFileSync } from 'node:fs';
import { convert, report } from './convert';
import { convertOptions, USAGE } from './options';
import type { Command } from '../command';
import { CliError, messageOf } from '../errors';

/** `listbackup convert`: a service's serverless.yml as a CDK stack. */
export const command: Command = (args) => Promise.resolve().then(() => {
  const options = convertOptions(args);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { program, notes } = convert(options.file, options.stage, options.output ?? 'stack.ts');
  if (options.output === undefined) process.stdout.write(program);
  else write(options.output, program);
  process.stderr.write(report(notes));
  return 0;
});

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw CliError.failed(`convert: cannot write ${file}: ${messageOf(error)}`);
  }
}
