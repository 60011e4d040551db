import { Duration, RemovalPolicy, Resource } from 'aws-cdk-lib';
import { AddToResourcePolicyResult, Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, IKey, Key, KeyGrants, KeyReference } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { createAlias, createKey, DEFAULT_ROTATION_DAYS, keyPolicy, LONGEST_PENDING_DAYS } from './key-resource';
import { SERVICES } from '../catalogue/services';
import { removalPolicyFor } from '../conventions';
import { ListBackupFromStageProps } from '../exports';
import { lookupOf, ServiceLookup } from '../exports/lookup';
import { publish } from '../exports/publish';
import { publishedReference, stackAware } from '../exports/reference';
import { ListBackupSecurityOptions, ListBackupStage } from '../stage';
import { keyAliasName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireGrantee, requireStatement } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireBoolean, requireDuration, requireText } from '../validation/values';

/** A stage's key, created by this app or by another one. Every construct of the library takes it as `encryptionKey`. */
export interface IListBackupKey extends IKey {
  /** The name that people and programs know the key by: `alias/listbackup-{stage}`. */
  readonly aliasName: string;
}

/** Options of a stage's key. */
export interface ListBackupKeyOptions extends ListBackupSecurityOptions {
  /**
   * Time between rotations, when KMS creates new key material: 90 to 2560 whole days. Data encrypted before a rotation stays readable.
   *
   * @default Duration.days(365)
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
   */
  readonly rotationPeriod?: Duration;

  /**
   * For how long a key that is removed can still be saved: 7 to 30 whole days.
   *
   * @default Duration.days(30)
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
   */
  readonly pendingWindow?: Duration;

  /**
   * Removal policy of the key when it leaves the stack. If you destroy a key, all data encrypted with it is lost. To destroy a production stage's
   * key, you must set `DESTROY` here. Synthesis then warns (`listbackup-infrastructure:destroyProductionData`).
   *
   * @default - retained in production and staging, destroyed in development
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Base of created and imported keys: their grants. CDK doesn't export the base class of its own keys.
 *
 * @internal
 */
@located
export abstract class ListBackupKeyBase extends Resource implements IListBackupKey {
  public abstract readonly keyArn: string;
  public abstract readonly keyId: string;
  public abstract readonly aliasName: string;

  public get keyRef(): KeyReference {
    return { keyArn: this.keyArn, keyId: this.keyId };
  }

  /** Ways to let a principal use the key. */
  public get grants(): KeyGrants {
    // The key's policy trusts the account, so that a principal's own policy suffices.
    return KeyGrants.fromKey(this, true);
  }

  public abstract addToResourcePolicy(statement: PolicyStatement, allowNoOp?: boolean): AddToResourcePolicyResult;

  public addAlias(alias: string): Alias {
    requireText('alias', alias, /^(alias\/)?(?!aws\/)[A-Za-z0-9:/_-]{1,250}$/, 'must have 1 to 250 letters, digits and ":/_-", and not begin with "aws/"', 'For example: "listbackup-main".');
    return new Alias(this, `Alias${alias}`, { aliasName: alias, targetKey: this });
  }

  public grant(grantee: IGrantable, ...actions: string[]): Grant {
    for (const action of actions) requireText('actions', action ?? '', /^(\*|[a-z0-9-]+:[A-Za-z*?]+)$/, 'must have a service, a colon and the name of an operation', 'For example: "kms:Decrypt".');
    return this.grantsTo(grantee).actions(grantee, ...actions);
  }

  public grantDecrypt(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).decrypt(grantee);
  }

  public grantEncrypt(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).encrypt(grantee);
  }

  public grantEncryptDecrypt(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).encryptDecrypt(grantee);
  }

  public grantSign(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).sign(grantee);
  }

  public grantVerify(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).verify(grantee);
  }

  public grantSignVerify(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).signVerify(grantee);
  }

  public grantGenerateMac(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).generateMac(grantee);
  }

  public grantVerifyMac(grantee: IGrantable): Grant {
    return this.grantsTo(grantee).verifyMac(grantee);
  }

  private grantsTo(grantee: IGrantable): KeyGrants {
    requireGrantee('grantee', grantee);
    return this.grants;
  }
}

/** A stage's key that another stack deployed. Its policy is that stack's. What is not used is not looked up. */
@located
export class ImportedKey extends ListBackupKeyBase {
  private readonly lookup: ServiceLookup;

  public constructor(scope: Construct, id: string, private readonly props: ListBackupFromStageProps) {
    const lookup = lookupOf(props, SERVICES.kms);
    super(scope, id);
    this.lookup = lookup;
  }

  public get keyArn(): string {
    return this.lookup.name('EncryptionKeyArn');
  }

  public get keyId(): string {
    return this.lookup.name('EncryptionKeyId');
  }

  public get aliasName(): string {
    return this.lookup.name('EncryptionKeyAliasName', () => keyAliasName(this.props.stage));
  }

  public addToResourcePolicy(statement: PolicyStatement, allowNoOp?: boolean): AddToResourcePolicyResult {
    requireStatement('statement', statement);
    requireBoolean('allowNoOp', allowNoOp);
    if (allowNoOp === false) invalid('allowNoOp', allowNoOp, 'can\'t be false: the policy of an imported key can\'t be changed here', 'Add the statement in the stack that creates the key.');
    return { statementAdded: false };
  }
}

/** The key of a stage. */
export interface ListBackupKeyProps extends ListBackupKeyOptions {
  /** The stage: it decides names and defaults. */
  readonly stage: ListBackupStage;
}

/**
 * The one customer-managed key of a stage, `alias/listbackup-{stage}`: symmetric and rotated, for tables, buckets, queues, topics, log
 * groups and secrets. It costs a monthly fee and a price per request. Without it, each service uses its own key for encryption.
 *
 * The account's IAM policies decide who can use the key. Its key policy also lets those services of this account use it that call KMS
 * without a role: CloudWatch Logs for its log groups; EventBridge, SNS, S3 and CloudWatch alarms to send to encrypted queues and topics;
 * CloudTrail to write to encrypted buckets, and CloudFront to read from them.
 *
 * @throws at synthesis when the rotation period or the pending window is out of bounds.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
 *
 * @example
 * const encryptionKey = new ListBackupKey(this, 'Key', { stage: ListBackupStage.MAIN });
 * new ListBackupDataLayer(this, 'Data', { stage: ListBackupStage.MAIN, encryptionKey });
 */
@located
export class ListBackupKey extends ListBackupKeyBase {
  /**
   * The key of a stage that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * `ListBackupLookup.names()` only finds the alias. ARN and ID follow from no naming rule, so using one of them is an error. The key's
   * policy belongs to the stack that created it: `addToResourcePolicy` adds nothing, and is an error with `allowNoOp: false`.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupFromStageProps): IListBackupKey {
    return new ImportedKey(scope, id, props);
  }

  public readonly keyArn: string;
  public readonly keyId: string;
  public readonly aliasName: string;
  private readonly mutable: IKey;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
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

/**
 * Returns true for the shared key of a stage, created here or imported. The policy of that key allows every service that calls KMS
 * without a role.
 */
export function isStageKey(key: IKey): boolean {
  return key instanceof ListBackupKey || key instanceof ImportedKey;
}
