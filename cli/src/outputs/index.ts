import { formatted } from './formats';
import { outputsOptions, USAGE } from './options';
import { readValues } from './values';
import type { Command } from '../command';
import { apiAddress } from '../up/checks/api-call';

/** `listbackup outputs`: what a web app or a script needs of a stage. */
export const command: Command = async (args) => {
  const options = outputsOptions(args, process.env);
  if (!options) {
    process.stdout.write(USAGE);
    return 0;
  }
  const values = await readValues(options.source, options.stage);
  const apiId = values.find('api-gateway', 'HttpApiId');
  // The emulator answers for every API at its own address.
  const api = options.source.kind === 'local' && apiId !== undefined ? apiAddress(options.source.endpoint, apiId) : undefined;
  process.stdout.write(formatted(values, options.format, api));
  return 0;
};
