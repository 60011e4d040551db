import { withoutEmptyingTag, type Detours } from './detours';
import { guarded, isRetained, retained } from './guard';
import { markedFirst } from './mark';
import { hasSymbol, listOf, objectOf, type JsonObject, type Resource } from '../../template';
import { PROTECTIONS } from '../rules/protections';
import { withResources, type StackState } from '../state/stage-state';
import type { StackView } from '../state/view';

/**
 * The stack as it is deployed, with everything that is kept retained and protected as the target wants it.
 * Of a stack that is not in the target only what it releases is touched.
 */
export function protect(
  stack: StackState,
  view: StackView,
  target: StackView | undefined,
  guards: ReadonlySet<string>,
  released: ReadonlySet<string>,
  { retained: silenced, remade, untagged }: Detours,
): StackState {
  const resources = Object.entries(stack.template.Resources).map(([id, resource]): [string, Resource] => {
    const place = `${stack.name}.${id}`;
    const isReleased = [released, silenced, remade].some((set) => set.has(place));
    if (!target && !isReleased) return [id, resource];
    const next = target?.resources.get(id);
    const same = next?.type === resource.Type ? next.properties : {};
    const strengthened = strengthen(untagged.has(place) ? withoutTag(resource) : resource, view.resources.get(id)?.properties ?? {}, same);
    if (isReleased) return [id, isRetained(strengthened) ? strengthened : retained(strengthened)];
    return [id, guards.has(place) ? guarded(strengthened) : strengthened];
  });
  return withResources(stack, markedFirst(Object.fromEntries(resources), stack.template.Resources, target?.state.template.Resources ?? {}));
}

function withoutTag(resource: Resource): Resource {
  const { Tags: tags, ...properties } = objectOf(resource.Properties);
  const left = withoutEmptyingTag(resource.Type, tags);
  return { ...resource, Properties: { ...properties, ...left === undefined || listOf(left).length === 0 ? {} : { Tags: left } } };
}

/** The resource with the protections that the target switches on and the deployed one has off. */
function strengthen(resource: Resource, now: JsonObject, target: JsonObject): Resource {
  const on = PROTECTIONS.filter((row) => row.type === resource.Type && row.on(target) && !row.on(now) && !hasSymbol(target[row.property]));
  if (on.length === 0) return resource;
  return {
    ...resource,
    Properties: { ...(resource.Properties as JsonObject), ...Object.fromEntries(on.map(({ property }) => [property, target[property] ?? null])) },
  };
}
