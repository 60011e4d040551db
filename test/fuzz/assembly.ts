import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';

/** A type as jsii writes it. */
export interface JsiiType {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: JsiiType };
  readonly union?: { readonly types: readonly JsiiType[] };
}

/** A member of a struct, or a parameter of a method. */
export interface Member {
  readonly name: string;
  readonly type: JsiiType;
  readonly optional?: boolean;
  readonly variadic?: boolean;
}

interface Method {
  readonly name: string;
  readonly static?: boolean;
  readonly parameters?: readonly Member[];
  readonly returns?: { readonly type: JsiiType };
}

interface JsiiTypeDefinition {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly initializer?: { readonly parameters?: readonly Member[] };
  readonly properties?: readonly (Member & { readonly static?: boolean })[];
  readonly methods?: readonly Method[];
}

const OWN = 'listbackup-infrastructure.';
const ASSEMBLY = JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8')) as { readonly types: Readonly<Record<string, JsiiTypeDefinition>> };
const TYPES = Object.values(ASSEMBLY.types);

const namesIn = ({ collection, union, fqn }: JsiiType): readonly string[] => {
  if (collection) return namesIn(collection.elementtype);
  return union ? union.types.flatMap(namesIn) : fqn ? [fqn] : [];
};
const passed = TYPES.flatMap(({ initializer, methods = [], properties = [] }) => (
  [...initializer?.parameters ?? [], ...methods.flatMap(({ parameters = [] }) => parameters), ...properties].flatMap(({ type }) => namesIn(type))));
/** The CDK's own structs that a caller passes. */
const FOREIGN = JSON.parse(execFileSync(process.execPath, [join(__dirname, 'foreign-structs.cjs')], {
  encoding: 'utf8', input: JSON.stringify([...new Set(passed)].filter((fqn) => !fqn.startsWith(OWN))),
})) as Readonly<Record<string, JsiiTypeDefinition>>;

/** What the library, or the CDK for what a caller passes, declares under that name. */
export const definitionOf = (fqn: string): JsiiTypeDefinition | undefined => ASSEMBLY.types[fqn] ?? FOREIGN[fqn];
export const isOwn = (fqn: string): boolean => fqn.startsWith(OWN);
export const shortName = (fqn: string): string => fqn.slice(fqn.lastIndexOf('.') + 1);

/** Every struct that a caller may pass. */
export const STRUCTS: readonly string[] = TYPES.filter((type) => type.datatype).map((type) => type.fqn).sort();

/** The members of a struct, those of what it extends included. */
export function membersOf(fqn: string): readonly Member[] {
  const { interfaces = [], properties = [] } = definitionOf(fqn) ?? {};
  return [...interfaces.flatMap(membersOf), ...properties];
}

/** A struct, and those that it extends. */
export const lineageOf = (fqn: string): readonly string[] => [fqn, ...(definitionOf(fqn)?.interfaces ?? []).flatMap(lineageOf)];

const PLACE = ['scope', 'id'];

/** One way to call the library: a constructor, a static factory, or a method of a handle. */
export interface Call {
  /** `ListBackupTable`, `ListBackupTable.fromStage`, `IListBackupApi.addRoute`. */
  readonly name: string;
  readonly owner: string;
  readonly method?: string;
  /** `scope` and `id`, where they come first. */
  readonly place: readonly string[];
  readonly parameters: readonly Member[];
}

function callOf(owner: string, parameters: readonly Member[] = [], method?: string, isMethod = false): Call {
  return {
    name: [shortName(owner), method].filter(Boolean).join('.'),
    owner,
    method,
    place: parameters.map(({ name }) => name).filter((name) => PLACE.includes(name) && !isMethod),
    parameters: parameters.filter(({ name }) => isMethod || !PLACE.includes(name)),
  };
}

const CLASSES = TYPES.filter((type) => type.kind === 'class' && !type.abstract);

export const CONSTRUCTORS: readonly Call[] = CLASSES.filter((type) => type.initializer).map((type) => callOf(type.fqn, type.initializer?.parameters));

export const FACTORIES: readonly Call[] = CLASSES.flatMap((type) => (type.methods ?? [])
  .filter((method) => method.static && method.parameters?.length)
  .map((method) => callOf(type.fqn, method.parameters, method.name)));

/** Methods of a handle of that type, as the library itself declares them. */
export function methodsOf(fqn: string): readonly Call[] {
  const { methods = [], interfaces = [], base } = ASSEMBLY.types[fqn];
  const own = methods.filter((method) => !method.static && method.parameters?.length)
    .map((method) => callOf(fqn, method.parameters, method.name, true));
  const inherited = [...interfaces, ...base ? [base] : []].filter(isOwn).flatMap(methodsOf);
  return [...own, ...inherited.filter((call) => !own.some(({ method }) => method === call.method))];
}

/** Handles that a handle of that type holds. */
export function handlesOf(fqn: string): readonly (readonly [string, string])[] {
  const { properties = [], interfaces = [], base } = ASSEMBLY.types[fqn];
  const own = properties.filter((property) => !property.static && !property.optional)
    .flatMap(({ name, type }): [string, string][] => (type.fqn && isOwn(type.fqn) ? [[name, type.fqn]] : []));
  return [...own, ...[...interfaces, ...base ? [base] : []].filter(isOwn).flatMap(handlesOf)];
}
