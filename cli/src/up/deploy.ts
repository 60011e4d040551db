import type { EmulatorAddress } from '../emulator';
import { CliError, messageOf, oneLine } from '../errors';
import type { Phases } from './phases';
import { progress } from './progress';
import type { Terminal } from './terminal';

export interface DeployProps {
  /** The assembly, edited for the emulator. */
  readonly folder: string;
  readonly address: EmulatorAddress;
  readonly regions: readonly string[];
  readonly screen: Terminal;
  readonly timed: Phases;
}

/**
 * Deploys the assembly, and shows each stack and resource.
 *
 * @throws CliError when it fails, with the event that says why
 */
export async function deployAll({ folder, address, regions, screen, timed }: DeployProps): Promise<void> {
  const { bootstrap, deploy, emulatorToolkit } = await import('../toolkit/index.js');
  const shown = progress(screen);
  const toolkit = emulatorToolkit(address, { ...shown, onMessage: screen.line });
  try {
    await timed.time('bootstrap', async () => bootstrap(emulatorToolkit(address), regions.map((region) => `aws://${address.account}/${region}`)));
    await timed.time('deployment', async () => deploy(toolkit, folder));
  } catch (error) {
    const [cause = messageOf(error)] = shown.failures;
    throw CliError.failed(`the deployment failed: ${oneLine(cause)}`);
  } finally {
    shown.end();
  }
}
