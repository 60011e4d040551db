import { CfnIdentityPoolPrincipalTag, CfnIdentityPoolRoleAttachment, IUserPool } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { IManagedPolicy, IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { published } from './attribute';
import { identityRole, ownAccountPolicy } from './identity-roles';
import { ACCOUNT_ATTRIBUTE } from './user-attributes';
import { claimLogicalId } from '../conventions';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';

/** What the roles take from their layer. */
export interface IdentityAccessProps extends ListBackupSecurityOptions {
  readonly stage: ListBackupStage;
  readonly userPool: IUserPool;
  readonly identityPool: IIdentityPool;
  readonly tenantAttributes?: boolean;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** What the identity pool's users may do. */
export class IdentityAccess extends Construct {
  public readonly authenticatedRole: IRole;
  public readonly unauthenticatedRole: IRole;

  /** The roles' ARNs by output key. */
  public readonly published: { readonly [key: string]: string };

  public constructor(scope: Construct, id: string, props: IdentityAccessProps) {
    super(scope, id);
    const { stage, permissionsBoundary } = props;
    const { identityPoolId } = props.identityPool;
    // Without the library's attribute a pool may still hold one of that name which users write: then the tag would prove nothing.
    const policy = props.tenantAttributes ? ownAccountPolicy(this, stage, props.security) : undefined;
    const authenticated = identityRole(this, 'CognitoAuthenticatedRole', { identityPoolId, kind: 'authenticated', permissionsBoundary, policy });
    const unauthenticated = identityRole(this, 'CognitoUnauthenticatedRole', { identityPoolId, kind: 'unauthenticated', permissionsBoundary });

    claimLogicalId(new CfnIdentityPoolRoleAttachment(this, 'RoleAttachment', {
      identityPoolId,
      roles: { authenticated: authenticated.attrArn, unauthenticated: unauthenticated.attrArn },
    }), 'CognitoIdentityPoolRoleAttachment');
    if (policy) {
      claimLogicalId(new CfnIdentityPoolPrincipalTag(this, 'PrincipalTag', {
        identityPoolId,
        identityProviderName: props.userPool.userPoolProviderName,
        principalTags: { [ACCOUNT_ATTRIBUTE]: `custom:${ACCOUNT_ATTRIBUTE}` },
        useDefaults: false,
      }), 'CognitoIdentityPoolPrincipalTag');
    }

    this.published = { CognitoAuthenticatedRoleArn: authenticated.attrArn, CognitoUnauthenticatedRoleArn: unauthenticated.attrArn };
    const handle = (roleId: string, key: string) => Role.fromRoleArn(this, roleId, published(this, stage, key, this.published[key]));
    this.authenticatedRole = handle('AuthenticatedRole', 'CognitoAuthenticatedRoleArn');
    this.unauthenticatedRole = handle('UnauthenticatedRole', 'CognitoUnauthenticatedRoleArn');
  }
}
