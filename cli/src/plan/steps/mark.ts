import { samePolicies } from './guard';
import { objectOf, omit, type Json, type Resource, type Template } from '../../template';

/**
 * CloudFormation records a policy only with a change of a resource. A wait condition's handle is a resource that does nothing:
 * that one comes or goes is such a change. Metadata would do too, but the CDK's diff fails where a resource loses all of it.
 */
const TYPE = 'AWS::CloudFormation::WaitConditionHandle';
/** Two of them, so that one can come where the other one is already. */
const FIRST = 'ListBackupPlanMark1';
const MARKS = [FIRST, 'ListBackupPlanMark2'];
const MAX_RESOURCES = 500;

type Resources = Template['Resources'];

/** The deployed resources, protected, with a mark where policies change or have still to change. */
export function markedFirst(next: Resources, now: Resources, target: Resources): Resources {
  const isNeeded = present(now) !== undefined || isMarkedInside(now) || policiesDiffer(next, now) || policiesDiffer(next, target);
  return isNeeded ? withMark(unmarked(next), now, target) : next;
}

/** The resources on the way, with a mark where policies have still to change. */
export function markedOnTheWay(next: Resources, now: Resources, target: Resources): Resources {
  return policiesDiffer(next, target) ? withMark(unmarked(next), now, target) : unmarked(next);
}

/** Changes the mark if policies change: replacing one mark by another makes CloudFormation record the policies. */
function withMark(next: Resources, now: Resources, target: Resources): Resources {
  const changes = policiesDiffer(next, now);
  if (Object.keys(next).length >= MAX_RESOURCES) return markedInside(next, now, target, changes);
  const mark = changes ? MARKS.find((one) => !now[one]) : present(now);
  return { ...next, [mark ?? FIRST]: { Type: TYPE } };
}

/**
 * A template that is full takes no further resource, so that the metadata of one that it has carry the mark. The target has metadata of its own
 * there, or the CDK's diff would fail once the mark goes.
 */
function markedInside(next: Resources, now: Resources, target: Resources, changes: boolean): Resources {
  const isFull = (value: Json | undefined): boolean => Object.keys(objectOf(value)).length > 0;
  const [id] = Object.keys(next).filter((one) => now[one] && isFull(target[one]?.Metadata));
  const [resource, old] = id === undefined ? [] : [next[id], objectOf(now[id]?.Metadata)[FIRST]];
  if (id === undefined || !resource) return { ...next, [FIRST]: { Type: TYPE } };
  const mark = changes ? old === '1' ? '2' : '1' : old ?? '1';
  return { ...next, [id]: { ...resource, Metadata: { ...objectOf(resource.Metadata), [FIRST]: mark } } };
}

function present(resources: Resources): string | undefined {
  return MARKS.find((mark) => resources[mark]);
}

/** Returns true if a mark is in a resource's metadata, because the template has no room for another resource. */
function isMarkedInside(resources: Resources): boolean {
  return Object.values(resources).some(({ Metadata: metadata }) => objectOf(metadata)[FIRST] !== undefined);
}

/** The resources without marks. */
export function unmarked(resources: Resources): Resources {
  const own = omit(resources, MARKS) as Resources;
  if (!isMarkedInside(own)) return own;
  return Object.fromEntries(Object.entries(own).map(([id, resource]) => {
    if (objectOf(resource.Metadata)[FIRST] === undefined) return [id, resource];
    const { Metadata: metadata, ...rest } = resource;
    const left = omit(objectOf(metadata), [FIRST]);
    return [id, (Object.keys(left).length === 0 ? rest : { ...rest, Metadata: left }) as Resource];
  }));
}

function policiesDiffer(one: Resources, other: Resources): boolean {
  return Object.entries(one).some(([id, resource]: [string, Resource]) => other[id] !== undefined && !samePolicies(resource, other[id]));
}
