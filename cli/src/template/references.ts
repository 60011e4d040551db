import { CliError } from '../errors';
import { isList, isObject, listOf, type Json } from './json';
import type { Template } from './template';

/** References from a part of a template to values that are defined elsewhere. */
export interface References {
  /** Logical IDs, parameters and pseudo parameters of the same template. */
  readonly names: ReadonlySet<string>;
  /** `LogicalId.Attribute` of the same template. */
  readonly attributes: ReadonlySet<string>;
  /** Arguments of `Fn::ImportValue`. */
  readonly imports: readonly Json[];
  /** Arguments of `Fn::GetStackOutput`. */
  readonly stackOutputs: readonly Json[];
}

/** `${Name}` and `${Name.Attribute}`; `${!Name}` is a literal. */
const SUBSTITUTION = /\$\{([^!}][^}]*)\}/g;

/** Calls back for every key of every object in a value, at any depth. */
function visit(value: unknown, see: (key: string, argument: Json) => void): void {
  if (isList(value)) {
    for (const item of value) visit(item, see);
  } else if (isObject(value)) {
    for (const [key, argument] of Object.entries(value)) {
      see(key, argument);
      visit(argument, see);
    }
  }
}

/** Collects every reference in a part of a template, at any depth. */
export function referencesIn(part: unknown): References {
  const found = { names: new Set<string>(), attributes: new Set<string>(), imports: [] as Json[], stackOutputs: [] as Json[] };
  const add = (target: string): void => {
    const [name] = target.split('.');
    if (name === undefined || name === '') return;
    found.names.add(name);
    if (name !== target) found.attributes.add(target);
  };
  visit(part, (key, argument) => {
    if (key === 'Ref' && typeof argument === 'string') found.names.add(argument);
    else if (key === 'Fn::GetAtt') attributeIn(argument).forEach(add);
    else if (key === 'Fn::Sub') substitutedIn(argument).forEach(add);
    else if (key === 'Fn::ImportValue') found.imports.push(argument);
    else if (key === 'Fn::GetStackOutput') found.stackOutputs.push(argument);
  });
  return found;
}

/** Returns the names of the resources, parameters and pseudo parameters that a value refers to. */
export function namesIn(value: Json | undefined): Set<string> {
  return new Set(referencesIn(value).names);
}

/** Returns the names of the conditions that a value uses, in `Fn::If` and in `Condition`. */
export function conditionsIn(value: Json | undefined): Set<string> {
  const found = new Set<string>();
  visit(value, (key, argument) => {
    const [first] = listOf(argument);
    if (key === 'Fn::If' && typeof first === 'string') found.add(first);
    if (key === 'Condition' && typeof argument === 'string') found.add(argument);
  });
  return found;
}

/** Returns the names of the mappings that a value looks up. */
export function mappingsIn(value: Json | undefined): Set<string> {
  const found = new Set<string>();
  visit(value, (key, argument) => {
    const [first] = listOf(argument);
    if (key === 'Fn::FindInMap' && typeof first === 'string') found.add(first);
  });
  return found;
}

/** Returns what must exist before a resource: the names that it refers to and those in its `DependsOn`. */
export function dependenciesOf(template: Template, logicalId: string): ReadonlySet<string> {
  const resource = template.Resources[logicalId];
  const found = namesIn(resource?.Properties);
  const on = resource?.DependsOn;
  for (const name of typeof on === 'string' ? [on] : listOf(on)) found.add(String(name));
  return found;
}

/** Returns a circle of dependencies between the resources of a template, or `undefined`. */
export function cycleIn(template: Template): readonly string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const follow = (logicalId: string): readonly string[] | undefined => {
    const at = path.indexOf(logicalId);
    if (at >= 0) return [...path.slice(at), logicalId];
    if (done.has(logicalId)) return undefined;
    path.push(logicalId);
    for (const next of dependenciesOf(template, logicalId)) {
      const cycle = template.Resources[next] ? follow(next) : undefined;
      if (cycle) return cycle;
    }
    path.pop();
    done.add(logicalId);
    return undefined;
  };
  for (const logicalId of Object.keys(template.Resources)) {
    const cycle = follow(logicalId);
    if (cycle) return cycle;
  }
  return undefined;
}

/** `LogicalId.Attribute`; the logical ID alone where the attribute is computed. */
function attributeIn(argument: Json): string[] {
  if (typeof argument === 'string') return [argument];
  const [name, ...attribute] = listOf(argument);
  if (typeof name !== 'string') return [];
  return attribute.every((part) => typeof part === 'string') ? [[name, ...attribute].join('.')] : [name];
}

/** The names in the text of an `Fn::Sub` that aren't its own variables. */
function substitutedIn(argument: Json): string[] {
  const [text, variables] = isList(argument) ? argument : [argument];
  if (typeof text !== 'string') return [];
  const own = isObject(variables) ? Object.keys(variables) : [];
  return [...text.matchAll(SUBSTITUTION)].map(([, name = '']) => name.trim()).filter((name) => !own.includes(name));
}

/** Refuses a template in which resources need each other in a circle. */
export function withoutCycle(template: Template, file: string): Template {
  const cycle = cycleIn(template);
  if (cycle) throw CliError.usage(`${file}: circular reference ${cycle.join(' -> ')}; take one of them out`);
  return template;
}
