import { BaseCredentials, Toolkit, type StackActivity, type StackMonitoringControlEvent } from '@aws-cdk/toolkit-lib';
import { ROOT_SECRET, type EmulatorAddress } from '../emulator';

/** Told what happens while the toolkit works; whatever is left out is not told. */
export interface ToolkitListener {
  /** Each event of a stack and its resources. */
  readonly onActivity?: (activity: StackActivity) => void;
  /** No further event of the stack follows. */
  readonly onStackEnd?: (stackName: string) => void;
  /** Each warning and error. */
  readonly onMessage?: (text: string) => void;
}

/** @see https://docs.aws.amazon.com/cdk/api/toolkit-lib/message-registry/ */
const STACK_ACTIVITY = 'CDK_TOOLKIT_I5502';
const STACK_MONITORING_ENDED = 'CDK_TOOLKIT_I5503';

/** The CDK Toolkit, speaking to the emulator as the account that is deployed to; its questions are answered with their defaults. */
export function emulatorToolkit(address: EmulatorAddress, listener: ToolkitListener = {}): Toolkit {
  return new Toolkit({
    color: false,
    emojis: false,
    ioHost: {
      notify: async ({ code, level, message, data }) => {
        if (code === STACK_ACTIVITY) listener.onActivity?.(data as StackActivity);
        else if (code === STACK_MONITORING_ENDED) listener.onStackEnd?.((data as StackMonitoringControlEvent).stackName);
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
