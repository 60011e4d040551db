import type { PropertyChange, ResourceChange, ResourceKind } from './changes';
import { differences } from './differences';
import { unmangled } from './mangled';
import { normalize } from './normalize';
import { hasSymbol, objectOf, type JsonObject, type Resource } from '../../template';
import { UPDATE_POLICIES } from '../rules/effects';
import { effectOf, strictest, type Consequence } from '../rules/facts';
import type { ResourceView } from '../state/view';

/** Attributes that CloudFormation stores beside a resource's properties. */
const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'];

/** Returns the outcome for a resource under one logical ID, before and after. */
export function compareResource(
  stack: string,
  logicalId: string,
  before: ResourceView | undefined,
  after: ResourceView | undefined,
  imported: boolean,
): ResourceChange {
  const type = (after ?? before)?.type ?? '';
  const common = { stack, logicalId, type, ...(before ? { before } : {}), ...(after ? { after } : {}) };
  if (!before || !after) {
    const kind = before ? 'removed' : imported ? 'imported' : 'added';
    return { ...common, kind, properties: [], policies: [] };
  }
  if (before === after) return { ...common, kind: 'kept', properties: [], policies: [] };
  if (before.type !== after.type) {
    const change: PropertyChange = {
      path: 'Type',
      before: before.type,
      after: after.type,
      effect: 'replace',
      because: 'a resource keeps its type',
      undecided: false,
    };
    return { ...common, kind: 'replaced', properties: [change], policies: [] };
  }
  const properties = compareProperties(type, before.properties, after.properties, after.raw);
  const policies = POLICIES.filter((policy) => (before.raw[policy] ?? 'Delete') !== (after.raw[policy] ?? 'Delete'));
  return { ...common, kind: kindOf(properties, policies), properties, policies };
}

/** The properties that differ, each with what its change does. */
export function compareProperties(type: string, before: JsonObject, after: JsonObject, raw?: Resource): readonly PropertyChange[] {
  const next = normalize(type, after);
  const old = unmangled(normalize(type, before), next);
  const names = [...new Set([...Object.keys(old), ...Object.keys(next)])].sort();
  return names.flatMap((name) => {
    const places = differences(old[name], next[name], [name]);
    const [first, ...others] = places;
    if (!first) return [];
    const decisive = strictest([...places.map((place) => effectOf(type, place.path, place.before, place.after)), ...byUpdatePolicy(type, name, raw)]);
    const shown = others.length === 0 ? first : { path: [name], before: old[name], after: next[name] };
    return [
      {
        path: shown.path.join('.'),
        ...(shown.before === undefined ? {} : { before: shown.before }),
        ...(shown.after === undefined ? {} : { after: shown.after }),
        effect: decisive.effect,
        because: decisive.because,
        undecided: places.some((place) => hasSymbol(place.before) || hasSymbol(place.after)),
      },
    ];
  });
}

/** Returns the consequence of a change under the resource's own `UpdatePolicy`. */
function byUpdatePolicy(type: string, property: string, raw: Resource | undefined): readonly Consequence[] {
  return UPDATE_POLICIES.filter((row) => row.type === type && row.property === property).map(({ unless }): Consequence => {
    const allowed = String(objectOf(raw?.UpdatePolicy)[unless] as string) === 'true';
    return allowed ? { effect: 'update', because: '' } : { effect: 'replace', because: `${property} only changes in place with ${unless} in the UpdatePolicy` };
  });
}

function kindOf(properties: readonly PropertyChange[], policies: readonly string[]): ResourceKind {
  if (properties.some(({ effect }) => effect === 'replace')) return 'replaced';
  return properties.length > 0 || policies.length > 0 ? 'changed' : 'kept';
}
