import { IListBackupSecret } from './secret-handle';
import { refuse } from '../stage/refuse';

/** The secret of that name where there is one; says which there are otherwise. */
export function secretOf(names: readonly string[], name: string, find: () => IListBackupSecret): IListBackupSecret {
  if (!names.includes(name)) refuse('secret', name, `There is none of that name; there are: ${names.join(', ')}.`, `"${names[0]}"`);
  return find();
}
