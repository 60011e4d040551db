import { CfnResource, IResolvable, IResource, Lazy, Stack } from 'aws-cdk-lib';
import { CfnBackupPlan, CfnBackupSelection, CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { CfnRole, IManagedPolicy, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { backUpBuckets, backUpTables, useResourceKeys } from './statements';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, resourceTags, roleTags, tagMap } from '../conventions';
import { ListBackupStage } from '../stage';
import { backupPlanName } from '../stage/naming';
import { knownEnvironment, environmentMismatch } from '../validation/environment';
import { invalid, show } from '../validation/invalid';
import { located } from '../validation/located';

export interface BackupServiceRoleProps {
  readonly service: string;
  readonly policyName: string;
  /** It is read when the app is synthesized: until then statements may be added. */
  readonly document: PolicyDocument | IResolvable;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** A role that AWS Backup takes for this account's jobs. IAM makes up its name. */
export function createBackupServiceRole(scope: Construct, logicalId: string, props: BackupServiceRoleProps): CfnRole {
  return claimLogicalId(new CfnRole(scope, logicalId, {
    assumeRolePolicyDocument: new PolicyDocument({
      statements: [new PolicyStatement({
        principals: [new ServicePrincipal('backup.amazonaws.com')],
        actions: ['sts:AssumeRole'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      })],
    }),
    policies: [{ policyName: props.policyName, policyDocument: props.document }],
    permissionsBoundary: props.permissionsBoundary?.managedPolicyArn,
    tags: roleTags(props.service),
  }), logicalId);
}

const DEFAULT_START_HOUR = 5;
const START_WITHIN_MINUTES = 60;
const DAY_HOURS = 24;

export interface BackupPlanProps {
  readonly stage: ListBackupStage;
  readonly vault: CfnBackupVault;
  readonly copyVaultArn?: string;
  readonly startHour?: number;
  readonly intervalHours: number;
  readonly retentionDays: number;
}

/** The plan: once a day, with a copy where there is a vault for it. */
export function createBackupPlan(scope: Construct, props: BackupPlanProps): CfnBackupPlan {
  const { stage, copyVaultArn, startHour = DEFAULT_START_HOUR, intervalHours } = props;
  const hours = Array.from({ length: DAY_HOURS / intervalHours }, (_, at) => (startHour + at * intervalHours) % DAY_HOURS);
  const lifecycle = { deleteAfterDays: props.retentionDays };
  const tags = tagMap(resourceTags(stage, SERVICES.backup));
  return claimLogicalId(new CfnBackupPlan(scope, 'BackupPlan', {
    backupPlan: {
      backupPlanName: backupPlanName(stage),
      backupPlanRule: [{
        ruleName: hours.length === 1 ? 'Daily' : 'TwiceDaily',
        targetBackupVault: props.vault.ref,
        scheduleExpression: `cron(0 ${hours.sort((a, b) => a - b).join(',')} * * ? *)`,
        startWindowMinutes: START_WITHIN_MINUTES,
        // A job that lasts longer would meet the next one.
        completionWindowMinutes: intervalHours * 60,
        lifecycle,
        copyActions: copyVaultArn === undefined ? undefined : [{ destinationBackupVaultArn: copyVaultArn, lifecycle }],
        recoveryPointTags: tags,
      }],
    },
    backupPlanTags: tags,
  }), 'BackupPlan');
}

/** Refuses what is elsewhere: a plan takes only what is in its own account and region, and says nothing of the rest. */
export function requireHere(scope: Construct, what: string, resource: IResource, arn: string): void {
  const home = Stack.of(scope);
  const place = knownEnvironment(resource.env, arn);
  const part = environmentMismatch(home, place);
  if (part === undefined) return;
  invalid(what, resource.node.path, `must be in ${part} ${show(home[part])}, like this plan, and not in ${show(place[part])}`, `Create a ListBackupBackup in a stack of ${part} ${show(place[part])}.`);
}

/** Refuses a bucket of this app that keeps no versions: AWS Backup takes no other. */
export function requireVersions({ node }: IBucket): void {
  const { defaultChild } = node;
  if (!CfnResource.isCfnResource(defaultChild) || !('versioningConfiguration' in defaultChild)) return;
  if (defaultChild.versioningConfiguration === undefined) invalid('bucket', node.path, 'must be a bucket that keeps versions', 'Set versioned: true.');
}

/** Resource that is backed up. */
export interface Member {
  readonly kind: 'dynamodb' | 's3';
  readonly arn: string;
  readonly encryptionKey?: IKey;
}

export interface MembersProps {
  readonly stage: ListBackupStage;
  readonly plan: CfnBackupPlan;
  /** Statements that a role needs for any member: access to vaults and their keys. */
  readonly vaultStatements: readonly PolicyStatement[];
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * So many that their ARNs fit the 10240 characters of a role's policies, however long their names are. A selection takes 500.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const GROUP_SIZE = 24;

/** Every resource that the plan backs up, in selections with a role each. */
@located
export class Members extends Construct {
  private readonly groups: Member[][] = [];
  private readonly known = new Set<string>();

  public constructor(scope: Construct, id: string, private readonly props: MembersProps) {
    super(scope, id);
  }

  /** Adds what is not a member already, by whichever handle. */
  public add(member: Member): void {
    const arn = JSON.stringify(Stack.of(this).resolve(member.arn));
    if (this.known.has(arn)) return;
    this.known.add(arn);
    const last = this.groups.at(-1);
    if (last !== undefined && last.length < GROUP_SIZE) last.push(member);
    else this.addGroup([member]);
  }

  private addGroup(members: Member[]): void {
    const { stage, plan, permissionsBoundary } = this.props;
    this.groups.push(members);
    const number = this.groups.length > 1 ? String(this.groups.length) : '';
    const role = createBackupServiceRole(this, `BackupRole${number}`, {
      service: SERVICES.backup,
      policyName: 'BackUp',
      document: this.documentOf(members),
      permissionsBoundary,
    });
    claimLogicalId(new CfnBackupSelection(this, `BackupSelection${number}`, {
      backupPlanId: plan.ref,
      backupSelection: {
        selectionName: `${backupPlanName(stage)}${number && `-${number}`}`,
        iamRoleArn: role.attrArn,
        resources: Lazy.list({ produce: () => members.map(({ arn }) => arn) }),
      },
    }), `BackupSelection${number}`);
  }

  /** Members come until the app is synthesized, so it is put together only then. */
  private documentOf(members: readonly Member[]): IResolvable {
    const { vaultStatements } = this.props;
    const of = (kind: Member['kind']): Member[] => members.filter((member) => member.kind === kind);
    const keysOf = (kind: Member['kind']): IKey[] => of(kind).flatMap(({ encryptionKey }) => encryptionKey ?? []);
    return Lazy.any({
      produce: () => new PolicyDocument({
        statements: [
          ...of('dynamodb').length > 0 ? [backUpTables(of('dynamodb').map(({ arn }) => arn))] : [],
          ...useResourceKeys('UseTableKeys', 'dynamodb', keysOf('dynamodb')),
          ...of('s3').length > 0 ? backUpBuckets(Stack.of(this), of('s3').map(({ arn }) => arn)) : [],
          ...useResourceKeys('UseBucketKeys', 's3', keysOf('s3')),
          ...vaultStatements.map((statement) => statement.copy()),
        ],
      }),
    });
  }
}
