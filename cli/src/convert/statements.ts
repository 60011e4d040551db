import { addressOf } from './address';
import { library, member, textValue, type Context } from './context';
import { emit, type Value } from './emit';
import { isObject, listOf, type Json, type JsonObject } from '../template';
import { soleExpression } from './read/expression';

/** Actions that `useTable` grants. */
const READ = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'];
const WRITE = ['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

const TABLE_ARN = /^\uE000(data\.tables\.\w+)\.tableArn\uE001(\/index\/\*)?$/;

/** A table of the catalogue, and what statements allow on it. */
interface TableGrants {
  readonly onTable: Set<string>;
  readonly onIndexes: Set<string>;
}

/** Statements of the role, as uses of tables where a use grants just that, and as they are otherwise. */
export interface RoleCode {
  readonly lines: readonly string[];
  /** Tables that the program uses by `useTable`, which also sets their variable. */
  readonly tables: ReadonlySet<string>;
}

/** Reads the IAM statements of a service. */
export function roleCode(statements: Json | undefined, context: Context): RoleCode {
  const tables = new Map<string, TableGrants>();
  const others: JsonObject[] = [];
  for (const statement of listOf(statements).filter(isObject)) {
    const found = tablesIn(statement, context);
    if (found === undefined) others.push(withNamedResources(statement, context));
    else for (const { table, isIndex } of found) enter(tables, table, isIndex, listOf(actionsOf(statement)).map(String));
  }
  const uses = [...tables].map(([table, grants]) => useOf(table, grants, context));
  return {
    tables: new Set(uses.filter(({ access }) => access !== undefined).map(({ table }) => table)),
    lines: [
      ...uses.map(({ line }) => line).filter((line) => line !== undefined),
      ...leftOver(uses, context),
      ...others.map((statement) => statementLine(statement, context)),
    ],
  };
}

interface TableUse {
  readonly table: string;
  readonly access: string | undefined;
  readonly line: string | undefined;
  /** Grants that the use doesn't cover. */
  readonly left: TableGrants;
}

function useOf(table: string, { onTable, onIndexes }: TableGrants, context: Context): TableUse {
  // A use reaches the indexes, so it is only one where the statements do.
  const has = (actions: readonly string[]): boolean => actions.every((action) => onTable.has(action) && onIndexes.has(action));
  const [reads, writes] = [has(READ), has(WRITE)];
  const access = reads && writes ? 'READ_WRITE' : reads ? 'READ' : writes ? 'WRITE' : undefined;
  const granted = new Set([...access?.includes('READ') ? READ : [], ...access?.includes('WRITE') ? WRITE : []]);
  const without = (actions: Set<string>): Set<string> => new Set([...actions].filter((action) => !granted.has(action)));
  return {
    table,
    access,
    left: { onTable: without(onTable), onIndexes: without(onIndexes) },
    line: access === undefined ? undefined : `service.useTable(${table}, ${library(context, 'ListBackupAccess').text}.${access});`,
  };
}

/** One statement for all tables that lack the same actions. */
function leftOver(uses: readonly TableUse[], context: Context): string[] {
  const byActions = new Map<string, string[]>();
  for (const { table, left } of uses) {
    for (const [actions, end] of [[left.onTable, ''], [left.onIndexes, '/index/*']] as const) {
      if (actions.size === 0) continue;
      const key = [...actions].sort().join(' ');
      byActions.set(key, [...byActions.get(key) ?? [], `\uE000${table}.tableArn\uE001${end}`]);
    }
  }
  return [...byActions].map(([actions, resources]) => statementLine({ Effect: 'Allow', Action: actions.split(' '), Resource: resources }, context));
}

function statementLine(statement: JsonObject, context: Context): string {
  return `service.addToRolePolicy(${statementCode(statement, context)});`;
}

/** A policy statement of the program. The CDK takes texts in it, so that what CloudFormation fills in becomes a token. */
export function statementCode(statement: JsonObject, context: Context): string {
  const texts = (value: Json): Value => (
    Array.isArray(value) ? (value as readonly Json[]).map((item) => textValue(context, item)) : textValue(context, value)
  );
  const converted = Object.fromEntries(Object.entries(statement).map(([key, value]) => [key, /^(Not)?Resource$/.test(key) ? texts(value) : value as Value]));
  return `${member(context, 'iam', 'PolicyStatement.fromJson').text}(${emit(converted)})`;
}

/** Tables of the catalogue that a statement is for, and nothing else; `undefined` for any other statement. */
function tablesIn(statement: JsonObject, context: Context): { table: string; isIndex: boolean }[] | undefined {
  if (statement.Effect !== 'Allow' || statement.Condition !== undefined || statement.NotAction !== undefined || statement.NotResource !== undefined) return undefined;
  const actions = listOf(actionsOf(statement)).map(String);
  if (actions.length === 0 || !actions.every((action) => /^dynamodb:[A-Za-z]+$/.test(action))) return undefined;
  const found = resourcesOf(statement).map((resource) => tableOf(resource, context));
  return found.every((one) => one !== undefined) ? found : undefined;
}

function tableOf(resource: Json, context: Context): { table: string; isIndex: boolean } | undefined {
  const text = addressOf(resource, context);
  if (text === undefined) return undefined;
  const [, code, index] = TABLE_ARN.exec(text) ?? [];
  if (code !== undefined) return { table: code, isIndex: index !== undefined };
  const [, name, path] = /:table\/([^/*]+?)(\/index\/\*)?$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const named = soleExpression(name);
  const table = named === undefined ? context.handles.table(name) : /^(data\.tables\.\w+)\.tableName$/.exec(named)?.[1];
  return table === undefined ? undefined : { table, isIndex: path !== undefined };
}

/** Exports of the infrastructure in place of the imports that name them. */
function withNamedResources(statement: JsonObject, context: Context): JsonObject {
  if (statement.Resource === undefined) return statement;
  const resources = resourcesOf(statement).map((resource) => {
    const isImport = isObject(resource) && resource['Fn::ImportValue'] !== undefined;
    return isImport ? addressOf(resource, context) ?? resource : resource;
  });
  return { ...statement, Resource: resources };
}

function resourcesOf(statement: JsonObject): readonly Json[] {
  const { Resource: resource = [] } = statement;
  return Array.isArray(resource) ? resource as readonly Json[] : [resource];
}

function actionsOf({ Action: action = [] }: JsonObject): readonly Json[] {
  return Array.isArray(action) ? action as readonly Json[] : [action];
}

function enter(tables: Map<string, TableGrants>, table: string, isIndex: boolean, actions: readonly string[]): void {
  const grants = tables.get(table) ?? { onTable: new Set<string>(), onIndexes: new Set<string>() };
  tables.set(table, grants);
  for (const action of actions) (isIndex ? grants.onIndexes : grants.onTable).add(action);
}
