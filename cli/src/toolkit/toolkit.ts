import { BaseCredentials, Toolkit, type StackActivity, type StackMonitoringControlEvent } from '@aws-cdk/toolkit-lib';
import { ROOT_SECRET, type EmulatorAddress } from '../emulator';
import { objectOf } from '../template';

/** Told what happens while the toolkit works; whatever is left out is not told. */
export interface ToolkitListener {
  /** A stack begins to change. */
  readonly onStackStart?: (start: StackStart) => void;
  /** Each event of a stack and its resources. */
  readonly onActivity?: (activity: StackActivity) => void;
  /** No further event of the stack follows. */
  readonly onStackEnd?: (stackName: string) => void;
  /** Each warning and error. */
  readonly onMessage?: (text: string) => void;
}

/** Reports the version of the construct library to AWS; the emulator deploys none. */
const METADATA = 'AWS::CDK::Metadata';

export interface StackStart {
  readonly stackName: string;
  /** The number of resources that change. */
  readonly changes: number;
}

/** @see https://docs.aws.amazon.com/cdk/api/toolkit-lib/message-registry/ */
const STACK_MONITORING_STARTED = 'CDK_TOOLKIT_I5501';
const STACK_ACTIVITY = 'CDK_TOOLKIT_I5502';
const STACK_MONITORING_ENDED = 'CDK_TOOLKIT_I5503';

/** The CDK Toolkit, speaking to the emulator as the account that is deployed to; its questions are answered with their defaults. */
export function emulatorToolkit(address: EmulatorAddress, listener: ToolkitListener = {}): Toolkit {
  return new Toolkit({
    color: false,
    emojis: false,
    ioHost: {
      notify: async ({ code, level, message, data }) => {
        if (code === STACK_MONITORING_STARTED) listener.onStackStart?.(startOf(data as StackMonitoringControlEvent));
        else if (code === STACK_ACTIVITY) listener.onActivity?.(data as StackActivity);
        else if (code === STACK_MONITORING_ENDED) listener.onStackEnd?.((data as StackMonitoringControlEvent).stack.stackName);
        else if (level === 'warn' || level === 'error') listener.onMessage?.(message);
      },
      requestResponse: async ({ defaultResponse }) => defaultResponse,
    },
    sdkConfig: {
      baseCredentials: BaseCredentials.custom({
        provider: async () => ({ accessKeyId: address.account, secretAccessKey: ROOT_SECRET }),
        region: address.region,
      }),
    },
  });
}

/** The toolkit's total counts the stack, an update of it twice, and metadata that the emulator leaves out. */
function startOf({ stack, resourcesTotal = 0, isStackUpdate }: StackMonitoringControlEvent): StackStart {
  const metadata = Object.values(objectOf(objectOf(stack.template).Resources)).filter((resource) => objectOf(resource).Type === METADATA);
  return { stackName: stack.stackName, changes: Math.max(0, resourcesTotal - (isStackUpdate ? 2 : 1 + metadata.length)) };
}
