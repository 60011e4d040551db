import { Annotations, DefaultStackSynthesizer, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnOIDCProvider, CfnRole, Effect, IRole, PolicyDocument, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ListBackupDeliveryOptions, ListBackupDeliveryProps, requireDelivery } from './delivery-options';
import { SERVICES } from '../catalogue/services';
import { accountWideName, claimLogicalId, claimPhysicalName, makesCatalogue, roleTags } from '../conventions';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { deployRoleName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { located } from '../validation/located';

/** Whom GitHub's tokens are issued by, without `https://`: an account knows the provider by this name. */
const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

/** Whom the tokens are for that AWS takes. */
const AUDIENCE = 'sts.amazonaws.com';

const DEFAULT_BRANCH = 'main';

/**
 * The subjects of the tokens that may assume the role. A job that names an environment has it in its subject, whatever its branch.
 *
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
 */
function subjectsOf({ repository, repositoryOwnerId, repositoryId, acceptSubjectByName, branch, environment }: ListBackupDeliveryOptions): string[] {
  const job = environment === undefined ? `ref:refs/heads/${branch ?? DEFAULT_BRANCH}` : `environment:${environment}`;
  const byName = `repo:${repository}:${job}`;
  if (repositoryId === undefined) return [byName];
  const [owner, name] = repository.split('/');
  const byId = `repo:${owner}@${repositoryOwnerId}/${name}@${repositoryId}:${job}`;
  return acceptSubjectByName ? [byId, byName] : [byId];
}

/** Returns the ARN of GitHub's provider in the account, regardless of its creator. */
function providerArn(stack: Stack): string {
  return stack.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: GITHUB_ISSUER });
}

/** Makes GitHub known to the account. Returns the provider's ARN. */
function createProvider(scope: Construct, stage: ListBackupStage): string {
  claimPhysicalName(scope, 'OpenID Connect provider', GITHUB_ISSUER, 'account');
  // No thumbprint: AWS checks the certificates of GitHub against its own list of authorities.
  const provider = claimLogicalId(new CfnOIDCProvider(scope, 'GitHubProvider', {
    url: `https://${GITHUB_ISSUER}`,
    clientIdList: [AUDIENCE],
    tags: roleTags(SERVICES.deploy),
  }), 'GitHubProvider');
  provider.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  publish(scope, stage, SERVICES.deploy, { GitHubProviderArn: provider.attrArn });
  return stackAware(provider.stack, provider.attrArn, providerArn(provider.stack));
}

/** Bootstrap roles that `cdk deploy` assumes. CloudFormation then uses its own execution role, which no caller assumes. */
const PURPOSES = ['deploy', 'file-publishing', 'image-publishing', 'lookup'] as const;

/** Other regions that a stage deploys to: the edge's, which is also the default recovery region, and the recovery region of stages in that region. */
const OTHER_REGION = 'us-east-1';
const RECOVERY_OF_THAT_REGION = 'us-west-2';

/**
 * The roles that `cdk bootstrap` made in this account, in each region that a stage deploys to.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
function bootstrapRoleArns(stack: Stack, furtherRegions: readonly string[] = []): string[] {
  const qualifier = stack.synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
  const other = stack.region === OTHER_REGION ? RECOVERY_OF_THAT_REGION : OTHER_REGION;
  const regions = [...new Set([stack.region, other, ...furtherRegions])];
  return regions.flatMap((region) => PURPOSES.map((purpose) => stack.formatArn({
    service: 'iam', region: '', resource: 'role', resourceName: `cdk-${qualifier}-${purpose}-role-${stack.account}-${region}`,
  })));
}

/**
 * The role with which GitHub Actions deploys a stage: the `deploy` stack. Only jobs of one repository's branch or environment can assume
 * it, without a stored key. It can assume the roles of `cdk bootstrap` and nothing else.
 *
 * Jobs of pull requests can't assume it. Otherwise everyone who can open a pull request could deploy.
 *
 * @throws at synthesis when repository, branch or environment is invalid, contains a wildcard or is known only at deployment.
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 *
 * @example
 * new ListBackupDelivery(this, 'Delivery', {
 *   stage: ListBackupStage.MAIN,
 *   repository: 'ListBackup-ai/api',
 *   repositoryOwnerId: '123456',
 *   repositoryId: '456789',
 *   environment: 'production',
 * });
 */
@located
export class ListBackupDelivery extends Construct {
  /** The role that the workflow assumes, `listbackup-{stage}-deploy`. */
  public readonly deployRole: IRole;

  /** ARN of the account's OpenID Connect provider for GitHub, created here or before. */
  public readonly providerArn: string;

  /**
   * Subjects of the GitHub tokens that can assume the role: `repo:ListBackup-ai@123456/api@456789:ref:refs/heads/main` with IDs,
   * `repo:ListBackup-ai/api:ref:refs/heads/main` without.
   */
  public readonly subjects: string[];

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and the repository that deploys it.
   */
  public constructor(scope: Construct, id: string, props: ListBackupDeliveryProps) {
    const stage = requireStage(props);
    requireDelivery(props);
    super(scope, id);
    makesCatalogue(this);
    const stack = Stack.of(this);
    const roleName = accountWideName(this, stage, deployRoleName(stage));
    claimPhysicalName(this, 'role', roleName);
    this.subjects = subjectsOf(props);
    if (props.repositoryId === undefined) {
      Annotations.of(this).addWarningV2('listbackup-infrastructure:subjectByName',
        `the deploy role trusts ${this.subjects[0]} by name. GitHub sends IDs for repositories created, renamed or transferred since 15 July 2026, `
        + 'and a free name can be registered by others. Set repositoryOwnerId and repositoryId.');
    }
    this.providerArn = props.createProvider ?? true ? createProvider(this, stage) : providerArn(stack);

    const role = claimLogicalId(new CfnRole(this, 'DeployRole', {
      roleName,
      description: `Deploys stage ${stage.stageName} from ${this.subjects[0]}.`,
      assumeRolePolicyDocument: trustIn(this.providerArn, this.subjects),
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
function trustIn(provider: string, subjects: readonly string[]): PolicyDocument {
  return new PolicyDocument({
    statements: [new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new WebIdentityPrincipal(provider, { StringEquals: { [`${GITHUB_ISSUER}:aud`]: AUDIENCE, [`${GITHUB_ISSUER}:sub`]: subjects.length === 1 ? subjects[0] : subjects } })],
      actions: ['sts:AssumeRoleWithWebIdentity'],
    })],
  });
}
