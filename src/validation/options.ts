import { didYouMean, invalid } from './invalid';
import TABLE from './options.json';

type Members = { readonly [member: string]: readonly string[] | undefined };

const CALLS: { readonly [name: string]: Members | undefined } = TABLE.calls;
const OPTIONS: { readonly [name: string]: { readonly [option: string]: string | undefined } } = TABLE.options;

/**
 * Refuses options that nobody would read, and promises, in what a caller passes. JavaScript checks neither, `tsx` compiles without looking,
 * and from Python a dictionary inside a map arrives without the keys that its type lacks.
 *
 * @param owner the class, or the object, whose member is called.
 * @param member the member's name, and an empty one for the constructor.
 */
export function requireKnownOptions(owner: unknown, member: string, args: readonly unknown[]): void {
  const parameters = parametersOf(owner, member) ?? [];
  args.forEach((arg, at) => {
    // The last parameter may take any number of arguments.
    const [name = 'argument', kind] = (parameters[at] ?? parameters.at(-1) ?? '').split(':');
    if (isPromise(arg)) invalid(name, arg, 'must be a value', 'Did you forget await?');
    if (kind && at < parameters.length) requireOptions('', arg, kind);
  });
}

/** The parameters of the class that declares the member: a class of the caller's own that extends it has none of its own. */
function parametersOf(owner: unknown, member: string): readonly string[] | undefined {
  let type: unknown = typeof owner === 'function' ? owner : (owner as object | undefined)?.constructor;
  for (; typeof type === 'function' && type !== Function.prototype; type = Object.getPrototypeOf(type) as unknown) {
    const members = CALLS[(type as { readonly name: string }).name];
    if (members !== undefined && Object.hasOwn(members, member)) return members[member];
  }
  return undefined;
}

/** @param kind options, a list `[]` or a map `{}` of them. Whatever has another shape is for the checks of that option. */
function requireOptions(path: string, value: unknown, kind: string): void {
  if (typeof value !== 'object' || value === null) return;
  const inner = kind.slice(2);
  if (kind.startsWith('[]')) {
    if (Array.isArray(value)) value.forEach((item, at) => requireOptions(`${path}[${at}]`, item, inner));
  } else if (kind.startsWith('{}')) {
    for (const [key, item] of Object.entries(value)) requireOptions(`${path}.${key}`, item, inner);
  } else if (isPlain(value)) {
    requireKnown(path, value, kind);
  }
}

function requireKnown(path: string, value: object, kind: string): void {
  const known = OPTIONS[kind];
  for (const [name, held] of Object.entries(value)) {
    const option = path === '' ? name : `${path}.${name}`;
    if (held === undefined) continue;
    // The value may be a secret, and says nothing.
    if (!Object.hasOwn(known, name)) invalid(option, undefined, `can't be set, because ${kind} has no such option`, `${near(name, Object.keys(known))}${listOf(kind)}`);
    if (isPromise(held)) invalid(option, held, 'must be a value', 'Did you forget await?');
    if (known[name]) requireOptions(option, held, known[name]);
  }
}

function near(name: string, known: readonly string[]): string {
  // As Python writes it.
  const words = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const hint = didYouMean(words, known);
  return hint.startsWith('Did') ? `${hint} ` : '';
}

function listOf(kind: string): string {
  return `Its options: ${Object.keys(OPTIONS[kind]).join(', ')}.`;
}

/** An object that somebody wrote down, or that jsii made of one; no construct, handle or token. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
