import { Token } from 'aws-cdk-lib';
import { refuse } from './refuse';

const WORKS = '"operations@listbackup.ai"';
const NOT_ASCII = /[^\x20-\x7e]/;

/** What RFC 5321 calls a mailbox, without quotes and without an address in place of the domain: 254 characters, 64 of them before the @. */
const WORD = '[A-Za-z0-9!#$%&\'*+/=?^_`{|}~-]+';
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^(?=.{1,254}$)(?=[^@]{1,64}@)${WORD}(?:\\.${WORD})*@(?:${LABEL}\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$`);

/** Refuses anything but an e-mail address that SNS, AWS Budgets and Cost Explorer write to. Accepts one known only at deployment. */
export function requireEmailAddress(what: string, email: unknown): void {
  if (typeof email === 'string' && (Token.isUnresolved(email) || ADDRESS.test(email))) return;
  const rule = typeof email === 'string' && NOT_ASCII.test(email)
    ? 'It is an e-mail address in ASCII, which is all that AWS writes to: a domain of other letters has a form that begins with xn--.'
    : 'It is an e-mail address.';
  refuse(what, email, rule, WORKS);
}
