import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

export interface OptionTable {
  /** By class and member, its parameters: `name`, or `name:X` where one takes options of type X. The constructor is the empty member. */
  readonly calls: { readonly [name: string]: { readonly [member: string]: readonly string[] } };
  /** By the type of options, what each option holds: `""` anything else, `X` options, `[]X` a list of them, `{}X` a map of them. */
  readonly options: { readonly [name: string]: { readonly [option: string]: string } };
}

/** Reads the assembly in a folder. */
export function optionTable(folder: string): OptionTable {
  const { types } = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as { types: Record<string, AssemblyType> };
  const isOptions = (fqn: string | undefined): fqn is string => fqn !== undefined && types[fqn]?.datatype === true;
  const held = ({ fqn, collection }: TypeReference): string => {
    if (isOptions(fqn)) return types[fqn].name;
    const inner = collection && held(collection.elementtype);
    return inner ? `${collection.kind === 'array' ? '[]' : '{}'}${inner}` : '';
  };
  /** Its own and those that it extends, all of this library: a newer CDK could add to its own. */
  const optionsOf = (fqn: string): [string, string][] => {
    const type = types[fqn];
    if (type === undefined) throw new Error(`${fqn} is of another library, which may add options: take it apart`);
    const own = (type.properties ?? []).map((property): [string, string] => [property.name, held(property.type)]);
    return [...(type.interfaces ?? []).flatMap(optionsOf), ...own];
  };
  const byName = <T>([one]: [string, T], [other]: [string, T]): number => (one < other ? -1 : 1);
  const all = Object.entries(types).sort(byName);
  const parametersOf = (callable: Callable | undefined): string[] => (callable?.parameters ?? []).map(({ name, type }) => [name, held(type)].filter((part) => part !== '').join(':'));
  const calls = all.filter(([, { kind }]) => kind === 'class').map(([, { name, initializer, methods }]): [string, [string, string[]][]] => {
    const members: [string, string[]][] = [['', parametersOf(initializer)]];
    for (const method of methods ?? []) members.push([method.name ?? '', parametersOf(method)]);
    return [name, members.filter(([, parameters]) => parameters.length > 0)];
  });
  const options = all.filter(([fqn]) => isOptions(fqn)).map(([fqn, { name }]) => [name, Object.fromEntries(optionsOf(fqn).sort(byName))]);
  return {
    calls: Object.fromEntries(calls.filter(([, members]) => members.length > 0).map(([name, members]) => [name, Object.fromEntries(members)])),
    options: Object.fromEntries(options) as OptionTable['options'],
  };
}
