import { resourcesOf, type Judge } from './context';
import type { Finding } from './finding';
import { nameKeyOf } from '../state/names';
import type { StackView } from '../state/view';

interface Claim {
  readonly stack: string;
  readonly logicalId: string;
}

/** A physical name that somebody has already when a resource is made. */
export const judgeNames: Judge = (change, context) => {
  const before = claims([...change.before.keys()].map(change.viewBefore));
  const after = claims([...change.after.keys()].map(change.viewAfter));
  return resourcesOf(change).flatMap((resource): readonly Finding[] => {
    const { stack, logicalId: subject, kind, type, after: view } = resource;
    const state = change.after.get(stack);
    const key = view && state && nameKeyOf(state, view);
    if (key === undefined || kind !== 'added' && kind !== 'replaced' && kind !== 'imported') return [];
    const common = { rule: 'name-taken', stack, subject, property: view?.facts.name ?? 'Name', after: view?.name ?? '' } as const;
    const owner = [...before.get(key) ?? [], ...after.get(key) ?? []].find((claim) => claim.stack !== stack || claim.logicalId !== subject);
    if (owner) return [{ ...common, what: `${type} ${view?.name ?? ''} belongs to ${owner.logicalId} of ${owner.stack}`, mend: mendFor(stack, owner) }];
    if (kind === 'imported' || !context.existing.has(key)) return [];
    return [{ ...common, what: `${type} ${view?.name ?? ''} exists outside every stack`, mend: 'import it' }];
  });
};

function mendFor(stack: string, owner: Claim): string {
  return owner.stack === stack
    ? `keep the logical ID ${owner.logicalId}: CloudFormation makes the new one before it deletes the old`
    : `release it from ${owner.stack} first, or leave it out`;
}

function claims(views: readonly (StackView | undefined)[]): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const view of views) {
    for (const resource of view?.resources.values() ?? []) {
      const key = view && nameKeyOf(view.state, resource);
      if (view && key !== undefined) found.set(key, [...found.get(key) ?? [], { stack: view.state.name, logicalId: resource.logicalId }]);
    }
  }
  return found;
}
