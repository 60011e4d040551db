import { Annotations, Environment, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ListBackupAuthSender, ListBackupInfrastructureProps, ListBackupStandby } from './infrastructure-props';
import { ListBackupStage } from '../stage';
import { DEFAULT_DOMAIN_NAME } from '../stage/naming';
import { requireSecurity, requireStage } from '../stage/security';
import { requireBoundary } from '../validation/constructs';
import { invalid, show } from '../validation/invalid';
import { requireHostedZone } from '../validation/names';
import { requireRegion } from '../validation/regions';
import { requireBoolean, requireOneOf, requireText } from '../validation/values';

/** Returns the one value that several parts were given. Rejects values that differ. */
export function singleValue<T>(what: string, answers: { readonly [part: string]: T | undefined }): T | undefined {
  const given = Object.entries(answers).filter(([, answer]) => answer !== undefined);
  const [first] = given;
  for (const [part, answer] of given) {
    if (answer !== first[1]) invalid(`${part}.${what}`, answer, `must be ${String(first[1])}, as in ${first[0]}.${what}`, `Set ${what} once, in ${first[0]}.`);
  }
  return first?.[1];
}

/** Path of a registered infrastructure, and whether it is a standby, whose names contain the region. */
interface RegisteredStage {
  readonly path: string;
  readonly standby: boolean;
}

const REGISTERED_STAGES = new WeakMap<IConstruct, Map<string, RegisteredStage>>();

/**
 * Refuses a second infrastructure of one stage, account and region in an app: both would be the same stacks, and CDK would not notice.
 * Warns of a second region, and returns whether this is the account's first: some names belong to the account.
 */
export function registerInfrastructure(scope: IConstruct, annotated: Stack, stage: ListBackupStage, env: Required<Environment>): boolean {
  const standing = REGISTERED_STAGES.get(scope.node.root) ?? new Map<string, RegisteredStage>();
  REGISTERED_STAGES.set(scope.node.root, standing);
  const [account, region] = [env.account, env.region].map((part) => (Token.isUnresolved(part) ? 'unknown' : part));
  const place = `${account}/${region}`;
  const ofAccount = `${stage.stageName} ${account}/`;
  const key = `${ofAccount}${region}`;
  const other = standing.get(key);
  if (other !== undefined) {
    throw new Error(`Stage "${stage.stageName}" already exists in ${place} (${other.path}). ${scope.node.path} would create the same stacks. `
      + 'Use another stage, such as ListBackupStage.of("feature-x"), or another env.');
  }
  const standby = stage.standbyFor !== undefined;
  const elsewhere = standby ? undefined : [...standing].find(([at, holder]) => at.startsWith(ofAccount) && !holder.standby);
  standing.set(key, { path: scope.node.path, standby });
  if (elsewhere) {
    // On a stack: CDK drops what is said of a construct outside of any.
    Annotations.of(annotated).addWarningV2('listbackup-infrastructure:stageInSecondRegion',
      `stage "${stage.stageName}" of account ${account} stands in another region at ${elsewhere[1].path}. Names of IAM roles belong to the account, so that both `
      + 'cannot be deployed side by side, and the edge is left out here. A second region that takes over is deployed with standbyFor.');
  }
  return elsewhere === undefined;
}

const PARTS = [
  'key', 'secrets', 'tables', 'buckets', 'queues', 'eventBus', 'domains', 'email', 'auth', 'api', 'edge', 'monitoring', 'budget', 'delivery', 'recovery', 'backup',
] as const;
/** Example options of the parts that create nothing by default. */
const EXAMPLES: Partial<Record<typeof PARTS[number], string>> = {
  budget: '{ monthlyUsd: 500, emails: ["operations@example.com"] }',
  delivery: '{ repository: "ListBackup-ai/api" }',
  secrets: '{ secrets: { stripe: {} } }',
};
const ZONE = 'hostedZone: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zoneName: "listbackup.ai" }';

/** Refuses what no part could say as clearly; returns the stage and the domain below which its hosts are named. */
export function requireInfrastructure(props: ListBackupInfrastructureProps): { readonly stage: ListBackupStage; readonly domainName: string } {
  const stage = props?.standbyFor === undefined ? requireStage(props) : requireStage(props).asStandbyFor(props.standbyFor);
  requireOneOf('standby', props.standby, Object.values(ListBackupStandby));
  if (props.standby !== undefined && stage.standbyFor === undefined) {
    invalid('standby', props.standby, 'requires standbyFor, which names the primary Region', 'For example: standbyFor: "us-west-2".');
  }
  for (const part of PARTS) {
    const options: unknown = props[part];
    if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options))) {
      invalid(part, options, 'must be an options object', `For example: ${part}: ${EXAMPLES[part] ?? '{}'}.`);
    }
  }
  requireText('env.account', props.env?.account, /^\S+$/, 'must be the ID of an account', 'For example: "123456789012".');
  if (props.env?.region !== undefined && !Token.isUnresolved(props.env.region)) requireRegion('env.region', props.env.region);
  for (const name of ['frontsApi', 'onlyThroughEdge', 'checkEdgeSecret', 'enabled'] as const) requireBoolean(`edge.${name}`, props.edge?.[name]);
  if (props.edge?.checkEdgeSecret !== undefined && !props.edge.onlyThroughEdge && !props.edge.edgeSecret) {
    invalid('edge.checkEdgeSecret', props.edge.checkEdgeSecret, 'requires a secret that the edge sends', 'Set edge.onlyThroughEdge: true as well, or remove checkEdgeSecret.');
  }
  requireBoundary('permissionsBoundary', props.permissionsBoundary);
  requireSecurity(props.security);
  const senders = Object.values(ListBackupAuthSender);
  if (props.authSender !== undefined && !senders.includes(props.authSender)) {
    invalid('authSender', props.authSender, `must be one of: ${senders.join(', ')}`, 'For example: ListBackupAuthSender.SES.');
  }
  if (props.hostedZone === undefined) {
    if (props.domains !== undefined) invalid('domains', props.domains, `requires a hosted zone, in which stage ${show(stage.stageName)} validates its certificates`, `Set ${ZONE}.`);
    if (props.edge?.frontsApi) invalid('edge.frontsApi', true, 'requires a hosted zone, in which the edge finds the API', `Set ${ZONE}.`);
    return { stage, domainName: DEFAULT_DOMAIN_NAME };
  }
  return { stage, domainName: requireHostedZone(props.hostedZone).zoneName };
}

/**
 * Warns of a user pool that sends through an identity of the same deployment. CloudFormation finishes the identity before SES has seen its DKIM
 * records, and Cognito refuses a sender that isn't verified.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
 */
export function warnOfUnverifiedSender(pool: Stack, { authSender, email, auth }: ListBackupInfrastructureProps): void {
  if (authSender !== ListBackupAuthSender.SES || email?.emailIdentity !== undefined || auth?.emailIdentityArn !== undefined) return;
  Annotations.of(pool).addWarningV2('listbackup-infrastructure:senderNotVerified',
    'authSender SES sends through the identity that the same app creates. The user pool fails to deploy with "Email address is not verified" until SES has '
    + 'verified it. Deploy a new stage or standby with authSender COGNITO first, wait until the identity is verified, and then deploy with SES.');
}
