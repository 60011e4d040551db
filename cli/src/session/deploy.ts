import type { EmulatorAddress } from '../emulator';
import { CliError, messageOf, oneLine } from '../errors';
import { progress } from './progress';
import type { Terminal } from './terminal';
import { diskFailure } from '../disk';

export interface DeployProps {
  /** The assembly, edited for the emulator. */
  readonly folder: string;
  readonly address: EmulatorAddress;
  readonly screen: Terminal;
  /**
   * Makes the stack adopt an existing resource of a new resource's name instead of creating one.
   *
   * @default false
   */
  readonly adopt?: boolean;
  /**
   * Called for each warning and error of the toolkit.
   *
   * @default they are shown
   */
  readonly warn?: (text: string) => void;
}

/** Makes the Regions ready for what the CDK deploys to them. */
export async function prepareRegions(address: EmulatorAddress, regions: readonly string[]): Promise<void> {
  const { bootstrap, emulatorToolkit } = await import('../toolkit/index.js');
  await explained([], async () => bootstrap(emulatorToolkit(address), regions.map((region) => `aws://${address.account}/${region}`)));
}

/**
 * Deploys the assembly, and shows each stack and resource.
 *
 * @throws CliError when it fails, with the event that says why
 */
export async function deployAll({ folder, address, screen, adopt, warn = screen.line }: DeployProps): Promise<void> {
  const { deploy, emulatorToolkit } = await import('../toolkit/index.js');
  const shown = progress(screen);
  try {
    await explained(shown.failures, async () => deploy(emulatorToolkit(address, { ...shown, onMessage: warn }), folder, { adopt }));
  } finally {
    shown.end();
  }
}

async function explained(failures: readonly string[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const [cause = messageOf(error)] = failures;
    throw diskFailure(error) ?? diskFailure({ message: cause }) ?? CliError.failed(`the deployment failed: ${oneLine(cause)}`);
  }
}
