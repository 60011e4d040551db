import CDK_OPTIONS from './cdk-options.json';
import { didYouMean, invalid, isPromise } from './invalid';
import TABLE from './options.json';
import { HandleUser, requireSameStage } from './stage-of';

type Members = { readonly [member: string]: readonly string[] | undefined };

const CALLS: { readonly [name: string]: Members | undefined } = TABLE.calls;
const HANDLES: Members = TABLE.handles;
const OPTIONS: { readonly [name: string]: { readonly [option: string]: string | undefined } } = { ...CDK_OPTIONS, ...TABLE.options };

/** The depth at which a value is taken as it is. Options are less deep; an object that holds itself has no end. */
const DEEPEST = 10;

/** Options that say enough by being there: a secret without any is one that is filled in later. */
const MAY_BE_EMPTY = ['ListBackupSecretContent'];

/**
 * Refuses options that nobody would read, and promises, in what a caller passes. JavaScript checks neither, `tsx` compiles without looking,
 * and from Python a dictionary inside a map arrives without the keys that its type lacks.
 *
 * @param owner the class, or the object, whose member is called.
 * @param member the member's name, and an empty one for the constructor.
 * @param user the construct that uses the handles among the arguments.
 */
export function requireKnownOptions(owner: unknown, member: string, args: readonly unknown[], user: HandleUser): void {
  const parameters = parametersOf(owner, member) ?? [];
  args.forEach((arg, at) => {
    // The last parameter may take any number of arguments.
    const [name = 'argument', kind] = (parameters[at] ?? parameters.at(-1) ?? '').split(':');
    // The scope is a place, not a handle.
    requireValue(name, arg, at === 0 && name === 'scope' ? undefined : user);
    if (at < parameters.length) requireOptions({ path: kind ? '' : name, kind, depth: 0, user }, arg);
  });
}

/** Returns true if a member takes options among which is that one. */
export function takesOption(owner: unknown, member: string, option: string): boolean {
  return (parametersOf(owner, member) ?? []).some((parameter) => {
    const [, kind = ''] = parameter.split(':');
    return Object.hasOwn(OPTIONS[kind] ?? {}, option);
  });
}

/** The parameters of the class that declares the member: a class of the caller's own that extends it has none of its own. */
function parametersOf(owner: unknown, member: string): readonly string[] | undefined {
  let type: unknown = typeof owner === 'function' ? owner : (owner as object | undefined)?.constructor;
  for (; typeof type === 'function' && type !== Function.prototype; type = Object.getPrototypeOf(type) as unknown) {
    const members = CALLS[(type as { readonly name: string }).name];
    if (members !== undefined && Object.hasOwn(members, member)) return members[member];
  }
  return typeof owner !== 'function' && Object.hasOwn(HANDLES, member) ? HANDLES[member] : undefined;
}

function requireValue(what: string, value: unknown, user: HandleUser | undefined): void {
  if (isPromise(value)) invalid(what, value, 'must be a value', 'Did you forget await?');
  if (user !== undefined) requireSameStage(user, what, value);
}

/** A place among the arguments. */
interface Place {
  readonly path: string;

  /** Options, a list `[]` or a map `{}` of them; undefined for anything else. */
  readonly kind: string | undefined;
  readonly depth: number;
  readonly user: HandleUser;
}

/** Checks what a list or an object holds. A value of another shape than its kind is for the checks of that option. */
function requireOptions({ path, kind, depth, user }: Place, value: unknown): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  const held = (name: string, item: unknown, inner: string | undefined): void => {
    requireValue(name, item, user);
    requireOptions({ path: name, kind: inner, depth: depth + 1, user }, item);
  };
  const entry = (name: string, item: unknown, inner: string | undefined): void => {
    if (inner !== undefined && !MAY_BE_EMPTY.includes(inner)) requireEntry(name, item, inner);
    held(name, item, inner);
  };
  const [list, map] = ['[]', '{}'].map((mark) => (kind?.startsWith(mark) ? kind.slice(2) : undefined));
  if (Array.isArray(value)) {
    value.forEach((item, at) => entry(`${path}[${at}]`, item, list));
  } else if (isPlain(value)) {
    const known = kind === undefined || list !== undefined || map !== undefined ? undefined : OPTIONS[kind];
    for (const [name, item] of Object.entries(value)) {
      const option = path === '' ? name : `${path}.${name}`;
      if (known !== undefined && kind !== undefined && item !== undefined && !Object.hasOwn(known, name)) refuseUnknown(option, name, kind);
      if (known === undefined) entry(option, item, map);
      else held(option, item, known[name] || undefined);
    }
  }
}

/** Refuses an entry that sets nothing, which is also what a dictionary from Python becomes: jsii drops the keys that the type lacks. */
function requireEntry(name: string, item: unknown, kind: string): void {
  if (!isPlain(item) || Object.values(item).some((value) => value !== undefined)) return;
  invalid(name, {}, 'must set an option', `${listOf(kind)} From Python, pass ${kind}(…): a dictionary arrives without its keys.`);
}

function refuseUnknown(option: string, name: string, kind: string): never {
  // The value may be a secret, and says nothing.
  invalid(option, undefined, `can't be set, because ${kind} has no such option`, `${near(name, Object.keys(OPTIONS[kind]))}${listOf(kind)}`);
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
