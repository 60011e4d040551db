import { isObject, type Json } from '../template';
import { codeOfText, hasExpression, quoted } from './read/expression';

/** The longest line of the converted program. */
const WIDTH = 150;

/** A value of the converted program: JSON, any part of which may be TypeScript. */
export type Value = Json | Code | readonly Value[] | { readonly [key: string]: Value };

/** TypeScript for a value, over as many lines as it needs. */
export function emit(value: Value, indent = ''): string {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return codeOfText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Array.isArray(value)
    ? (value as readonly Value[]).map((item) => emit(item, `${indent}  `))
    : Object.entries(value as { readonly [key: string]: Value }).map(([key, item]) => `${keyOf(key)}: ${emit(item, `${indent}  `)}`);
  return Array.isArray(value) ? wrap('[', parts, ']', indent) : wrap('{ ', parts, ' }', indent);
}

/** Arguments, values or members on one line, or one on each. */
export function wrap(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return `${open.trim()}${close.trim()}`;
  const line = `${open}${parts.join(', ')}${close}`;
  if (line.length + indent.length <= WIDTH && !line.includes('\n')) return line;
  return `${open.trim()}\n${filled(parts, `${indent}  `)}\n${indent}${close.trim()}`;
}

/** TypeScript in place of a value. */
export class Code {
  public constructor(readonly text: string) {}
}

/** As many short parts on a line as fit. */
function filled(parts: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines[lines.length - 1];
    if (last !== undefined && !last.includes('\n') && !part.includes('\n') && indent.length + last.length + part.length + 2 <= WIDTH) lines[lines.length - 1] = `${last} ${part},`;
    else lines.push(`${part},`);
  }
  return lines.map((line) => `${indent}${line}`).join('\n');
}

function keyOf(key: string): string {
  if (hasExpression(key)) return `[${codeOfText(key)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** Returns true if CloudFormation resolves the value. */
export function isIntrinsic(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 1 && /^(Ref|Fn::.+)$/.test(Object.keys(value)[0] ?? '');
}
