/** Who issues a user pool's tokens. The same host in every partition, as Cognito's tokens say it. */
export function issuerOf(region: string, userPoolId: string): string {
  return `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
}

/** Where the public keys of an issuer's tokens are. */
export function jwksUriOf(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`;
}
