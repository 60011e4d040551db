/** Private-use characters: no template holds them, so a symbol inside a text stays recognizable. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A value that only a deployment knows; the same name is the same value. */
export function symbol(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

export function hasSymbol(value: unknown): boolean {
  return JSON.stringify(value ?? null).includes(OPEN);
}

/** The text as a person reads it. */
export function readable(text: string): string {
  return text.replaceAll(OPEN, '${').replaceAll(CLOSE, '}');
}

/** The text with its symbols under other names. */
export function renameSymbols(text: string, rename: (name: string) => string): string {
  return text.replace(/\uE000([^\uE000\uE001]*)\uE001/g, (_, name: string) => symbol(rename(name)));
}
