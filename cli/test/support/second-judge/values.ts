/** Values of a template as CloudFormation makes them, written from its documentation; nothing of the planner is used here. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Obj = { readonly [key: string]: Json };

/** What a value is resolved in. */
export interface Place {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly template: Obj;
  readonly parameters: Readonly<Record<string, string>>;
  /** What `Ref` gives for a resource. */
  ref(logicalId: string): string;
  exported(name: string): string | undefined;
}

export const isObj = (value: unknown): value is Obj => typeof value === 'object' && value !== null && !Array.isArray(value);
export const objOf = (value: Json | undefined): Obj => isObj(value) ? value : {};
export const listOf = (value: Json | undefined): readonly Json[] => Array.isArray(value) ? value as readonly Json[] : [];
export const resourcesOf = (template: Obj): Readonly<Record<string, Obj>> => objOf(template.Resources) as Readonly<Record<string, Obj>>;
export const outputsOf = (template: Obj): Readonly<Record<string, Obj>> => objOf(template.Outputs) as Readonly<Record<string, Obj>>;

const NOTHING = '<nothing>';

/** The value with every function called that can be called without AWS. */
export function resolve(value: Json, place: Place): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => resolve(item, place)).filter((item) => item !== NOTHING);
  if (!isObj(value)) return value;
  const [[name, argument] = ['', null], ...others] = Object.entries(value);
  const called = others.length === 0 ? call(name, argument, place) : undefined;
  if (called !== undefined) return called;
  const entries = Object.entries(value).map(([key, inner]) => [key, resolve(inner, place)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => inner !== NOTHING));
}

function call(name: string, argument: Json, place: Place): Json | undefined {
  const parts = listOf(argument);
  switch (name) {
    case 'Ref': return typeof argument === 'string' ? named(argument, place) : undefined;
    case 'Fn::GetAtt': return attribute(typeof argument === 'string' ? argument : parts.map((part) => String(resolve(part, place) as string)).join('.'), place);
    case 'Fn::Join': {
      const items = resolve(parts[1] ?? [], place);
      return Array.isArray(items) ? items.map(String).join(String(parts[0] as string)) : undefined;
    }
    case 'Fn::Sub': {
      const [text, own] = Array.isArray(argument) ? argument as readonly Json[] : [argument];
      const variables = objOf(own);
      return String(text as string).replace(/\$\{([^!}][^}]*)\}/g, (_, key: string) => String(
        (variables[key] === undefined ? key.includes('.') ? attribute(key, place) : named(key, place) : resolve(variables[key], place)) as string));
    }
    case 'Fn::If': {
      const holds = truth({ Condition: parts[0] ?? '' }, place);
      return holds === undefined ? undefined : resolve(parts[holds ? 1 : 2] ?? null, place);
    }
    case 'Fn::FindInMap': {
      const [map, one, two] = parts.map((part) => String(resolve(part, place) as string));
      return objOf(objOf(objOf(place.template.Mappings)[map ?? ''])[one ?? ''])[two ?? ''];
    }
    case 'Fn::ImportValue': {
      const key = String(resolve(argument, place) as string);
      return place.exported(key) ?? `<import ${key}>`;
    }
    default: return undefined;
  }
}

function named(name: string, place: Place): Json {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': place.account, 'AWS::Region': place.region, 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': place.stack, 'AWS::NoValue': NOTHING,
  };
  if (pseudo[name] !== undefined) return pseudo[name];
  const parameter = objOf(place.template.Parameters)[name];
  if (parameter !== undefined) return place.parameters[name] ?? objOf(parameter).Default ?? `<parameter ${name}>`;
  return resourcesOf(place.template)[name] ? place.ref(name) : `<${name}>`;
}

function attribute(path: string, place: Place): string {
  const [id = '', ...rest] = path.split('.');
  return `<${place.ref(id)} ${rest.join('.')}>`;
}

/** Whether a condition holds; `undefined` where that is not known here. */
export function truth(condition: Json, place: Place): boolean | undefined {
  const [[name, argument] = ['', null]] = Object.entries(objOf(condition));
  const parts = listOf(argument);
  switch (name) {
    case 'Condition': {
      const declared = objOf(place.template.Conditions)[String(argument as string)];
      return declared === undefined ? undefined : truth(declared, place);
    }
    case 'Fn::Equals': {
      const [one, other] = parts.map((part) => JSON.stringify(resolve(part, place)));
      return one === other ? true : /[<{]/.test(`${one}${other}`) ? undefined : false;
    }
    case 'Fn::Not': {
      const inner = truth(parts[0] ?? null, place);
      return inner === undefined ? undefined : !inner;
    }
    case 'Fn::And': case 'Fn::Or': {
      const all = parts.map((part) => truth(part, place));
      const decisive = name === 'Fn::Or';
      return all.includes(decisive) ? decisive : all.includes(undefined) ? undefined : !decisive;
    }
    default: return undefined;
  }
}

/** Every name that a value refers to, and every export that it asks for. */
export function asked(value: Json | undefined, found = { names: new Set<string>(), exports: [] as Json[], conditions: new Set<string>() }) {
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) asked(item, found);
  } else if (isObj(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const [first] = listOf(inner);
      if (key === 'Ref' && typeof inner === 'string') found.names.add(inner);
      else if (key === 'Fn::GetAtt') found.names.add(String((typeof inner === 'string' ? inner.split('.')[0] : first) as string));
      else if (key === 'Fn::Sub') substituted(inner, found.names);
      else if (key === 'Fn::ImportValue') found.exports.push(inner);
      else if (key === 'Fn::If' && typeof first === 'string') found.conditions.add(first);
      asked(inner, found);
    }
  }
  return found;
}

function substituted(argument: Json, names: Set<string>): void {
  const [text, own] = Array.isArray(argument) ? argument as readonly Json[] : [argument];
  for (const [, name = ''] of String(text as string).matchAll(/\$\{([^!}][^}]*)\}/g)) if (objOf(own)[name] === undefined) names.add(name.split('.')[0] ?? '');
}

/** The same text for the same value, whatever the order of keys, and whether a scalar is written as a number or a text. */
export function stable(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(stable).join()}]`;
  if (isObj(value)) return `{${Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1).map(([key, inner]) => `${key}:${stable(inner)}`).join()}}`;
  return String(value);
}
