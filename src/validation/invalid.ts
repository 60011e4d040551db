/** A value as a person wrote it: quoted, control characters escaped, never longer than a line, whatever type it has. */
export function show(value: unknown): string {
  let text: string | undefined;
  try {
    text = typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
  } catch {
    // Circular objects have no JSON form; their type still tells the reader what was passed.
  }
  const shown = text ?? (typeof value === 'object' ? Object.prototype.toString.call(value) : String(value));
  return shown.length > 120 ? `${shown.slice(0, 117)}...` : shown;
}

/** Says one way everywhere what is wrong with a caller's value: the value, the rule it breaks, and a value that works. */
export function refuse(what: string, value: unknown, rule: string, works: string): never {
  throw new Error(`${what}: ${show(value)} is not accepted. ${rule} For example: ${works}.`);
}

/** Refuses an option that is not a whole number within the bounds. Accepts `undefined`: the option was left out. */
export function requireInteger(what: string, value: number | undefined, min: number, max: number, works: number): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || value < min || value > max) {
    refuse(what, value, `It is a whole number from ${min} to ${max}.`, String(works));
  }
}

/** Refuses a key that a map of options may not have, and lists those it may. */
export function requireKnownKeys(what: string, options: { readonly [key: string]: unknown } | undefined, known: readonly string[]): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    refuse(what, options, `It is a map whose keys are among: ${known.join(', ')}.`, `{ ${known[0]}: … }`);
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) refuse(what, key, `There is none of that name; there are: ${known.join(', ')}.`, show(known[0]));
  }
}
