import { ROOT_SECRET, type EmulatorAddress } from '../emulator';

/** How an AWS SDK client speaks to the emulator in a region. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** How a client speaks to the emulator as the account that was deployed to. */
export function clientConfig({ endpoint, account }: EmulatorAddress, region: string): ClientConfig {
  return { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: ROOT_SECRET } };
}
