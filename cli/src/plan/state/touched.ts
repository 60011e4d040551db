import type { ResourceView, StackView } from './view';
import { renameSymbols, type Json } from '../../template';
import type { HandlerRow } from '../rules/custom-resources';

/** The resource that the handler of a custom resource acts on, among those of a stage. */
export function touchedIn({ touches }: HandlerRow, own: StackView, custom: ResourceView, stage: readonly StackView[]): ResourceView | undefined {
  const value = touches && custom.properties[touches.by];
  if (!touches || value === undefined) return undefined;
  const text = JSON.stringify(global(value, own));
  for (const view of stage) {
    const found = [...view.resources.values()].find((resource) => resource.type === touches.type && namesOf(resource, view)
      .some((name) => touches.by === 'Update' ? text.includes(name) : text === JSON.stringify(name)));
    if (found) return found;
  }
  return undefined;
}

/** By what others name a resource: its `Ref`, its physical name, and the name of a pool, which identifies none but is what Serverless asks for. */
function namesOf({ logicalId, name, properties }: ResourceView, view: StackView): readonly string[] {
  const ref = view.resolver.value({ Ref: logicalId });
  return [global(ref, view), name, properties.UserPoolName].filter((one): one is string => typeof one === 'string');
}

/** A symbol under a name that means the same in every stack. */
function global(value: Json, { state: { name: stack } }: StackView): Json {
  return typeof value === 'string' ? renameSymbols(value, (name) => name.includes('/') ? name : `${stack}/${name}`) : value;
}
