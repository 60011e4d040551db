import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRole, Effect, IRole, PolicyDocument, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { bootstrapRoleArns } from './bootstrap-roles';
import { ListBackupDeliveryProps } from './delivery-options';
import { AUDIENCE, GITHUB_ISSUER, subjectOf } from './github';
import { createProvider, providerArn } from './open-id-connect-provider';
import { requireDelivery } from './require-delivery';
import { accountWideName, claimLogicalId, claimPhysicalName, makesCatalogue, roleTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { deployRoleName, SERVICES } from '../stage/naming';
import { requireStage } from '../stage/require-stage';

/**
 * What GitHub Actions deploys a stage with: the `deploy` stack. A role that only jobs of one repository's branch or environment can
 * assume, without any stored key, and which may assume the roles of `cdk bootstrap` and nothing else.
 *
 * Pull requests cannot assume it: whoever may open one would deploy.
 *
 * @throws at synthesis when repository, branch or environment is none, holds a wildcard or is known only at deployment.
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 *
 * @example
 * new ListBackupDelivery(this, 'Delivery', {
 *   stage: ListBackupStage.MAIN,
 *   repository: 'ListBackup-ai/api',
 *   environment: 'production',
 * });
 */
export class ListBackupDelivery extends Construct {
  /** The role that the workflow assumes, `listbackup-{stage}-deploy`. */
  public readonly deployRole: IRole;

  /** GitHub's OpenID Connect provider in the account, made here or there before. */
  public readonly providerArn: string;

  /** Who may assume the role, as GitHub's token says it: `repo:ListBackup-ai/api:ref:refs/heads/main`. */
  public readonly subject: string;

  /**
   * @param scope the stack, or a construct in it, that the resources stand in.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, and from where it is deployed.
   */
  public constructor(scope: Construct, id: string, props: ListBackupDeliveryProps) {
    const stage = requireStage(props);
    requireDelivery(props);
    super(scope, id);
    makesCatalogue(this);
    const stack = Stack.of(this);
    const roleName = accountWideName(this, stage, deployRoleName(stage));
    claimPhysicalName(this, 'role', roleName);
    this.subject = subjectOf(props);
    this.providerArn = props.createProvider ?? true ? createProvider(this, stage) : providerArn(stack);

    const role = claimLogicalId(new CfnRole(this, 'DeployRole', {
      roleName,
      description: `Deploys stage ${stage.stageName} from ${this.subject}.`,
      assumeRolePolicyDocument: trustIn(this.providerArn, this.subject),
      maxSessionDuration: (props.sessionDuration ?? Duration.hours(1)).toSeconds(),
      // Where none is given, not even as `undefined`: an app's property injector may have one for every role.
      ...(props.permissionsBoundary && { permissionsBoundary: props.permissionsBoundary.managedPolicyArn }),
      policies: [{
        policyName: 'AssumeBootstrapRoles',
        policyDocument: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['sts:AssumeRole'], resources: bootstrapRoleArns(stack, props.regions) })],
        }),
      }],
      tags: roleTags(SERVICES.deploy),
    }), 'DeployRole');
    publish(this, stage, SERVICES.deploy, { DeployRoleArn: role.attrArn });
    const roleArn = stackAware(stack, role.attrArn, stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName }));
    this.deployRole = Role.fromRoleArn(this, 'DeployRoleHandle', roleArn, { mutable: false });
  }
}

/** Exact values, and no pattern: `StringLike` would take a wildcard for one. */
function trustIn(provider: string, subject: string): PolicyDocument {
  return new PolicyDocument({
    statements: [new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new WebIdentityPrincipal(provider, { StringEquals: { [`${GITHUB_ISSUER}:aud`]: AUDIENCE, [`${GITHUB_ISSUER}:sub`]: subject } })],
      actions: ['sts:AssumeRoleWithWebIdentity'],
    })],
  });
}
