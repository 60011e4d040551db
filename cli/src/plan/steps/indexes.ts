import { canonical, listOf, objectOf, type Json, type JsonObject, type Resource } from '../../template';
import { attributeTypes, indexesOf, keyNames, type TableIndex } from '../judge/table';

/** One index of a table that is created or deleted. */
export interface IndexMove {
  readonly kind: 'create' | 'delete';
  readonly name: string;
}

const MAX_INDEXES = 20;

/** The order in which the indexes of a table change, one at a time. */
export function indexMoves(now: JsonObject, target: JsonObject): readonly IndexMove[] {
  const current = new Map(indexesOf(now));
  const wanted = indexesOf(target);
  const moves: IndexMove[] = [];
  for (let move = nextMove(now, current, wanted); move; move = nextMove(now, current, wanted)) {
    moves.push(move);
    const index = wanted.get(move.name);
    if (move.kind === 'create' && index) current.set(move.name, index);
    else current.delete(move.name);
  }
  return moves;
}

/** Returns the next move: first new indexes, then redefined indexes one by one, then removed indexes. */
function nextMove(now: JsonObject, current: ReadonlyMap<string, TableIndex>, wanted: ReadonlyMap<string, TableIndex>): IndexMove | undefined {
  const names = (indexes: ReadonlyMap<string, TableIndex>): readonly string[] => [...indexes.keys()].sort();
  const creatable = names(wanted).find((name) => !current.has(name) && fits(now, current, wanted.get(name)));
  if (creatable !== undefined && current.size < MAX_INDEXES) return { kind: 'create', name: creatable };
  const redefined = names(wanted).find((name) => current.has(name) && definition(current, name) !== definition(wanted, name));
  if (redefined !== undefined) return { kind: 'delete', name: redefined };
  const gone = names(current).find((name) => !wanted.has(name));
  return gone === undefined ? undefined : { kind: 'delete', name: gone };
}

/** An attribute has one type in a table: an index that needs another waits until nothing uses the old one. */
function fits(now: JsonObject, current: ReadonlyMap<string, TableIndex>, index: TableIndex | undefined): boolean {
  const types = attributeTypes(now);
  const used = [...keyNames(now.KeySchema).map((name) => `${name}:${types.get(name) ?? ''}`), ...[...current.values()].flatMap(({ keys }) => keys)];
  return (index?.keys ?? []).every((key) => !used.some((other) => other !== key && nameIn(other) === nameIn(key)));
}

function definition(indexes: ReadonlyMap<string, TableIndex>, name: string): string {
  return canonical(indexes.get(name)?.definition);
}

/** A table as its template writes it and as it resolves. */
export interface TableSide {
  readonly raw: JsonObject;
  readonly properties: JsonObject;
}

/** The target's table with the indexes it has after some of the moves, as the templates write them: values may be known only to AWS. */
export function tableAfter(resource: Resource, now: TableSide, target: TableSide, moves: readonly IndexMove[]): Resource {
  const [olds, news] = [indexesOf(now.properties), indexesOf(target.properties)];
  const current = new Map(olds);
  for (const { kind, name } of moves) {
    const index = news.get(name);
    if (kind === 'create' && index) current.set(name, index);
    else current.delete(name);
  }
  const [oldWords, newWords] = [now, target].map((side) => wordsOf(side, 'GlobalSecondaryIndexes', 'IndexName'));
  const entries = [...current.values()].map(({ name }) => (
    definition(current, name) === definition(news, name) ? newWords?.get(name) : oldWords?.get(name)));
  const { GlobalSecondaryIndexes: _, ...properties } = objectOf(resource.Properties);
  const indexes = entries.flatMap((index) => index ? [billed(index, target)] : []);
  return {
    ...resource,
    Properties: {
      ...properties,
      AttributeDefinitions: attributesFor([...current.values()], now, target),
      ...indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes },
    },
  };
}

/** Items of a list as they are written, by what identifies them; as they resolve where a function makes the list. */
function wordsOf({ raw, properties }: TableSide, list: string, key: string): ReadonlyMap<string, JsonObject> {
  const [written, resolved] = [listOf(raw[list]).map(objectOf), listOf(properties[list]).map(objectOf)];
  const isPlain = written.length === resolved.length && written.every((item) => item[key] !== undefined);
  return new Map(resolved.map((item, index) => [String(item[key] as string), isPlain ? written[index] ?? item : item]));
}

/** An index is billed as its table is. */
function billed(index: JsonObject, { raw, properties }: TableSide): JsonObject {
  const { ProvisionedThroughput: throughput, ...rest } = index;
  if (properties.BillingMode === 'PAY_PER_REQUEST') return rest;
  const provisioned = throughput ?? raw.ProvisionedThroughput;
  return provisioned === undefined ? rest : { ...rest, ProvisionedThroughput: provisioned };
}

/** Exactly the attributes that the keys and these indexes use. */
function attributesFor(indexes: readonly TableIndex[], { properties: now }: TableSide, { properties: target }: TableSide): readonly Json[] {
  const types = new Map<string, string>();
  for (const key of indexes.flatMap(({ keys }) => keys)) types.set(nameIn(key), key.slice(nameIn(key).length + 1));
  const schemas = [target.KeySchema, ...listOf(target.LocalSecondaryIndexes).map((index) => objectOf(index).KeySchema)];
  for (const name of schemas.flatMap(keyNames)) types.set(name, attributeTypes(target).get(name) ?? attributeTypes(now).get(name) ?? 'S');
  return [...types].sort(([one], [other]) => one < other ? -1 : 1).map(([name, type]) => ({ AttributeName: name, AttributeType: type }));
}

function nameIn(key: string): string {
  return key.slice(0, key.lastIndexOf(':'));
}
