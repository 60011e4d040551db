import { canonical, isList, isObject, objectOf, type Json, type JsonObject } from '../../template';
import { factsOf } from '../rules/facts';
import { SHAPES } from '../rules/shapes';

/** The properties in the one form that AWS would make of them, so that only what differs to AWS differs. */
export function normalize(type: string, properties: JsonObject): JsonObject {
  const { defaults = {}, sets = [], itemDefaults = {} } = SHAPES[type] ?? {};
  let result: JsonObject = { ...defaults, ...withTags(properties, factsOf(type).tags) };
  for (const [list, standard] of Object.entries(itemDefaults)) {
    const items = result[list];
    if (isList(items)) result = { ...result, [list]: items.map((item) => isObject(item) ? { ...standard, ...item } : item) };
  }
  for (const path of sets) result = sorted(result, path.split('.'));
  return objectOf(texts(result));
}

/** Tags as an object, whatever the order of the list; no tags and an empty list are the same. */
function withTags(properties: JsonObject, property: string | undefined): JsonObject {
  const tags = property === undefined ? undefined : properties[property];
  if (property === undefined || tags === undefined) return properties;
  const named = isList(tags) ? Object.fromEntries(tags.map((tag) => [String(objectOf(tag).Key as string), objectOf(tag).Value ?? ''])) : tags;
  const { [property]: _, ...rest } = properties;
  return isObject(named) && Object.keys(named).length === 0 ? rest : { ...rest, [property]: named };
}

function sorted(value: JsonObject, [first = '', ...rest]: readonly string[]): JsonObject {
  const inner = value[first];
  if (rest.length > 0) return isObject(inner) ? { ...value, [first]: sorted(inner, rest) } : value;
  if (!isList(inner)) return value;
  return { ...value, [first]: [...inner].sort((one, other) => canonical(one) < canonical(other) ? -1 : 1) };
}

/** CloudFormation takes the number 300 and the text "300" for the same. */
function texts(value: Json): Json {
  if (isList(value)) return value.map(texts);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, texts(inner)]));
  return value === null ? null : String(value);
}
