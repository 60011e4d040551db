import { endpointOf, findPython, freePort, isolated, type EmulatorAddress, type Python } from '../emulator';
import type { Run } from './run';
import { DEFAULT_TARGET } from './target';

/** Prerequisites of a command that starts the emulator. */
export interface IsolatedProcess {
  readonly python: Python;
  /** Future address of the emulator, for the default account. */
  readonly address: EmulatorAddress;
  /** The user's own environment, as it was. */
  readonly userEnv: NodeJS.ProcessEnv;
}

/**
 * Turns this process into one that speaks to an emulator alone. Before any SDK is loaded: each reads its settings from the environment.
 *
 * @param port a free one where undefined
 */
export async function isolateProcess(run: Run, port?: number): Promise<IsolatedProcess> {
  const userEnv = { ...process.env };
  const python = findPython(userEnv);
  const address: EmulatorAddress = { endpoint: endpointOf(await freePort(port)), ...DEFAULT_TARGET };
  const env = isolated(userEnv, address, run.folder);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  return { python, address, userEnv };
}
