import { AddToResourcePolicyResult, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ImportedKey } from './imported-key';
import { ListBackupKeyBase } from './key-base';
import { IListBackupKey } from './key-handle';
import { ListBackupKeyOptions } from './key-options';
import { createAlias, createKey, DEFAULT_ROTATION_DAYS, LONGEST_PENDING_DAYS } from './key-resource';
import { keyPolicy } from './key-statements';
import { removalPolicyFor } from '../conventions';
import { ListBackupFromStageProps } from '../exports';
import { publish } from '../exports/publish';
import { publishedReference } from '../exports/published-reference';
import { stackAware } from '../exports/reference';
import { ListBackupStage } from '../stage';
import { keyAliasName, SERVICES } from '../stage/naming';
import { requireBoolean } from '../stage/require';
import { requireDuration } from '../stage/require-duration';
import { requireStatement } from '../stage/require-handles';
import { requireStage } from '../stage/require-stage';

/** The key of a stage. */
export interface ListBackupKeyProps extends ListBackupKeyOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The one customer-managed key of a stage, `alias/listbackup-{stage}`: symmetric, rotated, for tables, buckets, queues, topics, log
 * groups and secrets. It costs a monthly fee and a price per request; without it, each service encrypts with a key of its own.
 *
 * Its policy leaves it to the account's IAM policies who may use it, and lets those services of this account use it that come without a
 * role: CloudWatch Logs for its log groups; EventBridge, SNS, S3 and CloudWatch alarms for sending to encrypted queues and topics;
 * CloudTrail for writing to, and CloudFront for reading from encrypted buckets.
 *
 * @throws at synthesis when the rotation period or the pending window is out of bounds.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
 *
 * @example
 * const encryptionKey = new ListBackupKey(this, 'Key', { stage: ListBackupStage.MAIN });
 * new ListBackupDataLayer(this, 'Data', { stage: ListBackupStage.MAIN, encryptionKey });
 */
export class ListBackupKey extends ListBackupKeyBase {
  /**
   * The key of a stage that another app or stack deployed. Only what is used stands in the consumer's template.
   *
   * With `ListBackupLookup.names()` only the alias is found; ARN and ID follow from no rule, which is said when one is used. The key's
   * policy is that of the stack that made it: `addToResourcePolicy` adds nothing, and is refused with `allowNoOp: false`.
   *
   * @param scope where the handle stands.
   * @param id the construct's id.
   * @param props the stage, and how its values are found.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupFromStageProps): IListBackupKey {
    return new ImportedKey(scope, id, props);
  }

  public readonly keyArn: string;
  public readonly keyId: string;
  public readonly aliasName: string;
  private readonly mutable: IKey;

  /**
   * @param scope the stack, or a construct in it, that the resources stand in.
   * @param id the construct's id; names and logical IDs do not follow from it.
   * @param props the stage, and what differs from its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupKeyProps) {
    const stage = requireStage(props);
    const days = (what: string, asked: ListBackupKeyOptions['rotationPeriod'], min: number, max: number, fallback: number): number => (
      asked === undefined ? fallback : requireDuration(what, asked, 'days', min, max, fallback)
    );
    const rotationPeriodInDays = days('rotationPeriod', props.rotationPeriod, 90, 2560, DEFAULT_ROTATION_DAYS);
    const pendingWindowInDays = days('pendingWindow', props.pendingWindow, 7, LONGEST_PENDING_DAYS, LONGEST_PENDING_DAYS);
    super(scope, id);

    const key = createKey(this, {
      stage,
      service: SERVICES.kms,
      logicalId: 'EncryptionKey',
      description: `What stage ${stage.stageName} of ListBackup keeps`,
      policy: keyPolicy(this),
      removalPolicy: removalPolicyFor(this, stage, props.removalPolicy),
      rotationPeriodInDays,
      pendingWindowInDays,
    });
    this.mutable = Key.fromCfnKey(key);
    const alias = createAlias(this, 'EncryptionKeyAlias', keyAliasName(stage), key);

    // No rule can tell the ID that KMS chose, and policies know a key by nothing else.
    this.keyArn = publishedReference(this.stack, stage, SERVICES.kms, 'EncryptionKeyArn', key.attrArn);
    this.keyId = publishedReference(this.stack, stage, SERVICES.kms, 'EncryptionKeyId', key.ref);
    this.aliasName = stackAware(this.stack, alias.ref, keyAliasName(stage));
    publish(this, stage, SERVICES.kms, { EncryptionKeyArn: key.attrArn, EncryptionKeyId: key.ref, EncryptionKeyAliasName: alias.ref });
  }

  /**
   * Adds a statement to the key's policy. It must not refer to resources of stacks that use the key, since those are deployed later.
   */
  public addToResourcePolicy(statement: PolicyStatement, allowNoOp?: boolean): AddToResourcePolicyResult {
    requireStatement('statement', statement);
    requireBoolean('allowNoOp', allowNoOp);
    return this.mutable.addToResourcePolicy(statement, allowNoOp);
  }
}
