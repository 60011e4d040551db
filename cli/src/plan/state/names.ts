import type { StackState, StageState } from './stage-state';
import type { ResourceView, Views } from './view';
import { hasSymbol, isObject, type Json, type JsonObject } from '../../template';
import { SHAPES } from '../rules/shapes';

/** Types whose names are unique beyond one Region. */
const GLOBAL = /^AWS::(IAM|S3|CloudFront|Route53)::/;
/** Types that share their names. */
const FAMILIES: Readonly<Record<string, string>> = { 'AWS::DynamoDB::GlobalTable': 'AWS::DynamoDB::Table' };
/** Types whose names do not depend on case or a dot at the end. */
const DNS = /^AWS::(Route53|ApiGateway|ApiGatewayV2|Cognito::UserPoolDomain)/;

/** Owner of a physical name. */
export interface Owner {
  readonly stack: string;
  readonly resource: ResourceView;
}

/** Returns the key that must be unique among resources; `undefined` if AWS generates the name or only deployment knows it. */
export function nameKeyOf(stack: StackState, { type, name, facts, properties }: ResourceView): string | undefined {
  if (name === undefined || hasSymbol(name) || !facts.known) return undefined;
  // A rule's name is unique on its bus.
  const within = type === 'AWS::Events::Rule' ? `${JSON.stringify(properties.EventBusName ?? 'default')}/` : '';
  return nameKey(type, stack.region, within + name);
}

/** The key of a name that a list gives. */
export function nameKey(type: string, region: string | undefined, name: string): string {
  return `${FAMILIES[type] ?? type} ${GLOBAL.test(type) ? '' : region ?? ''} ${name}`;
}

/**
 * Returns the text that distinguishes this resource from others of its type; `undefined` if several can be equal. Values that only
 * deployment knows count as equal only within one stack.
 */
export function identityOf(stack: string, { type, facts: { key }, properties }: Pick<ResourceView, 'type' | 'facts' | 'properties'>, region = ''): string | undefined {
  if (key === undefined) return undefined;
  const parts = key.map((path) => partOf(type, properties, path));
  if (parts.includes(undefined) || (key.length > 0 && parts.every((part) => part === ''))) return undefined;
  const text = JSON.stringify(parts);
  const plain = DNS.test(type) ? text.toLowerCase().replaceAll('."', '"') : text;
  return `${FAMILIES[type] ?? type} ${GLOBAL.test(type) ? '' : region} ${hasSymbol(text) ? stack : ''} ${plain}`;
}

/** Returns the value at a path. A path that ends with `?` can be absent, and then has the value after `=`. */
function partOf(type: string, properties: JsonObject, path: string): Json | undefined {
  const [, names = path, mark, standard] = /^([^?=]+)(?:(\?)|=(.*))?$/.exec(path) ?? [];
  const value = names.split('.').reduce<Json | undefined>((found, name) => isObject(found) ? found[name] : undefined, properties);
  const assumed = SHAPES[type]?.defaults?.[names];
  const found = value ?? assumed ?? standard ?? (mark === '?' ? '' : undefined);
  return typeof found === 'object' || found === undefined ? found : String(found);
}

/** Every physical name that the templates of a stage give, with all who claim it. */
export function ownersIn(stage: StageState, views: Views): ReadonlyMap<string, readonly Owner[]> {
  const owners = new Map<string, Owner[]>();
  for (const stack of stage.values()) {
    for (const resource of views.of(stack, stage).resources.values()) {
      const key = nameKeyOf(stack, resource);
      if (key !== undefined) owners.set(key, [...owners.get(key) ?? [], { stack: stack.name, resource }]);
    }
  }
  return owners;
}
