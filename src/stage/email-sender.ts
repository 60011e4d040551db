/** An address as SES verifies it and mail is sent from; what is told of alarms is checked more strictly, in `email-address.ts`. */
export const SENDER_ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** SES sends for the identity's own address, or for any address of its domain and of domains below it. */
export function sendsFor(identity: string, address: string): boolean {
  const domain = address.slice(address.indexOf('@') + 1);
  return address === identity || domain === identity || domain.endsWith(`.${identity}`);
}
