/** Text that a pattern matches letter for letter. */
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A value as messages show it. */
const shown = (value: unknown): string => (value instanceof RegExp ? value.source : literally(JSON.stringify(value) ?? String(value)));

/** The value of a refusal whose value a test does not care about. */
export const ANY_VALUE = /.*/;

/**
 * The message that refuses a value: `{path}: {prop} {rule}, but got {value}. {fix}`. Rules with "can't" or "requires" show no value.
 * Every test that expects a refusal gets its message here, so that a change of the form is one edit.
 *
 * @param prop the option that is named.
 * @param value what was passed, or a pattern of how it is shown.
 * @param rule how the rule begins; by default any.
 */
export function refusal(prop: string, value: unknown = ANY_VALUE, rule: string = ''): RegExp {
  const named = `(?:^|[ .])${literally(prop)} (?=${literally(rule)})`;
  return new RegExp(`${named}(?:must [^]*, but got ${shown(value)}\\.|(?:can't|requires) [^]*\\.) [A-Z]`);
}

/** The message that refuses a prop, or a member of it such as `hostedZone.zoneName`. */
export function refusalWithin(prop: string): RegExp {
  return new RegExp(`(?:^|[ .])${literally(prop)}\\b[^]* (?:must|can't|requires) [^]*\\. [A-Z]`);
}
