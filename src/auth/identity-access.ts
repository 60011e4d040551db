import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnIdentityPoolPrincipalTag, CfnIdentityPoolRoleAttachment, IUserPool } from 'aws-cdk-lib/aws-cognito';
import { IIdentityPool } from 'aws-cdk-lib/aws-cognito-identitypool';
import { CfnRole, IManagedPolicy, IRole, PolicyDocument, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { published } from './parameters';
import { ACCOUNT_ATTRIBUTE } from './user-attributes';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, roleTags } from '../conventions';
import { ListBackupSecurity, ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { bucketName, keyAliasName, serviceKeyAliasName } from '../stage/naming';
import { located } from '../validation/located';

/** The buckets whose objects lie below `accounts/{accountId}/`. */
const TENANT_BUCKETS = ['data', 'exports'];

const ACCOUNT_TAG = `aws:PrincipalTag/${ACCOUNT_ATTRIBUTE}`;

/** A session without the tag, or with an empty one, has no prefix of its own; `accounts//` must not become one. */
const HAS_ACCOUNT = { [ACCOUNT_TAG]: '?*' };

/** Properties of the identity pool's two roles. */
export interface IdentityRoleProps {
  readonly identityPoolId: string;
  readonly kind: 'authenticated' | 'unauthenticated';
  readonly permissionsBoundary?: IManagedPolicy;
  readonly policy?: PolicyDocument;
}

/** A role that the identity pool, and no other, gives to people who have or have not signed in. */
function identityRole(scope: Construct, id: string, props: IdentityRoleProps): CfnRole {
  const { identityPoolId, kind, policy } = props;
  // Only who has signed in can bring tags; the role of all others must not take any.
  const actions = kind === 'authenticated' ? ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'] : ['sts:AssumeRoleWithWebIdentity'];
  return claimLogicalId(new CfnRole(scope, id, {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({
        principals: [new WebIdentityPrincipal('cognito-identity.amazonaws.com')],
        actions,
        conditions: {
          'StringEquals': { 'cognito-identity.amazonaws.com:aud': identityPoolId },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': kind },
        },
      })],
    }),
    policies: policy && [{ policyName: 'ReadOwnAccount', policyDocument: policy }],
    permissionsBoundary: props.permissionsBoundary?.managedPolicyArn,
    tags: roleTags(SERVICES.cognito),
  }), id);
}

/**
 * Returns the permission to decrypt the objects of the tenants' buckets through S3. It identifies the keys by their aliases, because their
 * IDs follow from no rule and the buckets can be in a stack that this one doesn't know.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
function decryptObjects(stack: Stack, stage: ListBackupStage): PolicyStatement {
  return new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [stack.formatArn({ service: 'kms', resource: 'key', resourceName: '*' })],
    conditions: {
      'StringLike': HAS_ACCOUNT,
      'StringEquals': { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` },
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [serviceKeyAliasName(stage, SERVICES.s3), keyAliasName(stage)] },
    },
  });
}

/** Reading what belongs to the user's own account. Backups are written and removed by the services, never from a browser. */
function ownAccountPolicy(scope: Construct, stage: ListBackupStage, security: ListBackupSecurity | undefined): PolicyDocument {
  const stack = Stack.of(scope);
  const arn = (name: string) => stack.formatArn({
    service: 's3', region: '', account: '', arnFormat: ArnFormat.NO_RESOURCE_NAME, resource: bucketName(stage, name, stack.account, stack.region),
  });
  const prefix = `accounts/\${${ACCOUNT_TAG}}/*`;
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        actions: ['s3:GetObject'],
        resources: TENANT_BUCKETS.map((name) => `${arn(name)}/${prefix}`),
        conditions: { StringLike: HAS_ACCOUNT },
      }),
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: TENANT_BUCKETS.map(arn),
        conditions: { StringLike: { ...HAS_ACCOUNT, 's3:prefix': prefix } },
      }),
      ...(security?.isHardened ? [decryptObjects(stack, stage)] : []),
    ],
  });
}

/** Properties of the roles, from their layer. */
export interface IdentityAccessProps extends ListBackupSecurityOptions {
  readonly stage: ListBackupStage;
  readonly userPool: IUserPool;
  readonly identityPool: IIdentityPool;
  readonly tenantAttributes?: boolean;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** The permissions of the identity pool's users. */
@located
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
