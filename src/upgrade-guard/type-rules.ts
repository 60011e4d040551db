import { brotliDecompressSync } from 'zlib';
import { Json } from './json';
import * as types from './stateful-types.json';

/** Properties of a stateful type that decide whether a resource of it is kept. */
export interface TypeRule {
  /** The property that holds the physical name. */
  readonly name?: string;
  /** True if `Ref` returns that name. */
  readonly ref?: boolean;
  /** Properties, or paths below one, whose change replaces the resource or may do so. */
  readonly replaces?: readonly string[];
  /** Properties whose change AWS refuses. */
  readonly refuses?: readonly string[];
  /** Values that AWS assumes for omitted properties. */
  readonly defaults?: { readonly [property: string]: Json };
  /** Those of the properties that are sets, so that their order says nothing. */
  readonly sets?: readonly string[];
}

/** The rule of a type that nobody knows: it is kept, and nothing else is known of it. */
const UNKNOWN: TypeRule = {};
const HANDLED = /^(Custom::|AWS::CloudFormation::CustomResource$)/;

let table: ReadonlyMap<string, string> | undefined;
const rules = new Map<string, TypeRule | undefined>();

/** The rule of a type; `undefined` for a type of which a row says that it holds nothing, and for custom resources. */
export function ruleOf(type: string): TypeRule | undefined {
  if (HANDLED.test(type)) return undefined;
  if (!rules.has(type)) rules.set(type, read(type));
  return rules.get(type);
}

function read(type: string): TypeRule | undefined {
  table ??= linesOf(brotliDecompressSync(Buffer.from(types.table, 'base64')).toString('utf8'));
  const line = table.get(type);
  if (line === undefined) return UNKNOWN;
  return line === '-' ? undefined : ruleIn(line.split(' ').filter((token) => token !== ''));
}

/** A line for each service, and below it, indented, one for each of its types. */
function linesOf(text: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  let service = '';
  for (const line of text.split('\n')) {
    const [, name = '', rest = ''] = /^ ([^ -]+)(.*)$/.exec(line) ?? [];
    if (name === '') service = line.includes('::') ? line : `AWS::${line}`;
    else lines.set(`${service}::${name}`, rest);
  }
  return lines;
}

/** `=` and `~` mark the name, which `Ref` gives or does not; `!` what AWS refuses; `[]` a set, `:` a default, `?` a name that may change. */
function ruleIn(tokens: readonly string[]): TypeRule {
  const rule = { replaces: [] as string[], refuses: [] as string[], defaults: {} as { [property: string]: Json }, sets: [] as string[] };
  let named: Pick<TypeRule, 'name' | 'ref'> = {};
  for (const token of tokens) {
    const [, mark = '', property = '', set, , standard, changes] = /^([=~!]?)([\w.]+)(\[\])?(:([^?]*))?(\?)?$/.exec(token) ?? [];
    if (mark === '=' || mark === '~') named = { name: property, ...mark === '=' ? { ref: true } : {} };
    if (changes === undefined) (mark === '!' ? rule.refuses : rule.replaces).push(property);
    if (set !== undefined) rule.sets.push(property);
    if (standard !== undefined) rule.defaults[property] = standard;
  }
  return { ...named, ...rule };
}
