import { ReadSecret } from './edge-secret';

/** The time that one read may take, in milliseconds: the function itself ends after 10 seconds, and needs time to fall back on what it knows. */
const READ_TIMEOUT_MS = 4_000;

/** Reads versions of a secret. The client is part of Lambda's Node.js runtime, and loaded when it is first needed. */
export function secretsManager(secretArn: string): ReadSecret {
  return async (stage) => {
    const { manager, sdk } = await client();
    try {
      const command = new sdk.GetSecretValueCommand({ SecretId: secretArn, VersionStage: stage });
      const { SecretString } = await manager.send(command, { abortSignal: AbortSignal.timeout(READ_TIMEOUT_MS) });
      return SecretString;
    } catch (error) {
      // A secret that was never rotated has no previous version.
      if (stage === 'AWSPREVIOUS' && error instanceof sdk.ResourceNotFoundException) return undefined;
      throw error;
    }
  };
}

let loading: ReturnType<typeof load> | undefined;

/** One client for each copy of the function. */
const client = () => (loading ??= load());

async function load() {
  const sdk = await import('@aws-sdk/client-secrets-manager');
  return { sdk, manager: new sdk.SecretsManagerClient() };
}
