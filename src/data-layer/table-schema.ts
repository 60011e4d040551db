import { Attribute, AttributeType, CfnTable, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import { ListBackupTableIndex, ListBackupTableOptions } from './table-options';
import { TableRow } from '../catalogue/tables';
import { ListBackupStage } from '../stage';
import { invalid, requireInteger, show } from '../validation/invalid';

/** DynamoDB's quota of global secondary indexes a table. */
const MAX_INDEXES = 20;

/** The keys of a table and of its indexes. */
export interface TableSchema {
  readonly partitionKey: Attribute;
  readonly sortKey?: Attribute;
  readonly indexes: readonly ListBackupTableIndex[];
}

/** The keys that a catalogue row spells out: `accountId, timestamp N` is a string partition key and a number sort key. */
export function schemaOf(row: TableRow): TableSchema {
  const indexes = Object.entries(row.indexes ?? {}).map(([indexName, key]) => ({ indexName, ...keyOf(key) }));
  return { ...keyOf(row.key), indexes };
}

function keyOf(spelled: string): { partitionKey: Attribute; sortKey?: Attribute } {
  const [partitionKey, sortKey] = spelled.split(', ').map((part): Attribute => {
    const [name, type] = part.split(' ');
    return { name, type: type === 'N' ? AttributeType.NUMBER : AttributeType.STRING };
  });
  return { partitionKey, sortKey };
}

export function keySchema(key: { readonly partitionKey: Attribute; readonly sortKey?: Attribute }): CfnTable.KeySchemaProperty[] {
  const hash = { attributeName: key.partitionKey.name, keyType: 'HASH' };
  return key.sortKey ? [hash, { attributeName: key.sortKey.name, keyType: 'RANGE' }] : [hash];
}

/** Exactly the attributes that a key or an index uses: DynamoDB refuses one too many as well as one too few. */
export function attributeDefinitions(schema: TableSchema): CfnTable.AttributeDefinitionProperty[] {
  const types = new Map<string, string>();
  for (const { partitionKey, sortKey } of [schema, ...schema.indexes]) {
    for (const { name, type } of sortKey ? [partitionKey, sortKey] : [partitionKey]) {
      const known = types.get(name);
      if (known !== undefined && known !== type) {
        invalid(`attribute ${name}`, type, `must be of type ${known}, as in another key of the table`, `For example: "${known}".`);
      }
      types.set(name, type);
    }
  }
  return [...types].map(([attributeName, attributeType]) => ({ attributeName, attributeType }));
}

export function projection(index: ListBackupTableIndex): CfnTable.ProjectionProperty {
  return index.nonKeyAttributes
    ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: index.nonKeyAttributes }
    : { projectionType: ProjectionType.ALL };
}

/** Refuses what DynamoDB would refuse at deployment. */
export function requireSchema(schema: TableSchema): void {
  const types = Object.values(AttributeType);
  const requireKey = (what: string, key: Attribute | undefined): void => {
    if (typeof key?.name !== 'string' || key.name.length === 0 || !types.includes(key.type)) {
      invalid(what, key, `must have a name and one of the types ${types.join(', ')}`, 'For example: { name: "id", type: AttributeType.STRING }.');
    }
  };
  requireKey('partitionKey', schema.partitionKey);
  if (schema.sortKey !== undefined) requireKey('sortKey', schema.sortKey);

  const seen = new Set<string>();
  for (const index of schema.indexes) {
    const what = 'indexes';
    if (typeof index?.indexName !== 'string' || !/^[a-zA-Z0-9_.-]{3,255}$/.test(index.indexName)) {
      invalid(`${what}.indexName`, index?.indexName, 'must have 3 to 255 letters, digits, "_", "." and "-"', 'For example: "StatusIndex".');
    }
    if (seen.has(index.indexName)) invalid(what, index.indexName, `can't have two indexes named ${show(index.indexName)}`, `For example: "${index.indexName}2".`);
    seen.add(index.indexName);
    requireKey(`indexes.${index.indexName}.partitionKey`, index.partitionKey);
    if (index.sortKey !== undefined) requireKey(`indexes.${index.indexName}.sortKey`, index.sortKey);
  }
  if (schema.indexes.length > MAX_INDEXES) {
    invalid('indexes', schema.indexes.length, `must have at most ${MAX_INDEXES} entries, DynamoDB's quota of global secondary indexes per table`, 'Remove some of them.');
  }
}

/** DynamoDB's longest recovery window, and its own default. */
const LONGEST_RECOVERY_DAYS = 35;

export function insights(props: ListBackupTableOptions): CfnTable.ContributorInsightsSpecificationProperty | undefined {
  return props.contributorInsights === undefined ? undefined : { enabled: props.contributorInsights };
}

export function pointInTimeRecovery(
  stage: ListBackupStage, props: ListBackupTableOptions,
): CfnTable.PointInTimeRecoverySpecificationProperty {
  requireInteger('pointInTimeRecoveryDays', props.pointInTimeRecoveryDays, 1, LONGEST_RECOVERY_DAYS, LONGEST_RECOVERY_DAYS);
  if (props.pointInTimeRecovery === false && props.pointInTimeRecoveryDays !== undefined) {
    invalid('pointInTimeRecoveryDays', props.pointInTimeRecoveryDays, 'can\'t be combined with pointInTimeRecovery: false', 'Set pointInTimeRecoveryDays alone, which turns recovery on.');
  }
  const stageDays = props.pointInTimeRecovery ? LONGEST_RECOVERY_DAYS : undefined;
  const days = props.pointInTimeRecovery === false ? undefined : props.pointInTimeRecoveryDays ?? stage.pointInTimeRecoveryDays ?? stageDays;
  return days === undefined
    ? { pointInTimeRecoveryEnabled: false }
    : { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: days };
}
