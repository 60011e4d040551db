import { IResolvable, Lazy, Stack } from 'aws-cdk-lib';
import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { IManagedPolicy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { createBackupServiceRole } from './backup-service-role';
import { backUpBuckets, backUpTables } from './backup-statements';
import { useResourceKeys } from './key-statements';
import { claimLogicalId } from '../conventions';
import { ListBackupStage } from '../stage';
import { backupPlanName, SERVICES } from '../stage/naming';

/** What is backed up. */
export interface Member {
  readonly kind: 'dynamodb' | 's3';
  readonly arn: string;
  readonly encryptionKey?: IKey;
}

export interface MembersProps {
  readonly stage: ListBackupStage;
  readonly plan: CfnBackupPlan;
  /** What the role of any member is allowed: vaults and their keys. */
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
