import { JwksCache, SimpleJwksCache } from 'aws-jwt-verify/jwk';

/**
 * Where the user pool's public keys are read. `AWS_ENDPOINT_URL`, by which AWS's SDKs are pointed at an emulator, points the keys there, too:
 * an emulator's user pool is not known at Cognito's address. Without it: Cognito's address, by the library's own means.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function keysOf(env: NodeJS.ProcessEnv): JwksCache {
  const endpoint = env.AWS_ENDPOINT_URL;
  if (!endpoint) return new SimpleJwksCache();
  return new SimpleJwksCache({
    fetcher: {
      fetch: async (uri) => {
        const response = await fetch(new URL(new URL(uri).pathname, endpoint));
        if (!response.ok) throw new Error(`the keys of the user pool: ${endpoint} answered ${response.status}`);
        return response.arrayBuffer();
      },
    },
  });
}
