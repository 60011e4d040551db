import { ROOT_SECRET, type EmulatorAddress } from '../emulator';

/** Configuration with which an AWS SDK client calls the emulator in a Region. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };
}

/** Returns the configuration with which a client calls the emulator as the deployed account. */
export function clientConfig({ endpoint, account }: EmulatorAddress, region: string): ClientConfig {
  return { endpoint, region, credentials: { accessKeyId: account, secretAccessKey: ROOT_SECRET } };
}
