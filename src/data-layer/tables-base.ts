import { Construct } from 'constructs';
import { TABLE_KEYS, TableKey } from './table-catalogue';
import { IListBackupTable } from './table-handle';
import { IListBackupTables } from './tables-handle';
import { refuse } from '../stage/refuse';

/**
 * Gives each table its property; where the tables come from is the subclass's business.
 *
 * @internal
 */
export abstract class ListBackupTablesBase extends Construct implements IListBackupTables {
  public get users(): IListBackupTable { return this.byName('Users'); }
  public get accounts(): IListBackupTable { return this.byName('Accounts'); }
  public get userAccounts(): IListBackupTable { return this.byName('UserAccounts'); }
  public get activity(): IListBackupTable { return this.byName('Activity'); }
  public get platforms(): IListBackupTable { return this.byName('Platforms'); }
  public get platformConnections(): IListBackupTable { return this.byName('PlatformConnections'); }
  public get platformSources(): IListBackupTable { return this.byName('PlatformSources'); }
  public get sources(): IListBackupTable { return this.byName('Sources'); }
  public get sourceGroups(): IListBackupTable { return this.byName('SourceGroups'); }
  public get jobs(): IListBackupTable { return this.byName('Jobs'); }
  public get jobLogs(): IListBackupTable { return this.byName('JobLogs'); }
  public get teams(): IListBackupTable { return this.byName('Teams'); }
  public get teamMembers(): IListBackupTable { return this.byName('TeamMembers'); }
  public get notifications(): IListBackupTable { return this.byName('Notifications'); }
  public get billing(): IListBackupTable { return this.byName('Billing'); }
  public get billingUsage(): IListBackupTable { return this.byName('BillingUsage'); }
  public get tags(): IListBackupTable { return this.byName('Tags'); }
  public get files(): IListBackupTable { return this.byName('Files'); }
  public get oauthStates(): IListBackupTable { return this.byName('OAuthStates'); }
  public get apiKeys(): IListBackupTable { return this.byName('ApiKeys'); }
  public get mfaCodes(): IListBackupTable { return this.byName('MFACodes'); }
  public get rateLimits(): IListBackupTable { return this.byName('RateLimits'); }
  public get accountLockout(): IListBackupTable { return this.byName('AccountLockout'); }

  public get all(): IListBackupTable[] {
    return TABLE_KEYS.map((key) => this.byName(key));
  }

  /** @param name its name in the catalogue, letter for letter. */
  public byName(name: string): IListBackupTable {
    if (!TABLE_KEYS.includes(name as TableKey)) {
      refuse('table', name, `There is none of that name; there are: ${TABLE_KEYS.join(', ')}.`, '"Users"');
    }
    return this._table(name as TableKey);
  }

  /** @internal */
  protected abstract _table(key: TableKey): IListBackupTable;
}
