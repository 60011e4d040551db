import { readFileSync } from 'fs';
import { join } from 'path';

/** What jsii keeps of a doc comment. */
interface Docs {
  readonly summary?: string;
  readonly default?: string;
  readonly see?: string;
  readonly example?: string;
  readonly custom?: { readonly throws?: string };
}

interface Member {
  readonly name: string;
  readonly optional?: boolean;
  readonly docs?: Docs;
}

/** A type of the library, as far as its documentation goes. */
export interface ApiType {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'enum';
  readonly datatype?: boolean;
  readonly base?: string;
  readonly docs?: Docs;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
  readonly members?: readonly Member[];
}

/** What jsii wrote when the library was compiled. */
export function publicTypes(): ApiType[] {
  const { types } = JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8')) as { readonly types: Record<string, ApiType> };
  return Object.values(types);
}

/** What the comments of a type lack, a line each. */
export function lacking({ name, kind, datatype, base, docs, properties = [], methods = [], members = [] }: ApiType): string[] {
  const own: [string, Docs | undefined][] = [[name, docs]];
  const inside = [...properties, ...methods, ...members].map((member): [string, Docs | undefined] => [`${name}.${member.name}`, member.docs]);
  const all = [...own, ...inside];
  const isConstruct = base !== undefined && /^(constructs|aws-cdk-lib)\./.test(base);
  return [
    ...all.filter(([, of]) => !of?.summary).map(([what]) => `${what}: says nothing`),
    ...all.filter(([, of]) => of?.see !== undefined && !of.see.startsWith('https://')).map(([what]) => `${what}: @see leads nowhere`),
    ...(datatype ? properties : []).filter((member) => member.optional && !member.docs?.default).map((member) => `${name}.${member.name}: no @default`),
    ...(kind === 'class' && !docs?.see ? [`${name}: no @see`] : []),
    ...(kind === 'class' && !docs?.example ? [`${name}: no @example`] : []),
    ...(isConstruct && !docs?.custom?.throws ? [`${name}: no @throws`] : []),
  ];
}
