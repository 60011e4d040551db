import { isObject, listOf, objectOf, type Json, type JsonObject } from '../../template';
import { normalize, type ResourceChange } from '../compare';
import { resourcesOf, type Judge } from './context';
import { acceptable, type Finding } from './finding';
import { factsOf } from '../rules/facts';

const POOL = 'AWS::Cognito::UserPool';
const RESETTING = [POOL, 'AWS::Cognito::UserPoolClient'];

/** Judges changes that Cognito refuses in a pool, and settings that it resets. */
export const judgeCognito: Judge = (change) => resourcesOf(change)
  .filter(({ kind, type }) => kind === 'changed' && RESETTING.includes(type))
  .flatMap((resource) => [...resource.type === POOL ? judgeSchema(resource) : [], ...judgeReset(resource)]);

/** A pool's update fails or succeeds alone: nothing else of its stack rolls back with it. */
export const judgePoolUpdates: Judge = (change) => change.stacks.flatMap(({ stack, resources }) => {
  const pools = resources.filter(({ type, kind, properties }) => type === POOL && kind === 'changed' && properties.length > 0);
  const others = resources.filter((resource) => !pools.includes(resource) && resource.kind !== 'kept').map(({ logicalId }) => logicalId);
  const [pool] = pools;
  return pool === undefined || others.length === 0 ? [] : [{
    rule: 'pool-alone', stack, subject: pool.logicalId, what: `the user pool changes together with ${others.join(', ')}`, mend: 'change it in an update of its own',
  }];
});

function judgeSchema({ stack, logicalId: subject, before, after }: ResourceChange): readonly Finding[] {
  const [olds, news] = [schemaOf(before?.properties), schemaOf(after?.properties)];
  const changed = [...olds].filter(([name, attribute]) => JSON.stringify(news.get(name)) !== JSON.stringify(attribute));
  const added = [...news].filter(([name]) => !olds.has(name));
  return [
    ...changed.map(([name, attribute]) => ({
      rule: 'pool-schema',
      stack,
      subject,
      property: `Schema.${name}`,
      before: attribute,
      ...news.has(name) ? { after: news.get(name) ?? null } : {},
      what: news.has(name) ? `Cognito refuses a change of the attribute ${name}` : `Cognito never removes the attribute ${name}`,
      mend: `keep the attribute ${name} as it is deployed`,
    } as const)),
    ...added.filter(([, attribute]) => attribute.Required === 'true').map(([name]) => ({
      rule: 'pool-schema', stack, subject, property: `Schema.${name}`, what: `the attribute ${name} cannot be required in a pool that exists`, mend: `let ${name} be optional`,
    } as const)),
  ];
}

/** Attributes by name; whether a custom one is written with its prefix says nothing. */
function schemaOf(properties: JsonObject | undefined): ReadonlyMap<string, JsonObject> {
  const schema = listOf(normalize(POOL, properties ?? {}).Schema).map(objectOf);
  return new Map(schema.map((attribute) => {
    const constraints = Object.fromEntries(Object.entries(attribute).sort(([one], [other]) => one < other ? -1 : 1));
    return [String(attribute.Name as string).replace(/^custom:/, ''), { ...constraints, Name: String(attribute.Name as string).replace(/^custom:/, '') }];
  }));
}

function judgeReset({ stack, logicalId: subject, type, before, after }: ResourceChange): readonly Finding[] {
  const [old, next] = [normalize(type, before?.properties ?? {}), normalize(type, after?.properties ?? {})];
  const tags = factsOf(type).tags ?? '';
  return leftOut(old, next).filter(([path]) => path !== 'Schema' && path !== tags && !path.startsWith(`${tags}.`)).map(([path, value]) => acceptable({
    rule: 'pool-reset', stack, subject, property: path, before: value, what: `${path} is left out, and Cognito resets it`, mend: `write ${path} as it is deployed`,
  }));
}

/** Returns the values that are in the old object and missing in the new one. A list counts as one value. */
function leftOut(old: JsonObject, next: JsonObject, prefix = ''): readonly (readonly [string, Json])[] {
  return Object.entries(old).flatMap(([key, value]) => {
    const other = next[key];
    if (other === undefined) return [[prefix + key, value] as const];
    return isObject(value) && isObject(other) ? leftOut(value, other, `${prefix}${key}.`) : [];
  });
}
