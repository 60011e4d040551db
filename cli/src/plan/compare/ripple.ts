import type { NamedChange, PropertyChange, ResourceChange, ResourceKind, StackChange } from './changes';
import { namesIn, objectOf, symbol, type Json } from '../../template';
import { hasSteadyValues } from '../rules/custom-resources';
import { effectOf, isCustom } from '../rules/facts';
import type { StackView } from '../state/view';

/** A reference in a text that CloudFormation looks up at every update, since it names no version. */
const LOOKED_UP = /\{\{resolve:(?:ssm|ssm-secure):[^:}]+\}\}/;

/**
 * The changes with those that follow from them: a value keeps its words while what it refers to gets another identity, or is looked up again.
 * Of what is looked up only what decides about a replacement is a change, as anything else takes the new value in place.
 */
export function withFollowers(stack: StackChange, before: StackView | undefined, after: StackView | undefined): StackChange {
  if (!before || !after || stack.kind !== 'changed') return stack;
  const stored = new Set(Object.entries(objectOf(after.state.template.Parameters))
    .filter(([, declared]) => String(objectOf(declared).Type as string).startsWith('AWS::SSM::Parameter::Value')).map(([name]) => name));
  const moving = new Set(stack.resources.filter(getsOtherValues).map(({ logicalId }) => logicalId));
  let { resources } = stack;
  for (let known = -1; known < moving.size;) {
    known = moving.size;
    resources = resources.map((resource) => follow(resource, after, moving, stored));
    for (const resource of resources) if (getsOtherValues(resource)) moving.add(resource.logicalId);
  }
  if (moving.size === 0) return { ...stack, resources };
  const follows = (name: string, value: Json | undefined): boolean => refersTo(value, after.outputs.get(name)?.value, after, moving);
  const exported = new Map([...after.outputs.values()].map(({ key, exportName }) => [exportName, key]));
  return {
    ...stack,
    resources,
    outputs: stack.outputs.map((change) => uncertain(change, follows(change.name, after.outputs.get(change.name)?.raw.Value))),
    exports: stack.exports.map((change) => {
      const key = exported.get(change.name) ?? '';
      return uncertain(change, follows(key, after.outputs.get(key)?.raw.Value));
    }),
  };
}

/** Returns true if a change gives its readers other values: another resource, another result of a handler, or other outputs of a nested stack. */
function getsOtherValues({ kind, type, properties }: ResourceChange): boolean {
  if (kind === 'replaced') return true;
  const answers = isCustom(type) ? !hasSteadyValues(type) : type === 'AWS::CloudFormation::Stack';
  return answers && kind === 'changed' && properties.some(({ path }) => path !== 'ServiceTimeout');
}

function follow(resource: ResourceChange, view: StackView, moving: ReadonlySet<string>, stored: ReadonlySet<string>): ResourceChange {
  const { after, before, type } = resource;
  if (!after || before?.type !== type) return resource;
  const known = new Set(resource.properties.map(({ path }) => path.split('.')[0]));
  const added = Object.entries(objectOf(after.raw.Properties)).flatMap(([name, raw]): readonly PropertyChange[] => {
    if (known.has(name)) return [];
    const value = after.properties[name];
    const { effect, because } = effectOf(type, [name]);
    const common = { path: name, ...value === undefined ? {} : { before: value, after: value }, effect, undecided: true };
    if (refersTo(raw, value, view, moving)) return [{ ...common, because: because || 'what it refers to changes itself' }];
    if (effect === 'update') return [];
    const looks = [...namesIn(raw)].some((one) => stored.has(one)) || LOOKED_UP.test(JSON.stringify(raw));
    return looks ? [{ ...common, because: `${because}, and its value is looked up again at every update` }] : [];
  });
  if (added.length === 0) return resource;
  const properties = [...resource.properties, ...added];
  const kind: ResourceKind = properties.some(({ effect }) => effect === 'replace') ? 'replaced' : 'changed';
  return { ...resource, properties, kind };
}

/** Returns true if a value refers to one of these resources by an attribute that only deployment knows. */
function refersTo(raw: Json | undefined, value: Json | undefined, { state }: StackView, moving: ReadonlySet<string>): boolean {
  const names = moving.size === 0 ? [] : [...namesIn(raw)].filter((name) => moving.has(name));
  if (names.length === 0) return false;
  const text = JSON.stringify(value ?? null);
  const observed = Object.keys(state.observedValues);
  return names.some((name) => text.includes(symbol(name)) || text.includes(symbol(`${name}.`).slice(0, -1)) || observed.some((one) => one === name || one.startsWith(`${name}.`)));
}

/** A value that was the same by its words alone. */
function uncertain(change: NamedChange, follows: boolean): NamedChange {
  return follows && change.kind === 'kept' ? { ...change, kind: 'changed', after: symbol('what comes of the change') } : change;
}
