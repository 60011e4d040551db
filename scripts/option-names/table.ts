import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

interface TypeReference {
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
}

interface Callable {
  readonly name?: string;
  readonly parameters?: readonly { readonly name: string; readonly type: TypeReference }[];
}

/** A type of the assembly, as far as options are concerned. */
interface AssemblyType {
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly initializer?: Callable;
  readonly methods?: readonly Callable[];
  readonly properties?: readonly { readonly name: string; readonly type: TypeReference }[];
}

/** By the type of options, what each option holds: `""` anything else, `X` options, `[]X` a list of them, `{}X` a map of them. */
export interface OptionsByType {
  readonly [type: string]: { readonly [option: string]: string };
}

/** By member, its parameters: `name`, or `name:X` where one takes options of type X. The constructor is the empty member. */
interface Members {
  readonly [member: string]: readonly string[];
}

export interface OptionTable {
  readonly calls: { readonly [type: string]: Members };
  /** The members of the interfaces: classes that aren't exported, such as those of imported handles, have no entry of their own. */
  readonly handles: Members;
  readonly options: OptionsByType;
}

type Types = Readonly<Record<string, AssemblyType>>;

const byName = <T>([one]: [string, T], [other]: [string, T]): number => (one < other ? -1 : 1);
const shortName = (fqn: string): string => fqn.slice(fqn.lastIndexOf('.') + 1);

function leavesOf({ fqn, collection }: TypeReference): readonly string[] {
  if (collection) return leavesOf(collection.elementtype);
  return fqn === undefined ? [] : [fqn];
}

/** How the table writes a type. */
function heldBy({ fqn, collection }: TypeReference, isOptions: (fqn: string) => boolean): string {
  if (fqn !== undefined && isOptions(fqn)) return shortName(fqn);
  const inner = collection && heldBy(collection.elementtype, isOptions);
  return inner ? `${collection.kind === 'array' ? '[]' : '{}'}${inner}` : '';
}

/** A struct's own members, and those that it extends. */
function propertiesOf(types: Types, fqn: string): readonly { readonly name: string; readonly type: TypeReference }[] {
  const { interfaces = [], properties = [] } = types[fqn];
  return [...interfaces.flatMap((one) => propertiesOf(types, one)), ...properties];
}

function entryOf(types: Types, fqn: string, isOptions: (fqn: string) => boolean): [string, Record<string, string>] {
  const members = propertiesOf(types, fqn).map(({ name, type }): [string, string] => [name, heldBy(type, isOptions)]);
  return [shortName(fqn), Object.fromEntries(members.sort(byName))];
}

function ownTypes(folder: string): Types {
  return (JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as { types: Types }).types;
}

/**
 * The CDK's structs that options of this library hold, from the CDK in a folder. The library reads each of their members by name, so that one which
 * another CDK adds would have no effect.
 */
export function cdkOptions(folder: string, cdk: string): OptionsByType {
  const { filename } = JSON.parse(readFileSync(join(cdk, '.jsii'), 'utf8')) as { filename: string };
  const { types } = JSON.parse(gunzipSync(readFileSync(join(cdk, filename))).toString()) as { types: Types };
  const isOptions = (fqn: string): boolean => types[fqn]?.datatype === true;
  const own = ownTypes(folder);
  const found = new Set<string>();
  const visit = (fqn: string): void => {
    if (found.has(fqn) || !isOptions(fqn)) return;
    found.add(fqn);
    propertiesOf(types, fqn).flatMap(({ type }) => leavesOf(type)).forEach(visit);
  };
  for (const { datatype, properties = [] } of Object.values(own)) if (datatype) properties.flatMap(({ type }) => leavesOf(type)).forEach(visit);
  return Object.fromEntries([...found].map((fqn) => entryOf(types, fqn, isOptions)).sort(byName));
}

/** The calls and the options of the assembly in a folder. */
export function optionTable(folder: string, cdk: OptionsByType): OptionTable {
  const types = ownTypes(folder);
  const isOptions = (fqn: string): boolean => types[fqn]?.datatype === true || (!(fqn in types) && shortName(fqn) in cdk);
  const all = Object.entries(types).sort(byName);
  const parametersOf = (callable: Callable | undefined): string[] => (
    (callable?.parameters ?? []).map(({ name, type }) => [name, heldBy(type, isOptions)].filter((part) => part !== '').join(':')));
  const membersOf = ({ initializer, methods = [] }: AssemblyType): [string, string[]][] => (
    [['', parametersOf(initializer)], ...methods.map((method): [string, string[]] => [method.name ?? '', parametersOf(method)])]
      .filter((member): member is [string, string[]] => member[1].length > 0));
  const calls = all.filter(([, { kind }]) => kind === 'class').map(([, type]): [string, [string, string[]][]] => [type.name, membersOf(type)]);
  const handles = new Map<string, readonly string[]>();
  for (const [fqn, type] of all.filter(([, { kind, datatype }]) => kind === 'interface' && !datatype)) {
    for (const [member, parameters] of membersOf(type)) {
      const other = handles.get(member);
      if (other !== undefined && other.join() !== parameters.join()) {
        throw new Error(`${fqn}.${member} takes ${parameters.join()}, and another interface's takes ${other.join()}`);
      }
      handles.set(member, parameters);
    }
  }
  return {
    calls: Object.fromEntries(calls.filter(([, members]) => members.length > 0).map(([name, members]) => [name, Object.fromEntries(members)])),
    handles: Object.fromEntries([...handles].sort(byName)),
    options: Object.fromEntries(all.filter(([fqn]) => types[fqn].datatype).map(([fqn]) => entryOf(types, fqn, isOptions))),
  };
}
