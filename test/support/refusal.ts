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

/** The message that a physical name has a holder. @param name how it is shown. */
export const nameTaken = (kind: string, name: string | RegExp, first = '', second = ''): RegExp => new RegExp(
  `^The ${literally(kind)} name ${name instanceof RegExp ? name.source : literally(JSON.stringify(name))} is already used by ${literally(first)}`
  + `[^]* so ${literally(second)}[^]* can't use it\\. `,
);

/** The message that a logical ID has a holder in its stack. */
export const logicalIdTaken = (logicalId: string, stack: string, first = '', second = ''): RegExp => new RegExp(
  `^Stack "${stack}" already has the logical ID ${literally(logicalId)} \\(${literally(first)}[^]*, so ${literally(second)}[^]* can't use it\\. `,
);

/** The message that a value has no rule by which `ListBackupLookup.names()` could find it. */
export const noNamingRule = (key = '', stack = ''): RegExp => new RegExp(
  `^ListBackupLookup\\.names\\(\\) can't find ${literally(key)}[^]* of ${literally(stack)}[^]*no naming rule gives it\\. Use ListBackupLookup\\.exports\\(\\)`,
);

/** The message about an option that its type does not have. */
export const unknownOption = (option: string, type = ''): RegExp => (
  new RegExp(`(?:^|: )${literally(option)} can't be set, because ${type === '' ? '\\w+' : type} has no such option\\. (?:Did you mean "\\w+"\\? )?Its options: [\\w, ]+\\.$`)
);
