import { isList, isObject, listOf, type Json } from './json';
import type { Template } from './template';

/** Names of resources, parameters and pseudo parameters that a value refers to. */
export function namesIn(value: Json | undefined, found: Set<string> = new Set()): Set<string> {
  if (isList(value)) {
    for (const item of value) namesIn(item, found);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Ref' && typeof inner === 'string') found.add(inner);
      else if (key === 'Fn::GetAtt') addAttribute(inner, found);
      else if (key === 'Fn::Sub') addSubstituted(inner, found);
      else namesIn(inner, found);
    }
  }
  return found;
}

/** Names of conditions that a value asks for: `Fn::If` anywhere, `Condition` where an entry or a condition stands. */
export function conditionsIn(value: Json | undefined, found: Set<string> = new Set()): Set<string> {
  if (isList(value)) {
    for (const item of value) conditionsIn(item, found);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Fn::If' && typeof listOf(inner)[0] === 'string') found.add(String(listOf(inner)[0]));
      if (key === 'Condition' && typeof inner === 'string') found.add(inner);
      conditionsIn(inner, found);
    }
  }
  return found;
}

/** Names of mappings that a value looks into. */
export function mappingsIn(value: Json | undefined, found: Set<string> = new Set()): Set<string> {
  if (isList(value)) {
    for (const item of value) mappingsIn(item, found);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Fn::FindInMap' && typeof listOf(inner)[0] === 'string') found.add(String(listOf(inner)[0]));
      mappingsIn(inner, found);
    }
  }
  return found;
}

/** What each resource needs before it: what it refers to, and what it says it depends on. */
export function dependenciesOf(template: Template, logicalId: string): ReadonlySet<string> {
  const resource = template.Resources[logicalId];
  const found = namesIn(resource?.Properties);
  const on = resource?.DependsOn;
  for (const name of typeof on === 'string' ? [on] : listOf(on)) found.add(String(name));
  return found;
}

/** A way around in a circle through the resources of a template, or `undefined`. */
export function cycleIn(template: Template): readonly string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (logicalId: string): readonly string[] | undefined => {
    const at = path.indexOf(logicalId);
    if (at >= 0) return [...path.slice(at), logicalId];
    if (done.has(logicalId)) return undefined;
    path.push(logicalId);
    for (const next of dependenciesOf(template, logicalId)) {
      const cycle = template.Resources[next] ? visit(next) : undefined;
      if (cycle) return cycle;
    }
    path.pop();
    done.add(logicalId);
    return undefined;
  };
  for (const logicalId of Object.keys(template.Resources)) {
    const cycle = visit(logicalId);
    if (cycle) return cycle;
  }
  return undefined;
}

function addAttribute(value: Json, found: Set<string>): void {
  const [name] = typeof value === 'string' ? value.split('.') : listOf(value);
  if (typeof name === 'string') found.add(name);
  else namesIn(value, found);
}

function addSubstituted(value: Json, found: Set<string>): void {
  const [text, variables] = isList(value) ? value : [value];
  const own = isObject(variables) ? Object.keys(variables) : [];
  namesIn(variables, found);
  if (typeof text !== 'string') return;
  for (const [, name = ''] of text.matchAll(/\$\{([^!}][^}]*)\}/g)) {
    const trimmed = name.trim();
    if (!own.includes(trimmed)) found.add(trimmed.split('.')[0] ?? trimmed);
  }
}
