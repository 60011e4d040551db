import { Annotations, Duration, Token } from 'aws-cdk-lib';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { requireSecurity } from '../stage/security';
import { requireBoundary } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { requireRegion } from '../validation/regions';
import { requireBoolean, requireDurationBetween, requireList, requireObject } from '../validation/values';

/** From where a stage is deployed, and how. */
export interface ListBackupDeliveryOptions extends ListBackupSecurityOptions {
  /** The GitHub repository that deploys, `owner/name`, in the capitals that GitHub shows: the comparison minds them. */
  readonly repository: string;

  /**
   * Numeric ID of the account or organization that owns the repository, for example `'123456'`. To get it, run `gh api repos/OWNER/NAME
   * --jq .owner.id`. Requires `repositoryId`.
   *
   * GitHub puts both IDs into the subject of its tokens for every repository created, renamed or transferred since 15 July 2026, and for
   * older ones on request. Once a name is free, anyone can register it again. An ID never changes and is never reused.
   *
   * @default - the subject without IDs, `repo:owner/name:…`, and synthesis warns (`listbackup-infrastructure:subjectByName`)
   * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
   */
  readonly repositoryOwnerId?: string;

  /**
   * The numeric ID of the repository, for example `'456789'`: `gh api repos/OWNER/NAME --jq .id`. Requires `repositoryOwnerId`.
   *
   * @default - the subject without IDs, `repo:owner/name:…`
   * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
   */
  readonly repositoryId?: string;

  /**
   * Also trusts the subject without IDs. Set it while you change a repository from one form to the other. Requires the IDs.
   *
   * @default false
   */
  readonly acceptSubjectByName?: boolean;

  /**
   * Branch from which the stage is deployed, without `refs/heads/`. Can't be combined with `environment`: GitHub's token names only one of
   * the two.
   *
   * @default - 'main', unless there is an `environment`
   */
  readonly branch?: string;

  /**
   * GitHub environment whose jobs deploy the stage, from any branch: letters, digits, dots, hyphens and underscores. A new environment has
   * no rules. In its settings, restrict the branches that can deploy and require reviewers.
   *
   * @default - none: the branch decides
   * @see https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
   */
  readonly environment?: string;

  /**
   * Creates the account's OpenID Connect provider for GitHub. An account can have only one provider of that URL: set this to false if it already
   * exists, for example for the account's second stage. The provider is retained when it leaves the stack, because other roles may trust it.
   *
   * @default true
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
   */
  readonly createProvider?: boolean;

  /**
   * Other regions that the app deploys to.
   *
   * @default - the stack's own and us-east-1, where edge and recovery are (us-west-2 for a stack in us-east-1)
   */
  readonly regions?: string[];

  /**
   * Maximum duration of a session of the role: 1 to 12 hours, which are IAM's bounds. A workflow can ask for less.
   *
   * @default Duration.hours(1)
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
   */
  readonly sessionDuration?: Duration;

  /**
   * Permissions boundary of the role.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Properties of the deployment role. */
export interface ListBackupDeliveryProps extends ListBackupDeliveryOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

const WILDCARDS = /[*?]/;
/** GitHub knows no repository whose name ends in `.git`: that is the end of its URL. */
const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}\/(?!\.{1,2}$)(?!.*\.git$)[A-Za-z0-9._-]{1,100}$/;
/** Git's rules for names of branches, narrowed to what no shell and no token encodes. */
const BRANCH = /^(?!refs\/)(?!.*(\.\.|\/\/|\/\.|\.lock(\/|$)))[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}(?<![./])$/;
const ENVIRONMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/;

