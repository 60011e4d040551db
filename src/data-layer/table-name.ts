import { IConstruct } from 'constructs';
import { TABLE_KEYS, TABLES } from './table-catalogue';
import { requireOwnName, requireResourceId } from '../conventions';
import { kebabCase } from '../stage/naming';
import { refuse } from '../stage/refuse';

/** Returns the last part of the name where id and name can become a table's, and says what is wrong with them otherwise. */
export function requireOwnTable(scope: IConstruct, id: string, asked: string | undefined): string {
  requireResourceId('table', id);
  const name = asked ?? kebabCase(id);
  requireOwnName('table', scope, id, name, Object.fromEntries(TABLE_KEYS.map((key) => [key, TABLES[key].name])), 'ListBackupTables');
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 200) {
    refuse(`table ${id}, name`, name, 'The name has 1 to 200 lower-case letters and digits, in words joined by hyphens.', '"api-tokens"');
  }
  return name;
}
