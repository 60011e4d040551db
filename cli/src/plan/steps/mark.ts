import { samePolicies } from './guard';
import { omit, type Resource, type Template } from '../../template';

/**
 * CloudFormation records a policy only with a change of a resource. A wait condition's handle is a resource that does nothing:
 * that one comes or goes is such a change. Metadata would do too, but the CDK's diff fails where a resource loses all of it.
 */
const TYPE = 'AWS::CloudFormation::WaitConditionHandle';
/** Two of them, so that one can come where the other one is already. */
const FIRST = 'ListBackupPlanMark1';
const MARKS = [FIRST, 'ListBackupPlanMark2'];

type Resources = Template['Resources'];

/** The deployed resources, protected, with a mark where policies change or have still to change. */
export function markedFirst(next: Resources, now: Resources, target: Resources): Resources {
  const isNeeded = present(now) !== undefined || policiesDiffer(next, now) || policiesDiffer(next, target);
  return isNeeded ? withMark(unmarked(next), now) : next;
}

/** The resources on the way, with a mark where policies have still to change. */
export function markedOnTheWay(next: Resources, now: Resources, target: Resources): Resources {
  return policiesDiffer(next, target) ? withMark(unmarked(next), now) : unmarked(next);
}

/** Where policies change, another mark than before: that one comes and one goes is the change that records them. */
function withMark(next: Resources, now: Resources): Resources {
  const mark = policiesDiffer(next, now) ? MARKS.find((one) => !now[one]) : present(now);
  return { ...next, [mark ?? FIRST]: { Type: TYPE } };
}

function present(resources: Resources): string | undefined {
  return MARKS.find((mark) => resources[mark]);
}

/** The resources without marks. */
export function unmarked(resources: Resources): Resources {
  return omit(resources, MARKS) as Resources;
}

function policiesDiffer(one: Resources, other: Resources): boolean {
  return Object.entries(one).some(([id, resource]: [string, Resource]) => other[id] !== undefined && !samePolicies(resource, other[id]));
}
