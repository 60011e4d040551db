import { normalize, viewsAfter, viewsBefore, type PropertyChange, type ResourceChange, type StageChange } from '../compare';
import { resourcesOf, type Judge } from './context';
import { acceptable, type Finding } from './finding';
import { namesIn, objectOf, same, type Json } from '../../template';
import { handlerOf, type HandlerRow } from '../rules/custom-resources';
import { isCustom } from '../rules/facts';
import type { StageState } from '../state/stage-state';
import { touchedIn } from '../state/touched';
import type { ResourceView, StackView } from '../state/view';

/** Judges effects of custom resources' handlers on other resources, and updates that undo these effects. */
export const judgeCustomResources: Judge = (change, { deployed: start = change.before }) => {
  const resources = resourcesOf(change);
  const customs = resources.filter(({ type }) => isCustom(type));
  return [...customs.flatMap((resource) => judgeHandler(resource, change, start)), ...judgeTakenBack(resources, customs, change)];
};

function judgeHandler(resource: ResourceChange, change: StageChange, start: StageState): readonly Finding[] {
  const { stack, logicalId: subject, type, kind, before, after } = resource;
  if (!before) return kind === 'added' ? judgeNew(resource, change, start) : [];
  const [old, next] = [normalize(type, before.properties), normalize(type, after?.properties ?? {})];
  const handler = handlerOf(type, old);
  const common = { rule: 'custom-resource', stack, subject } as const;
  if (kind === 'removed') {
    // CloudFormation does not call the handler of what it retains.
    if (String(before.raw.DeletionPolicy).startsWith('Retain')) return [];
    const harm = handler ? handler.remove?.(old, touchedBy(handler, resource, change)?.properties) : 'its handler decides what it deletes';
    return harm === undefined ? [] : [acceptable({ ...common, what: `${type} leaves the stack, and ${harm}` })];
  }
  const [first] = resource.properties.filter(({ path, effect }) => effect === 'update' && path !== 'ServiceTimeout');
  if (!first) return [];
  if (!handler) {
    return [acceptable({ ...common, property: first.path, ...valuesOf(first), what: `its handler decides what the change of ${changed(resource.properties)} does; this is an assumption` })];
  }
  const harm = handler.update?.(old, next);
  return harm === undefined ? [] : [acceptable({ ...common, property: first.path, ...valuesOf(first), what: `${type} changes, and ${harm}` })];
}

/** A handler that comes may take away what was in the resource that it acts on; one that follows another of its kind finds what that one left. */
function judgeNew(custom: ResourceChange, change: StageChange, start: StageState): readonly Finding[] {
  const { stack, logicalId: subject, type, after } = custom;
  const own = change.viewAfter(stack);
  const handler = after && handlerOf(type, normalize(type, after.properties));
  if (!after || !own || !handler?.create || isNew(handler, own, after, change, start)) return [];
  const old = touchedIn(handler, own, after, viewsBefore(change));
  const others = resourcesOf(change).filter((other) => other.type === type && other.before);
  if (others.some((other) => isAlike(handler, after, other.before) || (old !== undefined && touchedBy(handler, other, change) === old))) return [];
  const harm = handler.create(normalize(type, after.properties), old?.properties);
  return harm === undefined ? [] : [acceptable({ rule: 'custom-resource', stack, subject, what: `${type} is new, and ${harm}` })];
}

/** True where a handler acts on something newer than what was deployed: the resource itself, or one that its name is made of. */
function isNew(handler: HandlerRow, own: StackView, custom: ResourceView, change: StageChange, start: StageState): boolean {
  const wasThere = ({ logicalId, type }: ResourceView): boolean =>
    [...start.values()].some(({ template }) => template.Resources[logicalId]?.Type === type);
  const touched = touchedIn(handler, own, custom, viewsAfter(change));
  if (touched) return !wasThere(touched);
  const { [handler.touches?.by ?? '']: named = null, Create: call = null } = objectOf(custom.raw.Properties);
  return [...namesIn([named, call])].some((name) => {
    const resource = own.resources.get(name);
    return resource !== undefined && !wasThere(resource);
  });
}

function isAlike({ touches }: HandlerRow, custom: ResourceView, other: ResourceView | undefined): boolean {
  return touches !== undefined && same(custom.properties[touches.by], other?.properties[touches.by]);
}

/** A setting that a handler made and no template shows is set back when the resource itself is updated. */
function judgeTakenBack(resources: readonly ResourceChange[], customs: readonly ResourceChange[], change: StageChange): readonly Finding[] {
  return customs.filter(({ after }) => after !== undefined).flatMap((custom): readonly Finding[] => {
    const handler = handlerOf(custom.type, custom.after?.properties ?? {});
    const settings = handler?.sets?.(normalize(custom.type, custom.after?.properties ?? {})) ?? [];
    const target = handler && touchedBy(handler, custom, change);
    const changedOne = resources.find(({ before, kind, properties }) => before !== undefined && before === target && kind === 'changed' && properties.length > 0);
    if (!changedOne) return [];
    return settings.filter((path) => isTakenBack(path, changedOne)).map((path) => acceptable({
      rule: 'pool-reset',
      stack: changedOne.stack,
      subject: changedOne.logicalId,
      property: path,
      what: `${custom.logicalId} of ${custom.stack} (${custom.type}) set ${path}, which no template of ${changedOne.logicalId} shows; its update takes that back`,
      mend: `write ${path} in the target, or let ${custom.logicalId} set it again afterwards`,
    }));
  });
}

/** A pool's update resets whatever it leaves out; a bucket's sets its notifications only if they change. */
function isTakenBack(path: string, { type, after, properties }: ResourceChange): boolean {
  const [name = ''] = path.split('.');
  return type === 'AWS::Cognito::UserPool' ? at(after?.properties, path) === undefined : properties.some((property) => property.path.split('.')[0] === name);
}

function at(value: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, key) => objectOf(inner)[key], value);
}

/** The resource that a handler acts on, as it is before the change. */
function touchedBy(handler: HandlerRow, custom: ResourceChange, change: StageChange): ResourceView | undefined {
  const view = change.viewBefore(custom.stack);
  return custom.before && view && touchedIn(handler, view, custom.before, viewsBefore(change));
}

function changed(properties: readonly PropertyChange[]): string {
  return properties.map(({ path }) => path).join(', ');
}

function valuesOf({ before, after }: PropertyChange): Pick<Finding, 'before' | 'after'> {
  return { ...before === undefined ? {} : { before }, ...after === undefined ? {} : { after } };
}
