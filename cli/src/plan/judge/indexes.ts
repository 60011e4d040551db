import { canonical } from '../../template';
import type { ResourceChange } from '../compare';
import { resourcesOf, type Judge } from './context';
import type { Finding } from './finding';
import { attributeTypes, indexesOf, keyNames, usedAttributes } from './table';

/** A global table's indexes follow the same rules; its steps are not planned, as each replica names them too. */
const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const MAX_INDEXES = 20;

/** Judges a table and its indexes by DynamoDB's rules for any change. */
export const judgeTables: Judge = (change) => tablesOf(resourcesOf(change)).flatMap((table) => [...judgeAttributes(table), ...judgeKeyTypes(table)]);

/** Judges a table's changes by DynamoDB's rules for one update. */
export const judgeIndexUpdates: Judge = (change) => tablesOf(resourcesOf(change)).flatMap((table) => judgeOneUpdate(table));

/** Returns the changes of a table's indexes. */
export function indexChanges({ before, after }: ResourceChange): {
  readonly created: readonly string[];
  readonly deleted: readonly string[];
  readonly redefined: readonly string[];
} {
  const [olds, news] = [indexesOf(before?.properties ?? {}), indexesOf(after?.properties ?? {})];
  const redefined = [...news.values()].filter(({ name, definition }) => {
    const old = olds.get(name);
    return old !== undefined && canonical(old.definition) !== canonical(definition);
  });
  return {
    created: [...news.keys()].filter((name) => !olds.has(name)),
    deleted: [...olds.keys()].filter((name) => !news.has(name)),
    redefined: redefined.map(({ name }) => name),
  };
}

function tablesOf(resources: readonly ResourceChange[]): readonly ResourceChange[] {
  return resources.filter(({ type, before, after }) => TABLES.includes(type) && after !== undefined && before !== after);
}

function judgeAttributes({ stack, logicalId: subject, after }: ResourceChange): readonly Finding[] {
  const properties = after?.properties ?? {};
  const [declared, used] = [attributeTypes(properties), usedAttributes(properties)];
  const missing = [...used].filter((name) => !declared.has(name));
  const spare = [...declared.keys()].filter((name) => !used.has(name));
  const count = indexesOf(properties).size;
  return [
    ...(missing.length + spare.length === 0
      ? []
      : [
        {
          rule: 'attribute-definitions',
          stack,
          subject,
          property: 'AttributeDefinitions',
          what: `DynamoDB refuses the table: ${[...missing.map((name) => `${name} is not defined`), ...spare.map((name) => `${name} is in no key`)].join(', ')}`,
          mend: `define exactly ${[...used].sort().join(', ')}`,
        } as const,
      ]),
    ...(count <= MAX_INDEXES
      ? []
      : [
        {
          rule: 'index-count',
          stack,
          subject,
          property: 'GlobalSecondaryIndexes',
          what: `the table would have ${count} global secondary indexes`,
          mend: `keep at most ${MAX_INDEXES}, or ask AWS for a higher quota`,
        } as const,
      ]),
  ];
}

/** The type of a table's own key attribute cannot change: the key would be another one. */
function judgeKeyTypes({ stack, logicalId: subject, before, after }: ResourceChange): readonly Finding[] {
  if (!before || !after) return [];
  const [olds, news] = [attributeTypes(before.properties), attributeTypes(after.properties)];
  return keyNames(before.properties.KeySchema)
    .filter((name) => news.has(name) && news.get(name) !== olds.get(name))
    .map((name) => ({
      rule: 'key-attribute-type',
      stack,
      subject,
      property: `AttributeDefinitions.${name}`,
      before: olds.get(name) ?? '',
      after: news.get(name) ?? '',
      what: `the key attribute ${name} would get another type, so DynamoDB refuses the update`,
      mend: `keep ${name} of type ${olds.get(name) ?? '?'}`,
    }));
}

function judgeOneUpdate(table: ResourceChange): readonly Finding[] {
  const { stack, logicalId: subject, before, properties } = table;
  if (!before) return [];
  const { created, deleted, redefined } = indexChanges(table);
  const names = [...created, ...deleted];
  const others = properties.filter(({ path }) => !/^(GlobalSecondaryIndexes|AttributeDefinitions)(\.|$)/.test(path)).map(({ path }) => path);
  const common = { stack, subject, property: 'GlobalSecondaryIndexes' };
  return [
    ...(names.length <= 1
      ? []
      : [
        {
          ...common,
          rule: 'index-limit',
          what: `${names.length} indexes change in one update: ${names.join(', ')}`,
          mend: 'one update for each; "listbackup plan" makes them',
        } as const,
      ]),
    ...redefined.map(
      (name) =>
        ({
          ...common,
          rule: 'index-definition',
          what: `index ${name} would get other keys or another projection`,
          mend: 'delete it in one update and create it in the next',
        }) as const,
    ),
    ...(names.length === 0 || others.length === 0
      ? []
      : [
        {
          ...common,
          rule: 'index-alone',
          what: `index ${names.join(', ')} changes together with ${others.join(', ')}`,
          mend: 'change the index in an update of its own',
        } as const,
      ]),
  ];
}
