import { RemovalPolicy, Resource } from 'aws-cdk-lib';
import { CfnUserPoolGroup, IUserPool, UserPoolGroupReference } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { GROUP_KEYS, GroupKey, GROUPS } from '../catalogue/groups';
import { childOf, claimLogicalId } from '../conventions';
import { stackAware } from '../exports/reference';
import { IListBackupUserGroup, IListBackupUserGroups } from '../handles';
import { didYouMean, invalid } from '../validation/invalid';
import { located } from '../validation/located';

/**
 * Gives each group its property; where the groups come from is the subclass's business.
 *
 * @internal
 */
@located
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
      invalid('name', name, `must be one of the groups ${names.join(', ')}`, didYouMean(name, names));
    }
    return this._group(key);
  }

  /** @internal */
  protected abstract _group(key: GroupKey): IListBackupUserGroup;
}

/** The catalogue's groups, created in a user pool. */
@located
export class UserGroups extends UserGroupsBase {
  private readonly created: Readonly<Record<GroupKey, IListBackupUserGroup>>;

  public constructor(scope: Construct, id: string, userPool: IUserPool, removalPolicy: RemovalPolicy) {
    super(scope, id);
    const create = (key: GroupKey) => [key, new UserGroup(this, key, userPool, removalPolicy)];
    this.created = Object.fromEntries(GROUP_KEYS.map(create)) as Record<GroupKey, IListBackupUserGroup>;
  }

  /** @internal */
  protected _group(key: GroupKey): IListBackupUserGroup {
    return this.created[key];
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
  public constructor(scope: Construct, id: string, private readonly userPool: () => IUserPool) {
    super(scope, id);
  }

  /** @internal */
  protected _group(key: GroupKey): IListBackupUserGroup {
    return childOf<IListBackupUserGroup>(this, key, () => new ImportedUserGroup(this, key, this.userPool));
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
