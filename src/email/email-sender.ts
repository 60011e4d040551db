import { Token } from 'aws-cdk-lib';
import { SENDER_ADDRESS, sendsFor } from '../stage/email-sender';
import { refuse } from '../stage/refuse';

const NAMED_ADDRESS = /^[^<>\r\n]+<([^<>]+)>$/;

/** The sender of a stage: the caller's, or `no-reply@` the identity's domain. An identity can be an address, which is then the sender. */
export function emailFrom(asked: string | undefined, identity: string): string {
  if (asked === undefined) return identity.includes('@') ? identity : `no-reply@${identity}`;
  const address = typeof asked === 'string' ? NAMED_ADDRESS.exec(asked)?.[1] ?? asked : '';
  if (!SENDER_ADDRESS.test(address)) {
    refuse('emailFrom', asked, 'It is an address, or a name and an address.', '"ListBackup.ai <no-reply@listbackup.ai>"');
  }
  // Only SES knows an identity whose name is known at deployment.
  if (!Token.isUnresolved(identity) && !sendsFor(identity.toLowerCase(), address.toLowerCase())) {
    refuse('emailFrom', asked, `It is an address that SES verified with the identity ${identity}.`, `"${emailFrom(undefined, identity)}"`);
  }
  return asked;
}
