import { RemovalPolicy, Resource } from 'aws-cdk-lib';
import { CfnUserPoolGroup, IUserPool, UserPoolGroupReference } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { GROUP_KEYS, GroupKey, GROUPS } from './group-catalogue';
import { UserGroupsBase } from './groups-base';
import { IListBackupUserGroup } from './groups-handle';
import { claimLogicalId } from '../conventions';
import { stackAware } from '../exports/reference';

/** The catalogue's groups, created in a user pool. */
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
