import { createHash } from 'crypto';
import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A few letters and digits that follow from a text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/**
 * Returns a value as its text in a template. A digest of the raw value would change from run to run, because CDK numbers tokens in the
 * order in which it meets them.
 */
export function inTemplate(scope: IConstruct, value: string): string {
  const read: unknown = Stack.of(scope).resolve(value);
  return typeof read === 'string' ? read : JSON.stringify(read);
}

/** The bits of a text's digest, evenly spread: where something is put by them, it stays. */
export function bitsOf(text: string): string {
  return [...createHash('sha256').update(text).digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('');
}
