import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ACCOUNT_ATTRIBUTE } from './user-attributes';
import { claimLogicalId, roleTags } from '../conventions';
import { ListBackupStage } from '../stage';
import { bucketName, SERVICES } from '../stage/naming';

/** The buckets whose objects lie below `accounts/{accountId}/`. */
const TENANT_BUCKETS = ['data', 'exports'];

const ACCOUNT_TAG = `aws:PrincipalTag/${ACCOUNT_ATTRIBUTE}`;

/** A session without the tag, or with an empty one, has no prefix of its own; `accounts//` must not become one. */
const HAS_ACCOUNT = { [ACCOUNT_TAG]: '?*' };

/** What the identity pool's two roles are made of. */
export interface IdentityRoleProps {
  readonly identityPoolId: string;
  readonly kind: 'authenticated' | 'unauthenticated';
  readonly permissionsBoundary?: IManagedPolicy;
  readonly policy?: PolicyDocument;
}

/** A role that the identity pool, and no other, gives to people who have or have not signed in. */
export function identityRole(scope: Construct, id: string, props: IdentityRoleProps): CfnRole {
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

/** Reading what belongs to the user's own account. Backups are written and removed by the services, never from a browser. */
export function ownAccountPolicy(scope: Construct, stage: ListBackupStage): PolicyDocument {
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
    ],
  });
}
