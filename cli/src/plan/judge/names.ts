import type { ResourceChange, StageChange } from '../compare';
import { resourcesOf, type Judge, type JudgeContext } from './context';
import type { Finding } from './finding';
import { factsOf } from '../rules/facts';
import { SECOND_KEYS } from '../rules/natural-keys';
import { identityOf, nameKeyOf } from '../state/names';
import type { ResourceView, StackView } from '../state/view';

interface Claim {
  readonly stack: string;
  readonly logicalId: string;
}

/** Which of its keys a resource is compared by. */
type Keyed = (view: ResourceView) => ResourceView;

const byFirst: Keyed = (view) => view;
const bySecond: Keyed = (view) => {
  const { key: _, ...others } = view.facts;
  const second = SECOND_KEYS[view.type]?.key;
  return { ...view, facts: { ...others, ...second === undefined ? {} : { key: second } } };
};

/** A thing of AWS that somebody has already when a resource is created, or takes its place. */
export const judgeNames: Judge = (change, context) => [byFirst, bySecond].flatMap((keyed) => judgeKey(change, context, keyed));

function judgeKey(change: StageChange, context: JudgeContext, keyed: Keyed): readonly Finding[] {
  const before = claims([...change.before.keys()].map(change.viewBefore), keyed);
  const after = claims([...change.after.keys()].map(change.viewAfter), keyed);
  return resourcesOf(change).flatMap((found): readonly Finding[] => {
    const resource = { ...found, ...found.before && { before: keyed(found.before) }, ...found.after && { after: keyed(found.after) } };
    const { stack, logicalId: subject, kind, type, after: view } = resource;
    const key = identityIn(change, stack, view);
    if (view === undefined || key === undefined || !mayCollide(resource, change)) return [];
    const common = { rule: 'name-taken', stack, subject, property: propertyOf(view), after: view.name ?? '' } as const;
    const owner = [...before.get(key) ?? [], ...after.get(key) ?? []].find((claim) => claim.stack !== stack || claim.logicalId !== subject);
    if (owner) return [{ ...common, what: `${type}${named(view)} belongs to ${owner.logicalId} of ${owner.stack}`, mend: mendFor(stack, owner, type) }];
    if (kind === 'replaced') return replacesItself(resource, key, change) ? [{ ...common, what: `${type}${named(view)} would be replaced by one of the same ${keyed === byFirst ? 'name' : propertyOf(view)}, which CloudFormation creates first`, mend: `${keyed === byFirst ? 'give it another name in the same update, or ' : ''}keep what does not change in place` }] : [];
    const state = change.after.get(stack);
    const name = state && nameKeyOf(state, view);
    if (kind !== 'added' || name === undefined || !context.existing.has(name)) return [];
    return [{ ...common, what: `${type}${named(view)} exists outside every stack`, mend: 'import it' }];
  });
}

/** Returns true for a resource that is new, is replaced, or changes its name in place. */
function mayCollide({ stack, kind, before, after }: ResourceChange, change: StageChange): boolean {
  if (kind === 'added' || kind === 'replaced' || kind === 'imported') return true;
  return kind === 'changed' && identityIn(change, stack, before) !== identityIn(change, stack, after, change.after);
}

/** Returns true if the old resource still has the name when the new one is created. Replacing a resource with data is refused in any case. */
function replacesItself({ stack, type, before, properties }: ResourceChange, key: string, change: StageChange): boolean {
  const { holds, nothing, deletedFirst } = factsOf(type);
  const surely = properties.some(({ effect, undecided }) => effect === 'replace' && !undecided);
  return surely && before?.type === type && holds === undefined && !deletedFirst && !nothing?.madeAnew && identityIn(change, stack, before) === key;
}

function identityIn(change: StageChange, stack: string, view: ResourceView | undefined, stage = change.before): string | undefined {
  const state = stage.get(stack) ?? change.after.get(stack);
  return view && identityOf(stack, view, state?.region);
}

function propertyOf({ facts: { name, key = [] } }: ResourceView): string {
  return name ?? key.map((path) => path.replace(/[?=].*$/, '')).join(', ');
}

function named({ name }: ResourceView): string {
  return name === undefined ? '' : ` ${name}`;
}

function mendFor(stack: string, owner: Claim, type: string): string {
  return owner.stack === stack
    ? `keep the logical ID ${owner.logicalId}: CloudFormation creates the new ${type} before it deletes the old one`
    : `release it from ${owner.stack} first, or leave it out`;
}

function claims(views: readonly (StackView | undefined)[], keyed: Keyed): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const view of views) {
    for (const resource of view?.resources.values() ?? []) {
      const key = view && identityOf(view.state.name, keyed(resource), view.state.region);
      if (view && key !== undefined) found.set(key, [...found.get(key) ?? [], { stack: view.state.name, logicalId: resource.logicalId }]);
    }
  }
  return found;
}
