/**
 * A text may hold parts that only the converted program knows, such as the stage. Each is TypeScript between two signs that no
 * configuration holds.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const PART = /\uE000([^\uE001]*)\uE001/g;

/** The stage, as the converted program names it. */
export const STAGE = expression('stage');

/** A text that is the value of a TypeScript expression. */
export function expression(code: string): string {
  return `${OPEN}${code}${CLOSE}`;
}

export function hasExpression(text: string): boolean {
  return text.includes(OPEN);
}

/** The text for one stage, where a decision has to be made now. */
export function concrete(text: string, stage: string): string {
  return text.split(STAGE).join(stage);
}

/** The expression that a text is as a whole. */
export function soleExpression(text: string): string | undefined {
  return new RegExp(`^${OPEN}([^${CLOSE}]*)${CLOSE}$`).exec(text)?.[1];
}

/** TypeScript for the text. */
export function codeOfText(text: string): string {
  const sole = soleExpression(text);
  if (sole !== undefined) return sole === 'stage' ? 'stage.stageName' : sole;
  if (!hasExpression(text)) return quoted(text);
  const inner = text.replace(/[`\\]|\$\{/g, '\\$&').replace(PART, (_, code: string) => `\${${code}}`);
  return `\`${inner}\``;
}

/** A string literal in single quotes. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, '\\\'');
  return `'${escaped}'`;
}
