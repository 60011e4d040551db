import type { Context } from './context';
import { isObject, listOf, type Json } from '../template';

/** The text of an ARN or a name, with exports of the infrastructure as expressions. */
export function addressOf(value: Json | undefined, context: Context): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  const [kind, argument] = Object.entries(value)[0] ?? [];
  if (kind === 'Fn::Sub' && typeof argument === 'string') return argument;
  if (kind === 'Fn::ImportValue' && typeof argument === 'string') {
    const code = context.handles.exported(argument);
    return code === undefined ? undefined : `\uE000${code}\uE001`;
  }
  if (kind === 'Fn::Join' && Array.isArray(argument)) {
    const parts = listOf(argument[1] as Json).map((part) => (isObject(part) && part.Ref !== undefined ? '*' : addressOf(part, context)));
    return parts.every((part) => part !== undefined) ? parts.join(String(argument[0])) : undefined;
  }
  return undefined;
}
