import type { ResourceView, StackView } from './view';
import { canonical, listOf, renameSymbols, type Json } from '../../template';
import { LIST_SETTINGS } from '../rules/list-settings';

/** A setting that would be taken away from what another resource sets it on. */
export interface HandedOver {
  readonly stack: string;
  readonly logicalId: string;
  /** Target of the setting, as reports name it. */
  readonly target: Json;
  /** Resource that sets it afterwards, as `stack.logicalId`. */
  readonly by: string;
  /** True if the resource leaves the stack, false if it only names fewer targets. */
  readonly leaves: boolean;
}

/** Settings that pass from one resource to another: CloudFormation makes the new one first, and then the old one takes it away. */
export function handedOver(before: readonly StackView[], after: readonly StackView[]): readonly HandedOver[] {
  const next = settingsOf(after);
  const there = new Set(after.flatMap(({ state, resources }) => [...resources.keys()].map((id) => `${state.name}.${id}`)));
  return [...settingsOf(before)].flatMap(([key, old]) => old.flatMap(({ stack, logicalId, target }): readonly HandedOver[] => {
    const own = `${stack}.${logicalId}`;
    const claims = (next.get(key) ?? []).map((claim) => `${claim.stack}.${claim.logicalId}`);
    const by = claims.find((claim) => claim !== own);
    return claims.includes(own) || by === undefined ? [] : [{ stack, logicalId, target, by, leaves: !there.has(own) }];
  }));
}

interface Setting {
  readonly stack: string;
  readonly logicalId: string;
  readonly target: Json;
}

function settingsOf(stage: readonly StackView[]): ReadonlyMap<string, readonly Setting[]> {
  const found = new Map<string, Setting[]>();
  for (const view of stage) {
    for (const resource of view.resources.values()) {
      for (const [key, target] of targetsOf(resource, view)) {
        found.set(key, [...found.get(key) ?? [], { stack: view.state.name, logicalId: resource.logicalId, target }]);
      }
    }
  }
  return found;
}

function targetsOf({ type, properties }: ResourceView, { state: { name: stack } }: StackView): readonly (readonly [key: string, target: Json])[] {
  const row = LIST_SETTINGS.find((one) => one.type === type);
  if (!row) return [];
  const global = (value: Json | undefined): string => renameSymbols(canonical(value), (name) => name.includes('/') ? name : `${stack}/${name}`);
  const name = row.name === undefined ? '' : global(properties[row.name]);
  return row.lists.flatMap((list) => listOf(properties[list]).map((target) => [`${type} ${name} ${list} ${global(target)}`, target] as const));
}
