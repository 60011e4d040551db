import { objectOf, same, type Json } from '../../template';
import { normalize, viewsIn } from '../compare';
import { EMPTYING_HANDLERS, EMPTYING_TAGS, handlerOf, hasTag } from '../rules/custom-resources';
import { isCustom } from '../rules/facts';
import { handedOver } from '../state/list-settings';
import type { StageState } from '../state/stage-state';
import { touchedIn } from '../state/touched';
import type { ResourceView, StackView, Views } from '../state/view';

/** Resources that must not do what they would do to others when they leave or change, as `stack.logicalId`. */
export interface Detours {
  /** Retained before they leave, so that their handler is not called. */
  readonly retained: ReadonlySet<string>;
  /** Retained, released and made again: they would take from others what a new resource has set on them. */
  readonly remade: ReadonlySet<string>;
  /** Buckets and repositories that lose the tag by which a handler empties them. */
  readonly untagged: ReadonlySet<string>;
}

/** Returns the detours that keep handlers from acting on resources that stay. `own` contains the names of the target's stacks. */
export function detoursOf(deployed: StageState, goal: StageState, own: ReadonlySet<string>, views: Views): Detours {
  const [before, after] = [viewsIn(deployed, views), viewsIn(goal, views)];
  const goalOf = new Map(after.map((view) => [view.state.name, view]));
  const passed = handedOver(before, after);
  const leaving = before.filter(({ state }) => own.has(state.name)).flatMap((view) => [...view.resources.values()]
    .filter(({ type, logicalId }) => isCustom(type) && !goalOf.get(view.state.name)?.resources.has(logicalId))
    .map((custom) => ({ view, custom, touched: touchedWith(view, custom, before) })));
  const emptied = new Set(leaving.filter(({ custom }) => EMPTYING_HANDLERS.includes(custom.type)).map(({ touched }) => touched));
  return {
    retained: new Set([
      ...passed.filter(({ leaves }) => leaves).map(({ stack, logicalId }) => `${stack}.${logicalId}`),
      ...leaving.filter(({ custom, touched }) => touched && (EMPTYING_HANDLERS.includes(custom.type) || setsAgain(custom, touched, after)))
        .map(({ view, custom }) => `${view.state.name}.${custom.logicalId}`),
    ]),
    remade: new Set(passed.filter(({ leaves }) => !leaves).map(({ stack, logicalId }) => `${stack}.${logicalId}`)),
    untagged: new Set(before.filter(({ state }) => own.has(state.name)).flatMap((view) => [...view.resources.values()].filter((resource) => {
      const tag = EMPTYING_TAGS[resource.type];
      const next = goalOf.get(view.state.name)?.resources.get(resource.logicalId);
      return tag !== undefined && hasTag(resource.properties, tag) && (emptied.has(resource) || !next || !hasTag(next.properties, tag));
    }).map(({ logicalId }) => `${view.state.name}.${logicalId}`))),
  };
}

function touchedWith(view: StackView, custom: ResourceView, stage: readonly StackView[]): ResourceView | undefined {
  const handler = handlerOf(custom.type, normalize(custom.type, custom.properties));
  return handler && !handler.copies ? touchedIn(handler, view, custom, stage) : undefined;
}

/** Returns true if the target itself sets the value that the handler set: deleting the handler would remove it. */
function setsAgain(custom: ResourceView, touched: ResourceView, goal: readonly StackView[]): boolean {
  const properties = normalize(custom.type, custom.properties);
  const settings = handlerOf(custom.type, properties)?.sets?.(properties) ?? [];
  const next = goal.flatMap(({ resources }) => [...resources.values()]).find(({ type, logicalId, name }) => (
    type === touched.type && (logicalId === touched.logicalId || name !== undefined && name === touched.name)));
  return next !== undefined && settings.some((path) => at(next.properties, path) !== undefined);
}

function at(value: Json, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, key) => objectOf(inner)[key], value);
}

/** The list of tags without the one by which a handler empties a resource. */
export function withoutEmptyingTag(type: string, tags: Json | undefined): Json | undefined {
  const tag = EMPTYING_TAGS[type] ?? '';
  return Array.isArray(tags) ? (tags as readonly Json[]).filter((one) => !same(objectOf(one).Key, tag)) : tags;
}
