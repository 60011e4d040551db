import type { PlanContext } from './plan-context';
import { canonical, isList, isObject, listOf, objectOf, omit, same, type Json, type JsonObject, type Resource } from '../../template';
import { compareProperties } from '../compare';
import type { StackState, StageState } from '../state/stage-state';
import type { ResourceView, StackView } from '../state/view';

/** Definitions for the time in which old and new have to work side by side. */
export interface Widened {
  readonly between: readonly (readonly [id: string, resource: Resource])[];
  /** Resources without such a definition, which stay unchanged. */
  readonly held: readonly string[];
}

const PERMISSION = 'AWS::Lambda::Permission';
/** IAM's maximum sizes in characters without white space. Other documents can be longer. */
const MAX_DOCUMENT: Readonly<Record<string, number>> = { 'AWS::IAM::ManagedPolicy': 6144, 'AWS::IAM::Policy': 10_240, 'AWS::IAM::Role': 10_240 };
/** Lists that grant, item by item. */
const GRANTS = ['ManagedPolicyArns', 'Policies'];

/**
 * Policies that allow what they allowed and what they will allow, and permissions beside those that take their place:
 * what still waits works by the old ones, what is new already by the new ones.
 */
export function widened(before: StackState, target: StackState, held: ReadonlySet<string>, { goal, views }: PlanContext, start: StageState): Widened {
  const [old, next] = [views.of(before, start), views.of(target, goal)];
  const between: (readonly [string, Resource])[] = [];
  const waiting: string[] = [];
  for (const resource of next.resources.values()) {
    const { logicalId: id, type } = resource;
    const was = old.resources.get(id);
    if (was?.type !== type || held.has(id) || same(was.properties, resource.properties)) continue;
    if (type === PERMISSION) {
      between.push([`ListBackupPlan${id}`, resource.raw]);
      waiting.push(id);
      continue;
    }
    const merged = mergedWith(was, resource, old, next);
    if (!merged) continue;
    const isTooLong = canonical(next.resolver.value(merged.Properties ?? null)).length > (MAX_DOCUMENT[type] ?? Infinity);
    if (isTooLong) waiting.push(id);
    else between.push([id, merged]);
  }
  return { between, held: waiting };
}

/** The new definition with what only the old one grants; `undefined` where the new one grants it all. */
function mergedWith(was: ResourceView, resource: ResourceView, old: StackView, next: StackView): Resource | undefined {
  const [before, after] = [objectOf(was.raw.Properties), objectOf(resource.raw.Properties)];
  const properties = grants(before, after, (value) => old.resolver.value(value), (value) => next.resolver.value(value));
  return same(properties, after) || compareProperties(resource.type, resource.properties, objectOf(next.resolver.value(properties))).length === 0
    ? undefined
    : { ...resource.raw, Properties: properties };
}

type Resolve = (value: Json) => Json;

function grants(before: JsonObject, after: JsonObject, old: Resolve, next: Resolve): JsonObject {
  const names = [...Object.keys(after), ...GRANTS.filter((name) => isList(before[name]) && after[name] === undefined)];
  return Object.fromEntries(names.map((name): [string, Json] => {
    const [was, is] = [before[name], after[name]];
    if (was === undefined) return [name, is ?? null];
    if (GRANTS.includes(name) && isList(was)) return [name, items(was, listOf(is), old, next)];
    if (!isObject(was) || !isObject(is)) return [name, is ?? null];
    return [name, isList(was.Statement) && isList(is.Statement) ? document(was, is, old, next) : grants(was, is, old, next)];
  }));
}

/** Managed policies by what they are, inline policies by their name. */
function items(was: readonly Json[], is: readonly Json[], old: Resolve, next: Resolve): Json {
  const nameOf = (item: Json, resolve: Resolve): string => canonical(resolve(isObject(item) ? item.PolicyName ?? item : item));
  const there = new Map(was.map((item) => [nameOf(item, old), item]));
  const merged = is.map((item) => {
    const other = there.get(nameOf(item, next));
    return isObject(item) && isObject(other) && item.PolicyDocument !== undefined ? grants(other, item, old, next) : item;
  });
  const names = new Set(is.map((item) => nameOf(item, next)));
  return [...merged, ...was.filter((item) => !names.has(nameOf(item, old)))];
}

/** Every permission of both documents, and the denials that both have. */
function document(was: JsonObject, is: JsonObject, old: Resolve, next: Resolve): JsonObject {
  const texts = (statements: readonly Json[], resolve: Resolve): ReadonlySet<string> => new Set(statements.map((one) => canonical(resolve(one))));
  const [before, after] = [listOf(was.Statement), listOf(is.Statement)];
  const [known, wanted] = [texts(before, old), texts(after, next)];
  const isDenial = (statement: Json): boolean => objectOf(statement).Effect === 'Deny';
  const own = after.filter((statement) => !isDenial(statement) || known.has(canonical(next(statement))));
  const ids = new Set(own.map((statement) => objectOf(statement).Sid));
  const added = before.filter((statement) => !isDenial(statement) && !wanted.has(canonical(old(statement))))
    .map((statement) => ids.has(objectOf(statement).Sid) ? omit(objectOf(statement), ['Sid']) : statement);
  return { ...is, Statement: [...own, ...added] };
}
