import { RemovalPolicy, Resource } from 'aws-cdk-lib';
import { CfnUserPoolGroup, IUserPool, UserPoolGroupReference } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { GROUP_KEYS, GroupKey, GROUPS } from '../catalogue/groups';
import { claimLogicalId } from '../conventions';
import { Members } from '../conventions/members';
import { stackAware } from '../exports/reference';
import { IListBackupUserGroup, IListBackupUserGroups } from '../handles';
import { located } from '../validation/located';

/**
 * Gives each group its property; where the groups come from is the subclass's business.
 *
 * @internal
 */
@located
export abstract class UserGroupsBase extends Construct implements IListBackupUserGroups {
  /** @internal */
  protected abstract readonly _members: Members<GroupKey, IListBackupUserGroup>;

  public get superAdmins(): IListBackupUserGroup { return this._members.of('SuperAdmins'); }
  public get admins(): IListBackupUserGroup { return this._members.of('Admins'); }
  public get staff(): IListBackupUserGroup { return this._members.of('Staff'); }
  public get customerAccountOwner(): IListBackupUserGroup { return this._members.of('CustomerAccountOwner'); }
  public get customerTier0(): IListBackupUserGroup { return this._members.of('CustomerTier0'); }
  public get customerTier1(): IListBackupUserGroup { return this._members.of('CustomerTier1'); }
  public get customerTier2(): IListBackupUserGroup { return this._members.of('CustomerTier2'); }
  public get customerTier3(): IListBackupUserGroup { return this._members.of('CustomerTier3'); }

  public get all(): IListBackupUserGroup[] {
    return this._members.all;
  }

  public byName(name: string): IListBackupUserGroup {
    return this._members.byName(name);
  }
}

/** A group is found by its key, and by its name, which users' tokens carry. */
const membersOf = (make: (key: GroupKey) => IListBackupUserGroup) => new Members('groups', GROUP_KEYS, make, (key) => GROUPS[key].name);

/** The catalogue's groups, created in a user pool. */
@located
export class UserGroups extends UserGroupsBase {
  /** @internal */
  protected readonly _members: Members<GroupKey, IListBackupUserGroup>;

  public constructor(scope: Construct, id: string, userPool: IUserPool, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this._members = membersOf((key) => new UserGroup(this, key, userPool, removalPolicy));
    this._members.makeAll();
  }
}

@located
class UserGroup extends Resource implements IListBackupUserGroup {
  public readonly groupName: string;
  public readonly precedence: number;

  public constructor(scope: Construct, key: GroupKey, private readonly userPool: IUserPool, removalPolicy: RemovalPolicy) {
    super(scope, key);
    const { name, precedence, purpose } = GROUPS[key];
    const group = claimLogicalId(new CfnUserPoolGroup(this, 'Resource', {
      userPoolId: userPool.userPoolId,
      groupName: name,
      description: purpose,
      precedence,
    }), `CognitoGroup${key}`);
    group.applyRemovalPolicy(removalPolicy);
    this.groupName = stackAware(this.stack, group.ref, name);
    this.precedence = precedence;
  }

  public get userPoolGroupRef(): UserPoolGroupReference {
    return { groupName: this.groupName, userPoolId: this.userPool.userPoolId };
  }
}

/** The groups of a user pool that another stack deployed. Their names are the catalogue's: nothing is read. */
@located
export class ImportedUserGroups extends UserGroupsBase {
  /** @internal */
  protected readonly _members: Members<GroupKey, IListBackupUserGroup>;

  public constructor(scope: Construct, id: string, userPool: () => IUserPool) {
    super(scope, id);
    this._members = membersOf((key) => new ImportedUserGroup(this, key, userPool));
  }
}

@located
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
