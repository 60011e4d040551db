import { emulatorEnvironment, startEmulator, type Emulator, type EmulatorAddress, type Python, type Report } from '../emulator';
import type { Run } from './run';
import { diskFailure } from '../disk';

export interface StartProps {
  readonly python: Python;
  readonly address: EmulatorAddress;
  readonly run: Run;
  /** The user's own: pip needs its index, proxy and certificates. */
  readonly userEnv: NodeJS.ProcessEnv;
  readonly onMake: () => void;
  /**
   * Makes the emulator enforce IAM policies, resource policies, trust policies and signatures.
   *
   * @default false
   */
  readonly enforce?: boolean;
  /**
   * Called for each report of the emulator, as it arrives.
   *
   * @default reports are ignored
   */
  readonly onReport?: (report: Report) => void;
}

export interface StartedEmulator extends Emulator {
  readonly resourceTypes: ReadonlySet<string>;
}

/** Starts the emulator. If the cached environment no longer works, creates it again, once. */
export async function start(props: StartProps): Promise<StartedEmulator> {
  try {
    return await attempt(props, false);
  } catch (error) {
    if (!(error instanceof BrokenCache) || props.run.ending.aborted) throw error;
    return attempt(props, true);
  }
}

/** Types that the emulator lacks, and that are added where it enforces policies. */
const ENFORCED_TYPES = ['AWS::Events::EventBusPolicy'];

class BrokenCache extends Error {}

async function attempt(props: StartProps, discard: boolean): Promise<StartedEmulator> {
  const { python, address, run, userEnv, onMake, enforce = false, onReport = () => undefined } = props;
  const environment = await emulatorEnvironment({ python, env: userEnv, discard, onMake, onProcess: run.own });
  try {
    const emulator = await startEmulator({
      python: python.path, environment, address, folder: run.folder, env: userEnv, enforce, onProcess: run.own, onReport,
    });
    return { ...emulator, resourceTypes: new Set([...environment.resourceTypes, ...enforce ? ENFORCED_TYPES : []]) };
  } catch (error) {
    throw environment.fresh || diskFailure(error) ? error : new BrokenCache(undefined, { cause: error });
  }
}
