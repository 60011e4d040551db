import { devNull } from 'node:os';
import { join } from 'node:path';

/** Address of the emulator, with the account and Region of its callers. */
export interface EmulatorAddress {
  readonly endpoint: string;
  /** Twelve digits: to the emulator an access key ID of that form is the account. */
  readonly account: string;
  readonly region: string;
}

/** The secret of the account's own access key in the emulator. */
export const ROOT_SECRET = 'emulator';

/** Settings of AWS, of the CDK Toolkit's conversation with an app, and of proxies: each could lead a call away from this machine. */
const LEADS_AWAY = /^(AWS_|AMAZON_|CDK_(DEFAULT_|CONTEXT_|OUTDIR$|HOME$|CLI_)|(https?|all|no|ftp)_proxy$)/i;

/** The environment without anything that could lead a call away from this machine. */
export function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !LEADS_AWAY.test(name)));
}

/** Returns the variables with which an AWS SDK or the AWS CLI calls the emulator. `--keep` prints the same ones. */
export function emulatorVariables(address: EmulatorAddress): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: address.endpoint,
    AWS_ACCESS_KEY_ID: address.account,
    AWS_SECRET_ACCESS_KEY: ROOT_SECRET,
    AWS_REGION: address.region,
    AWS_DEFAULT_REGION: address.region,
  };
}

/** An environment in which every AWS SDK speaks to the emulator, and finds no profile, no metadata service and no proxy. */
export function isolated(env: NodeJS.ProcessEnv, address: EmulatorAddress, folder: string): NodeJS.ProcessEnv {
  return {
    ...withoutAws(env),
    ...emulatorVariables(address),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CDK_DEFAULT_ACCOUNT: address.account,
    CDK_DEFAULT_REGION: address.region,
    // The toolkit remembers there which access key belongs to which account.
    CDK_HOME: join(folder, 'cdk'),
  };
}
