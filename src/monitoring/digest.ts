import { createHash } from 'crypto';

/** A few letters and digits that follow from a text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** The bits of a text's digest, evenly spread: where something is put by them, it stays. */
export function bitsOf(text: string): string {
  return [...createHash('sha256').update(text).digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('');
}
