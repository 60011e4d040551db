import { PREFIX } from './record';
import { viewsIn } from '../../plan/compare';
import { candidatesIn, literalReaders, literalsOf } from '../../plan/state/literals';
import type { StageState } from '../../plan/state/stage-state';
import { Views } from '../../plan/state/view';
import { isList, isObject, type Json, type StackTemplate } from '../../template';

/** An ID that AWS made for a resource, and that templates of other stacks write instead of a reference. */
export interface Link {
  readonly value: string;
  /** The stack of the resource. */
  readonly stack: string;
  readonly logicalId: string;
  /** Gives the ID in its own stack. */
  readonly reference: Json;
  /** The stacks that write the ID. */
  readonly readers: ReadonlySet<string>;
}

/** Returns each ID that an output of a deployed stack shows and that another stack writes. */
export function linksOf(deployed: StageState): readonly Link[] {
  const views = viewsIn(deployed, new Views());
  const owned = views.flatMap((view) => [...view.resources.values()].flatMap((resource) => {
    const { logicalId } = resource;
    const known = literalsOf(resource, view);
    return Object.entries(view.state.observedValues)
      .filter(([name, value]) => name.split('.')[0] === logicalId && /^[\w-]+$/.test(value) && known.includes(value))
      .map(([name, value]) => ({ value, stack: view.state.name, logicalId, reference: referenceTo(name) }));
  }));
  const readers = literalReaders(views, new Set(owned.map(({ value }) => value)));
  return owned.map((link) => {
    const stacks = (readers.get(link.value) ?? []).map(({ stack }) => stack);
    return { ...link, readers: new Set(stacks.filter((stack) => stack !== link.stack)) };
  });
}

function referenceTo(name: string): Json {
  const [logicalId = '', ...attribute] = name.split('.');
  return attribute.length === 0 ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute.join('.')] };
}

/**
 * Writes references in place of the IDs: the emulator makes another ID in every run, so that a route of the written one would belong to no API.
 *
 * @param stacks edited in place; those of the same name are one stack at several points of time
 */
export function withReferences(stacks: readonly StackTemplate[], links: readonly Link[]): void {
  const byValue = new Map(links.map((link, index) => [link.value, { ...link, key: `${PREFIX}Id${index}` }]));
  const used = new Set<string>();
  for (const { stackName, template } of stacks) {
    const find: Find = (text) => {
      const found = candidatesIn(text).map((one) => byValue.get(one)).find((link) => link && link.stack !== stackName);
      if (found) used.add(found.value);
      return found;
    };
    for (const resource of Object.values(template.Resources ?? {})) {
      if (resource.Properties) resource.Properties = rewritten(resource.Properties as Json, find) as Record<string, unknown>;
    }
    for (const output of Object.values(template.Outputs ?? {})) output.Value = rewritten(output.Value as Json, find);
  }
  for (const { stackName, template } of stacks) {
    for (const { value, stack, logicalId, reference, key } of byValue.values()) {
      if (stack !== stackName || !used.has(value) || !template.Resources?.[logicalId]) continue;
      template.Outputs = { ...template.Outputs, [key]: { Value: reference, Export: { Name: key } } };
    }
  }
}

type Find = (text: string) => { readonly value: string; readonly key: string } | undefined;

/** Functions whose argument names something of the template. */
const NAMING = ['Ref', 'Fn::GetAtt', 'Fn::FindInMap', 'Fn::ImportValue', 'Fn::GetStackOutput'];

function rewritten(value: Json, find: Find): Json {
  if (typeof value === 'string') return joined(value, find);
  if (isList(value)) return value.map((item) => rewritten(item, find));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]): [string, Json] => (
    [key, NAMING.includes(key) ? inner : key === 'Fn::Sub' ? substituted(inner, find) : rewritten(inner, find)])));
}

function joined(text: string, find: Find): Json {
  const link = find(text);
  if (!link) return text;
  const imported = { 'Fn::ImportValue': link.key };
  const [before = '', ...after] = text.split(link.value);
  return text === link.value ? imported : { 'Fn::Join': ['', [before, imported, joined(after.join(link.value), find)]] };
}

function substituted(argument: Json, find: Find): Json {
  const [text, variables] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string') return rewritten(argument, find);
  const link = find(text);
  const own = isObject(variables) ? rewritten(variables, find) : undefined;
  if (!link) return own === undefined ? argument : [text, own];
  return substituted([text.replaceAll(link.value, `\${${link.key}}`), { ...isObject(own) ? own : {}, [link.key]: { 'Fn::ImportValue': link.key } }], find);
}