/** Refuses what would admit more than was meant, or nobody. */
export function requireDelivery(options: ListBackupDeliveryOptions): void {
  const { repository, branch, environment } = options;
  requireClaim('repository', repository ?? null, REPOSITORY, 'must be owner/name of one GitHub repository', '"ListBackup-ai/api"');
  requireClaim('branch', branch, BRANCH, 'must be the name of one branch, without refs/heads/', '"main"');
  requireClaim('environment', environment, ENVIRONMENT, 'must be the name of one GitHub environment, of letters, digits, dots, hyphens and underscores', '"production"');
  if (branch !== undefined && environment !== undefined) {
    invalid('environment', environment, 'can\'t be combined with branch: GitHub\'s token names one of the two', 'Remove branch, and limit the branches in the environment\'s own rules.');
  }
  requireIds(options);
  requireSecurity(options.security);
  requireBoolean('createProvider', options.createProvider);
  requireList('regions', options.regions, '["eu-central-1"]');
  options.regions?.forEach((region) => requireRegion('regions', region));
  requireDurationBetween('sessionDuration', options.sessionDuration, Duration.hours(1), Duration.hours(12));
  if (options.sessionDuration !== undefined && options.sessionDuration.toMilliseconds() % 1000 !== 0) {
    invalid('sessionDuration', options.sessionDuration.toHumanString(), 'must be in whole seconds', 'For example: Duration.hours(1).');
  }
  requireBoundary('permissionsBoundary', options.permissionsBoundary);
}

/** IDs of GitHub are positive whole numbers, written as text: a language's own numbers may not hold them exactly. */
const ID = /^[1-9]\d{0,18}$/;

function requireIds({ repositoryOwnerId, repositoryId, acceptSubjectByName }: ListBackupDeliveryOptions): void {
  requireClaim('repositoryOwnerId', repositoryOwnerId, ID, 'must be the numeric ID of the owner, as text', '"123456"');
  requireClaim('repositoryId', repositoryId, ID, 'must be the numeric ID of the repository, as text', '"456789"');
  requireBoolean('acceptSubjectByName', acceptSubjectByName);
  if (repositoryOwnerId === undefined && repositoryId !== undefined) {
    invalid('repositoryId', repositoryId, 'requires repositoryOwnerId: the subject has both', 'For example: repositoryOwnerId: "123456".');
  }
  if (repositoryOwnerId !== undefined && repositoryId === undefined) {
    invalid('repositoryOwnerId', repositoryOwnerId, 'requires repositoryId: the subject has both', 'For example: repositoryId: "456789".');
  }
  if (acceptSubjectByName !== undefined && repositoryId === undefined) {
    invalid('acceptSubjectByName', acceptSubjectByName, 'requires repositoryOwnerId and repositoryId: without them the role trusts the name already',
      'For example: repositoryOwnerId: "123456", repositoryId: "456789".');
  }
}

/** Checks a part of the trust policy's subject. It can't be a token: a wildcard that only deployment reveals would let other repositories in. */
function requireClaim(what: string, value: string | null | undefined, pattern: RegExp, rule: string, works: string): void {
  if (value === undefined) return;
  if (typeof value === 'string' && Token.isUnresolved(value)) invalid(what, value, 'must be known at synthesis, because it decides who can deploy', `For example: ${works}.`);
  if (typeof value === 'string' && WILDCARDS.test(value)) invalid(what, value, `${rule}, without wildcards: they would let others deploy`, `For example: ${works}.`);
  if (typeof value !== 'string' || !pattern.test(value)) invalid(what, value, rule, `For example: ${works}.`);
}

const WORKS = '{ repository: "ListBackup-ai/api" }';

/** Returns true if a repository is given, so that the delivery stack can be created. Otherwise adds a warning. */
export function deliveryCanStand(scope: IConstruct, options: ListBackupDeliveryOptions | undefined): options is ListBackupDeliveryOptions {
  requireObject('delivery', options, 'must be an options object', `For example: ${WORKS}.`);
  if (options !== undefined) return true;
  Annotations.of(scope).addWarningV2('listbackup-infrastructure:deliveryLeftOut',
    `the deploy stack is left out: nobody said from where the stage is deployed, for example delivery: ${WORKS}.`);
  return false;
}
