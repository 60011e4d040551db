import { readFileSync } from 'fs';
import { join } from 'path';

/** What jsii keeps of a doc comment. */
interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly see?: string;
  readonly example?: string;
  readonly custom?: { readonly throws?: string };
}

interface Typed {
  readonly name: string;
  readonly type?: { readonly primitive?: string; readonly fqn?: string };
  readonly docs?: Docs;
}

interface Member extends Typed {
  readonly optional?: boolean;
}

interface Callable {
  readonly parameters?: readonly Typed[];
}

interface Method extends Member, Callable {
  /** Whose method it takes the place of. */
  readonly overrides?: string;
}

/** A type of the library, as far as its documentation goes. */
export interface ApiType {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly base?: string;
  readonly docs?: Docs;
  readonly initializer?: Callable;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Method[];
  readonly members?: readonly Member[];
}

/** What jsii wrote when the library was compiled. */
export function publicTypes(): ApiType[] {
  const { types } = JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8')) as { readonly types: Record<string, ApiType> };
  return Object.values(types);
}

/** A type's page is its own or, of props and handles, that of the class whose name they bear. */
function hasPage({ name, docs }: ApiType, types: readonly ApiType[]): boolean {
  const [, named] = /^I?(ListBackup\w+?)(?:FromStageProps|Props|Options)?$/.exec(name) ?? [];
  return [docs, types.find((type) => type.kind === 'class' && type.name === named)?.docs].some((of) => of?.see);
}

/** An AWS page says what its own methods take. */
const isOfTheCdk = ({ overrides = '' }: Method): boolean => /^(constructs|aws-cdk-lib)\./.test(overrides);

const isQuantity = ({ type }: Typed): boolean => type?.primitive === 'number' || type?.fqn === 'aws-cdk-lib.Duration';

/** Figures, or the name of the option that is the other bound. */
const saysBounds = ({ docs }: Typed): boolean => /\d|at least `/i.test(`${docs?.summary} ${docs?.remarks}`);

/** What the comments of a type lack, a line each; `types` are all there are. */
export function lacking(type: ApiType, types: readonly ApiType[] = []): string[] {
  const { name, kind, datatype, base, docs, initializer, properties = [], methods = [], members = [] } = type;
  const own: [string, Docs | undefined][] = [[name, docs]];
  const inside = [...properties, ...methods, ...members].map((member): [string, Docs | undefined] => [`${name}.${member.name}`, member.docs]);
  const all = [...own, ...inside];
  const isConstruct = base !== undefined && /^(constructs|aws-cdk-lib)\./.test(base);
  const calls: [string, Callable][] = [['constructor', initializer ?? {}], ...methods.filter((method) => !isOfTheCdk(method)).map((method): [string, Callable] => [method.name, method])];
  return [
    ...all.filter(([, of]) => !of?.summary).map(([what]) => `${what}: says nothing`),
    ...all.filter(([, of]) => of?.see !== undefined && !of.see.startsWith('https://')).map(([what]) => `${what}: @see leads nowhere`),
    ...calls.flatMap(([call, { parameters = [] }]) => parameters.filter((of) => !of.docs?.summary).map((of) => `${name}.${call}: no @param ${of.name}`)),
    ...(datatype ? properties : []).filter((member) => member.optional && !member.docs?.default).map((member) => `${name}.${member.name}: no @default`),
    ...(datatype ? properties : []).filter((member) => isQuantity(member) && !saysBounds(member)).map((member) => `${name}.${member.name}: no bounds`),
    ...(hasPage(type, types) ? [] : [`${name}: no @see`]),
    ...(kind === 'class' && !docs?.example ? [`${name}: no @example`] : []),
    ...(isConstruct && !docs?.custom?.throws ? [`${name}: no @throws`] : []),
  ];
}
