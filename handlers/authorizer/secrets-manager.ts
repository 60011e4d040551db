import { ReadSecret } from './edge-secret';

/** Reads versions of a secret. The client is part of Lambda's Node.js runtime, and loaded when it is first needed. */
export function secretsManager(secretArn: string): ReadSecret {
  return async (stage) => {
    const { manager, sdk } = await client();
    try {
      const { SecretString } = await manager.send(new sdk.GetSecretValueCommand({ SecretId: secretArn, VersionStage: stage }));
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
