/** SES sends for the identity's own address, or for any address of its domain and of domains below it. */
export function sendsFor(identity: string, address: string): boolean {
  const domain = address.slice(address.indexOf('@') + 1);
  return address === identity || domain === identity || domain.endsWith(`.${identity}`);
}
