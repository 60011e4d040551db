import { Construct } from 'constructs';
import { GROUP_KEYS, GroupKey, GROUPS } from './group-catalogue';
import { IListBackupUserGroup, IListBackupUserGroups } from './groups-handle';
import { refuse } from '../stage/refuse';

/**
 * Gives each group its property; where the groups come from is the subclass's business.
 *
 * @internal
 */
export abstract class UserGroupsBase extends Construct implements IListBackupUserGroups {
  public get superAdmins(): IListBackupUserGroup { return this._group('SuperAdmins'); }
  public get admins(): IListBackupUserGroup { return this._group('Admins'); }
  public get staff(): IListBackupUserGroup { return this._group('Staff'); }
  public get customerAccountOwner(): IListBackupUserGroup { return this._group('CustomerAccountOwner'); }
  public get customerTier0(): IListBackupUserGroup { return this._group('CustomerTier0'); }
  public get customerTier1(): IListBackupUserGroup { return this._group('CustomerTier1'); }
  public get customerTier2(): IListBackupUserGroup { return this._group('CustomerTier2'); }
  public get customerTier3(): IListBackupUserGroup { return this._group('CustomerTier3'); }

  public get all(): IListBackupUserGroup[] {
    return GROUP_KEYS.map((key) => this._group(key));
  }

  public byName(name: string): IListBackupUserGroup {
    const key = GROUP_KEYS.find((candidate) => GROUPS[candidate].name === name);
    if (key === undefined) {
      const names = GROUP_KEYS.map((candidate) => GROUPS[candidate].name);
      refuse('group', name, `There is none of that name; there are: ${names.join(', ')}.`, `"${names[0]}"`);
    }
    return this._group(key);
  }

  /** @internal */
  protected abstract _group(key: GroupKey): IListBackupUserGroup;
}
