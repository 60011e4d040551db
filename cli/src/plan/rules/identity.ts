import { factsOf } from './facts';
import { IDENTITIES } from './identities';
import { SHAPES } from './shapes';
import type { Identities, JsonObject, Scope } from '../../template';

/** Values of `Ref` and `Fn::GetAtt`, as far as they follow from names. */
export const IDENTITY: Identities = {
  ref: (type, properties, scope) => {
    const pattern = IDENTITIES[type]?.ref;
    if (pattern !== undefined) return fill(pattern, type, properties, scope);
    const { name, identifiers } = factsOf(type);
    return IDENTITIES[type] === undefined && name !== undefined && identifiers.includes(name) ? text(properties[name]) : undefined;
  },
  attribute: (type, name, properties, scope, ref) => {
    const pattern = IDENTITIES[type]?.attributes?.[name];
    return pattern === undefined ? undefined : fill(pattern, type, properties, scope, ref);
  },
};

/** The pattern with its names filled in; `undefined` where one of them is not known. */
function fill(pattern: string, type: string, properties: JsonObject, scope: Scope, self?: string): string | undefined {
  let complete = true;
  // A rule on the default bus is known by its name alone.
  const shown = type === 'AWS::Events::Rule' && (properties.EventBusName ?? 'default') === 'default' ? pattern.replace(/\{EventBusName\}[|/]/, '') : pattern;
  const filled = shown.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = environment(name, scope, self) ?? text(properties[name]) ?? text(SHAPES[type]?.defaults?.[name]);
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? filled : undefined;
}

function environment(name: string, scope: Scope, self?: string): string | undefined {
  switch (name) {
    case 'Account': return scope.account;
    case 'Region': return scope.region;
    case 'Partition': return scope.partition;
    case 'Suffix': return scope.suffix;
    case 'Ref': return self;
    default: return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
