import { Resource } from 'aws-cdk-lib';
import { IUserPool, UserPoolGroupReference } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { GroupKey, GROUPS } from './group-catalogue';
import { UserGroupsBase } from './groups-base';
import { IListBackupUserGroup } from './groups-handle';
import { childOf } from '../conventions';

/** The groups of a user pool that another stack deployed. Their names are the catalogue's: nothing is read. */
export class ImportedUserGroups extends UserGroupsBase {
  public constructor(scope: Construct, id: string, private readonly userPool: () => IUserPool) {
    super(scope, id);
  }

  /** @internal */
  protected _group(key: GroupKey): IListBackupUserGroup {
    return childOf<IListBackupUserGroup>(this, key, () => new ImportedUserGroup(this, key, this.userPool));
  }
}

class ImportedUserGroup extends Resource implements IListBackupUserGroup {
  public readonly groupName: string;
  public readonly precedence: number;

  public constructor(scope: Construct, key: GroupKey, private readonly userPool: () => IUserPool) {
    super(scope, key);
    this.groupName = GROUPS[key].name;
    this.precedence = GROUPS[key].precedence;
  }

  public get userPoolGroupRef(): UserPoolGroupReference {
    return { groupName: this.groupName, userPoolId: this.userPool().userPoolId };
  }
}
