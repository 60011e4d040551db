import { Call, definitionOf, JsiiType, membersOf } from './assembly';
import { Recipe } from './recipe';
import { keyFor, textFor } from './texts';
import { firstOf } from './valid';

/** A place in a call where a value can be passed. */
export interface Site {
  /** `ListBackupQueues.props.queueSettings.Sync.batchSize` */
  readonly path: string;
  /** What a message about the value has to name. */
  readonly name: string;
  readonly type: JsiiType;
  /** Whether one of them may be passed without a list. */
  readonly variadic?: boolean;
  /** The struct that it is a member of, where it is one. */
  readonly struct?: string;
  /** The arguments of the call with that value there, and what has to be said elsewhere. */
  readonly argumentsWith: (value: Recipe) => readonly Recipe[];
}

const DEEPEST = 5;

/** Arguments that the call takes: only what has to be said. */
export function baseOf(call: Call): readonly Recipe[] {
  return call.parameters.map(({ name, type, optional, variadic }) => {
    const text = textFor(call.name);
    if (text !== undefined && type.primitive === 'string') return Recipe.of(text);
    if (variadic) return Recipe.list([firstOf(type, name)]);
    return optional ? Recipe.of(undefined) : firstOf(type, name);
  });
}

/** Every place of a call, down to the members of structs in lists. */
export function sitesOf(call: Call): readonly Site[] {
  const base = baseOf(call);
  return call.parameters.flatMap(({ name, type, variadic }, index) => below({
    path: `${call.name}.${name}`,
    name,
    type: variadic ? { collection: { kind: 'array', elementtype: type } } : type,
    variadic,
    argumentsWith: (value) => base.map((recipe, at) => (at === index ? value : recipe)),
  }, 0));
}

function below(site: Site, depth: number): readonly Site[] {
  const { path, type, argumentsWith } = site;
  if (depth > DEEPEST) return [site];
  if (type.collection) {
    const isList = type.collection.kind === 'array';
    return [site, ...below({
      ...site,
      path: isList ? `${path}[0]` : `${path}.${keyFor(site.name)}`,
      type: type.collection.elementtype,
      argumentsWith: (value) => argumentsWith(isList ? Recipe.list([value]) : Recipe.record({ [keyFor(site.name)]: value })),
    }, depth + 1)];
  }
  if (!type.fqn || !definitionOf(type.fqn)?.datatype) return [site];
  const { fqn } = type;
  const sound = firstOf(type, site.name);
  return [site, ...membersOf(fqn).flatMap((member) => below({
    path: `${path}.${member.name}`,
    name: member.name,
    type: member.type,
    struct: fqn,
    argumentsWith: (value) => argumentsWith(sound.with(member.name, value)),
  }, depth + 1))];
}
