import { wordsOf } from './kinds';
import { tellingName, type ResolvedStack } from './resolved-stack';
import type { ResourceView } from '../../plan/state/view';
import { isList, isObject, type Json } from '../../template';

/** A resource, and the stack in which it stands. */
export interface Place {
  readonly resolved: ResolvedStack;
  readonly resource: ResourceView;
}

/** Texts about a resource, which name others without reading them. */
const PROSE = /(^Tags|Tags|Description)$/;

/** Finds resources by their physical names in the texts of others. */
export class Names {
  private readonly places = new Map<string, Place[]>();
  private readonly pattern?: RegExp;

  public constructor(all: readonly ResolvedStack[]) {
    for (const resolved of all) {
      for (const resource of resolved.view.resources.values()) {
        const name = tellingName(resource);
        if (name !== undefined) this.places.set(name, [...this.places.get(name) ?? [], { resolved, resource }]);
      }
    }
    // The longest first: `x.fifo` is not `x`.
    const names = [...this.places.keys()].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
    if (names.length > 0) this.pattern = new RegExp(names.map(alone).join('|'), 'g');
  }

  /** Returns the resources in other stacks that a resource refers to by name. */
  public namedBy(reader: ResolvedStack, resource: ResourceView): Place[] {
    const found = new Set<Place>();
    for (const [key, value] of Object.entries(resource.properties)) {
      // Its own name may hold another's: a log group is called after what it is the log of.
      if (key === resource.facts.name || PROSE.test(key)) continue;
      this.visit(value, key, (text, hint) => this.search(text, hint, reader, found));
    }
    return [...found];
  }

  private visit(value: Json, key: string, see: (text: string, hint: string) => void): void {
    if (typeof value === 'string') {see(value, key);} else if (isList(value)) {value.forEach((item) => this.visit(item, key, see));} else if (isObject(value)) {
      for (const [inner, item] of Object.entries(value)) {
        if (!PROSE.test(inner)) this.visit(item, inner, see);
      }
    }
  }

  private search(text: string, key: string, reader: ResolvedStack, found: Set<Place>): void {
    if (!this.pattern) return;
    for (const { 0: name, index } of text.matchAll(this.pattern)) {
      // The host of a web address is no resource, even where a domain's identity is named alike.
      if (text.slice(0, index).endsWith('://')) continue;
      const places = (this.places.get(name) ?? []).filter(({ resource }) => text !== name || mayName(key, resource));
      if (places.some(({ resolved }) => resolved === reader)) continue;
      const place = best(places, reader, squeezed(key + text));
      if (place) found.add(place);
    }
  }
}

/** Of those who share a name: one of the reader's Region, of the kind that the text or its key says. */
function best(places: readonly Place[], reader: ResolvedStack, hint: string): Place | undefined {
  const region = reader.stack.state.region;
  const near = places.filter(({ resolved }) => resolved.stack.state.region === region);
  const candidates = near.length > 0 ? near : places;
  return candidates.find(({ resource }) => hint.includes(squeezed(resource.type.split('::').at(-1) ?? ''))) ?? candidates[0];
}

/** Returns true if a property can hold the name of such a resource: `TableName` is a table's name, `MetricName` isn't. */
function mayName(key: string, { type }: ResourceView): boolean {
  const [, what = ''] = /^(.*)name$/.exec(squeezed(key)) ?? [];
  return what === '' || wordsOf(type.split('::').at(-1) ?? '').some((word) => what.includes(squeezed(word)));
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The name where it is no part of a longer one. A secret's ARN ends in six characters that AWS adds. */
function alone(name: string): string {
  const literal = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return `${/^\w/.test(name) ? '(?<![\\w.-])' : ''}${literal}(?=-\\?{6}|[^\\w-]|$)`;
}
