import { refuse } from '../stage/refuse';
import { requireList } from '../stage/require';

/** What programs ask of tables; ten metrics are what one alarm can add up. */
const OPERATIONS = [
  'GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactGetItems', 'TransactWriteItems',
];

/** Others that DynamoDB has metrics of. */
const FURTHER = ['GetRecords', 'ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'];

/** The operations that count, and whether a caller chose them. */
export interface TableOperations {
  readonly names: readonly string[];
  readonly asked: boolean;
}

/** Refuses any that DynamoDB has not. */
export function tableOperationsFor(asked: readonly string[] | undefined): TableOperations {
  if (asked === undefined) return { names: OPERATIONS, asked: false };
  const works = '["GetItem", "Query", "PutItem", "UpdateItem"]';
  requireList('tableOperations', asked, works);
  if (asked.length === 0 || asked.length > OPERATIONS.length) refuse('tableOperations', asked.length, `An alarm adds up 1 to ${OPERATIONS.length} of them.`, works);
  const known = [...OPERATIONS, ...FURTHER];
  const unknown = asked.find((operation, at) => !known.includes(operation) || asked.indexOf(operation) !== at);
  if (unknown !== undefined) refuse('tableOperations', unknown, `Each stands once, and is one of: ${known.join(', ')}.`, works);
  return { names: asked, asked: true };
}
