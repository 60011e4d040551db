import { isList, isObject, type Json } from '../../template';

const NOT_ASCII = /[^\x00-\x7F]/u;

/**
 * GetTemplate prints a question mark for each character outside ASCII. Where the new value explains the question marks,
 * the old one was the same.
 */
export function unmangled<T extends Json | undefined>(old: T, next: Json | undefined): T;
export function unmangled(old: Json | undefined, next: Json | undefined): Json | undefined {
  if (typeof old === 'string' && typeof next === 'string') return explains(next, old) ? next : old;
  if (isList(old) && isList(next) && old.length === next.length) return old.map((item, index) => unmangled(item, next[index]));
  if (isObject(old) && isObject(next)) {
    return Object.fromEntries(Object.entries(old).map(([key, value]) => [key, unmangled(value, next[key])]));
  }
  return old;
}

function explains(text: string, printed: string): boolean {
  if (!printed.includes('?') || !NOT_ASCII.test(text)) return false;
  // One mark for each character, or for each half of a pair.
  return [/[^\x00-\x7F]/gu, /[^\x00-\x7F]/g].some((character) => text.replace(character, '?') === printed);
}
