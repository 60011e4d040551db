import { viewsAfter, type ResourceChange } from '../compare';
import { resourcesOf, type Judge } from './context';
import { acceptable, type Finding } from './finding';
import { literalReaders, literalsOf, type LiteralReader } from '../state/literals';

/**
 * Finds resources that are deleted or replaced while a template names them by ID or ARN instead of a reference: CloudFormation doesn't
 * see that the two belong together.
 */
export const judgeLiterals: Judge = (change, { released }) => {
  const going = resourcesOf(change).filter((resource) => isDeleted(resource) && !released.has(`${resource.stack}.${resource.logicalId}`));
  if (going.length === 0) return [];
  const staying = new Set(resourcesOf(change).flatMap((resource) => {
    const view = isDeleted(resource) ? undefined : change.viewAfter(resource.stack);
    return view && resource.after ? literalsOf(resource.after, view) : [];
  }));
  const owners = new Map<string, ResourceChange>(going.flatMap((resource) => {
    const view = change.viewBefore(resource.stack);
    const values = view && resource.before ? literalsOf(resource.before, view) : [];
    return values.filter((value) => !staying.has(value)).map((value) => [value, resource] as const);
  }));
  const readers = literalReaders(viewsAfter(change), new Set(owners.keys()));
  return [...owners].flatMap(([value, owner]) => (readers.get(value) ?? []).map((reader) => findingFor(value, owner, reader)));
};

function findingFor(value: string, gone: ResourceChange, { stack, logicalId: subject, property }: LiteralReader): Finding {
  const { type, kind, logicalId, stack: owner } = gone;
  return acceptable({
    rule: 'reference',
    stack,
    subject,
    property,
    after: value,
    what: `names ${value}, which is ${logicalId} of ${owner} (${type}) and would be ${kind === 'removed' ? 'deleted' : 'replaced'}`,
    mend: `keep ${logicalId}, or change ${subject} in a release before`,
  });
}

function isDeleted({ kind, before, properties }: ResourceChange): boolean {
  if (kind === 'removed') return !String(before?.raw.DeletionPolicy).startsWith('Retain');
  return kind === 'replaced' && !properties.every(({ undecided }) => undecided);
}
