import { canonical, namesIn, objectOf, type Resource } from '../../template';
import { normalize, type ResourceChange, type StackChange } from '../compare';
import { resourcesOf, type Judge, type JudgeContext } from './context';
import { acceptable, type Finding } from './finding';
import { indexesOf } from './table';
import { CONNECTIONS, type ConnectionRow } from '../rules/connections';
import { factsOf } from '../rules/facts';

const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'] as const;

/** Logical IDs of the marks that a plan in progress leaves in a stack. Such a stack retains more than the one deployed before. */
const UNDER_WAY = /^ListBackupPlanMark\d$/;

/** Judges changes that weaken protection, connections or service without deleting a resource. */
export const judgeWeakening: Judge = (change, context) =>
  resourcesOf(change).flatMap((resource) => [...judgePolicies(resource, context), ...judgeIndexes(resource)]);

/** Judges only a whole change: on the way one permission leaves after another one has come. */
export const judgeConnections: Judge = (change, context) => change.stacks.flatMap((stack) => connectionsOf(stack, context));

/** Policies count from what is deployed: on the way a plan retains more than that. */
function judgePolicies({ stack, logicalId: subject, type, before, after }: ResourceChange, { deployed }: JudgeContext): readonly Finding[] {
  if (!before || !after || before.type !== type || !factsOf(type).stateful) return [];
  const resources = deployed?.get(stack)?.template.Resources;
  const old = deployed ? resources?.[subject] : before.raw;
  if (old === undefined) return [];
  const weaker = POLICIES.filter((policy) => strength(old, policy) > strength(after.raw, policy));
  if (weaker.length === 0 || Object.keys(resources ?? {}).some((id) => UNDER_WAY.test(id))) return [];
  return weaker.map((policy) => acceptable({
    rule: 'weakened',
    stack,
    subject,
    property: policy,
    before: old[policy] ?? 'Delete',
    after: after.raw[policy] ?? 'Delete',
    what: `${policy} of ${type} is weaker than what is deployed`,
    mend: `keep ${policy} as it is deployed`,
  }));
}

/** Databases are saved in a snapshot where nobody says otherwise. */
function strength(resource: Resource, policy: (typeof POLICIES)[number]): number {
  const { Type: type, Properties: properties } = resource;
  const alone = type === 'AWS::RDS::DBInstance' && !canonical(properties ?? null).includes('"DBClusterIdentifier"');
  const standard = policy === 'DeletionPolicy' && (alone || type === 'AWS::RDS::DBCluster') ? 'Snapshot' : 'Delete';
  switch (resource[policy] ?? standard) {
    case 'Delete': return 0;
    case 'Snapshot': return 1;
    default: return 2;
  }
}

function judgeIndexes({ stack, logicalId: subject, type, kind, before, after }: ResourceChange): readonly Finding[] {
  if (kind !== 'changed' || !TABLES.includes(type) || !before || !after) return [];
  const [olds, news] = [indexesOf(normalize(type, before.properties)), indexesOf(normalize(type, after.properties))];
  // One with another definition is deleted in a step of its own, where this finds it.
  return [...olds.keys()].filter((name) => !news.has(name)).map((name) => acceptable({
    rule: 'weakened',
    stack,
    subject,
    property: `GlobalSecondaryIndexes.${name}`,
    what: `the index ${name} would be deleted, and queries of it fail`,
    mend: `keep the index ${name}`,
  }));
}

/** A permission, trigger or schedule that leaves while everything it connects stays, and nothing like it comes. */
function connectionsOf({ stack, resources }: StackChange, { released }: JudgeContext): readonly Finding[] {
  const left = new Set(resources.filter(({ kind }) => kind === 'removed').map(({ logicalId }) => logicalId));
  const leaving = resources.filter(({ kind, logicalId, before }) => kind === 'removed' && !released.has(`${stack}.${logicalId}`)
    && !/^Retain/.test(String(before?.raw.DeletionPolicy as string)));
  return leaving.flatMap(({ logicalId: subject, type, before }): readonly Finding[] => {
    const row = CONNECTIONS.find((one) => one.type === type);
    if (!row || !before || !staysConnected(before.raw, row, left) || isSucceeded(before.raw, row, resources, left)) return [];
    return [acceptable({
      rule: 'weakened',
      stack,
      subject,
      what: `${type} leaves the stack while what it connects stays, and ${row.stops}`,
      mend: 'keep it, or take what it connects out as well',
    })];
  });
}

/** Returns true if all ends that it names still exist. */
function staysConnected(raw: Resource, row: ConnectionRow, left: ReadonlySet<string>): boolean {
  return row.ends.some((end) => objectOf(raw.Properties)[end] !== undefined) && row.ends.every((end) => {
    const names = endsIn(raw, end);
    return names.length === 0 || names.some((name) => !left.has(name));
  });
}

/**
 * Returns true if other resources of the type, new or changed, make the same connection: one policy of two queues can become one policy per
 * queue.
 */
function isSucceeded(raw: Resource, row: ConnectionRow, resources: readonly ResourceChange[], left: ReadonlySet<string>): boolean {
  const successors = resources.filter(({ type, kind }) => type === row.type && kind !== 'kept').flatMap(({ after }) => after?.raw ?? []);
  const covers = (one: Resource, end: string, names: readonly string[]): boolean => names.every((name) => endsIn(one, end).includes(name));
  return row.ends.every((end) => {
    const names = endsIn(raw, end).filter((name) => !left.has(name));
    const valueAt = (properties: typeof raw.Properties): string => canonical(objectOf(properties)[end] ?? null);
    if (names.length === 0) return successors.some((one) => valueAt(one.Properties) === valueAt(raw.Properties));
    return names.every((name) => successors.some((one) => covers(one, end, [name])));
  });
}

function endsIn({ Properties: properties }: Resource, end: string): readonly string[] {
  return [...namesIn(objectOf(properties)[end])].filter((name) => !name.startsWith('AWS::'));
}
