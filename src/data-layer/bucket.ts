import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { BucketPolicy, CfnBucket, CfnBucketPolicy, CorsRule, IBucket, LifecycleRule, mixins, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct, IConstruct } from 'constructs';
import { bucketAttributes, ImportedBucket, ListBackupBucketBase } from './bucket-import';
import { renderLifecycle } from './bucket-lifecycle';
import { ListBackupBucketFromStageProps, ListBackupBucketOptions, requireBucket } from './bucket-options';
import { ListBackupBucketReplication, replicate, requireReplication } from './bucket-replication';
import { BUCKET_KEYS, BUCKETS } from '../catalogue/buckets';
import { SERVICES } from '../catalogue/services';
import { claimLogicalId, claimPhysicalName, removalPolicyFor, requireOwnName, requireResourceId, resourceTags } from '../conventions';
import { ListBackupExportNamesOptions, requireExportNames } from '../exports/export-names';
import { lookupOf } from '../exports/lookup';
import { publish } from '../exports/publish';
import { stackAware } from '../exports/reference';
import { IListBackupBucket } from '../handles';
import { getOrCreateServiceKey, importedKeyFor, ServiceKeySpec } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { bucketName, environmentVariable, kebabCase } from '../stage/naming';
import { requireStage } from '../stage/security';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireService, requireWholeName } from '../validation/names';
import { requireText } from '../validation/values';

/** Twelve digits of the account and the longest region that S3 names must leave room for. */
const ACCOUNT_AND_LONGEST_REGION = '-123456789012-ap-southeast-1'.length;
const MAX_BUCKET_NAME = 63;

/** The options that decide a bucket's name. */
interface OwnBucketNaming {
  readonly name?: string;
  readonly bucketName?: string;
}

/** Returns the part of the name that the variable is made of, where id and names can become a bucket's, and refuses them otherwise. */
function requireOwnBucket(scope: IConstruct, id: string, { name: asked, bucketName: whole }: OwnBucketNaming, stage: ListBackupStage): string {
  requireResourceId(id);
  const name = asked ?? kebabCase(id);
  if (whole !== undefined) {
    requireWholeName('bucketName', whole, asked);
    requireText('bucketName', whole, /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'must have 3 to 63 lower-case letters, digits and hyphens, and begin and end with a letter or digit', `For example: "acme-uploads-${stage.stageName}".`);
    const taken = BUCKET_KEYS.find((key) => whole.startsWith(`listbackup-${BUCKETS[key].name}-${stage.stageName}-`));
    requireOwnName(scope, id, whole, Object.fromEntries(BUCKET_KEYS.map((key) => [key, key === taken ? whole : ''])), 'ListBackupBuckets', 'bucketName');
    return name;
  }
  requireOwnName(scope, id, name, Object.fromEntries(BUCKET_KEYS.map((key) => [key, BUCKETS[key].name])), 'ListBackupBuckets');
  const room = MAX_BUCKET_NAME - ACCOUNT_AND_LONGEST_REGION - `listbackup--${stage.stageName}`.length;
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > room) {
    invalid('name', name, `must have 1 to ${room} lower-case letters and digits, in words joined by hyphens: with stage, account and Region it must fit the 63 characters of S3`, 'For example: "reports".');
  }
  return name;
}

function outputKeys(id: string): string[] {
  return ['Name', 'Arn', 'DomainName', 'RegionalDomainName'].map((end) => `${id}Bucket${end}`);
}

/** The key of hardened buckets and their log group. CloudFront is admitted where it reads. */
export function bucketsKey(stage: ListBackupStage, service: string, removalPolicy: RemovalPolicy): ServiceKeySpec {
  return { stage, service, removalPolicy, users: ['LogGroups', 'TrailsWriteToBuckets'], shared: true };
}

/** A bucket under the ListBackup conventions. */
export interface ListBackupBucketProps extends ListBackupBucketOptions, ListBackupExportNamesOptions {
  /** The stage: it decides the name and every default. */
  readonly stage: ListBackupStage;

  /**
   * The service that owns the bucket: the `Service` tag, and what its exports begin with.
   *
   * @default 'listbackup-infrastructure-s3'
   */
  readonly service?: string;

  /**
   * The middle of the bucket's name, `listbackup-{name}-{stage}-{account}-{region}`.
   *
   * @default - the construct's id in kebab case: `UsageReports` becomes `usage-reports`
   */
  readonly name?: string;

  /**
   * The whole name of the bucket, for one that already exists under another pattern: 3 to 63 lower-case letters, digits and hyphens. With
   * `replication`, the bucket of the replicas must be named as well.
   *
   * @default - `listbackup-{name}-{stage}-{account}-{region}`
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  readonly bucketName?: string;

  /**
   * The environment variable in which a service reads the bucket's name.
   *
   * @default - the name in upper case, and `_BUCKET_NAME`: `USAGE_REPORTS_BUCKET_NAME`. With `bucketName`, the construct's id takes the
   *   place of the name
   */
  readonly environmentVariable?: string;

  /**
   * Keeps overwritten and deleted objects as noncurrent versions.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
   */
  readonly versioned?: boolean;

  /**
   * When objects move to cheaper classes, and when they expire.
   *
   * @default - objects stay as they are
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html
   */
  readonly lifecycleRules?: LifecycleRule[];

  /**
   * CORS rules for web pages of other origins.
   *
   * @default - nothing
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
   */
  readonly cors?: CorsRule[];

  /**
   * Bucket that receives the server access logs. Its policy must allow S3's log delivery to write, as the policy of the logs bucket does.
   *
   * @default - no access logs
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
   */
  readonly serverAccessLogsBucket?: IBucket;

  /**
   * Replication of the objects as they are written. To copy objects that already exist, run S3 Batch Replication once.
   *
   * @default - nowhere
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
   */
  readonly replication?: ListBackupBucketReplication;
}

/**
 * One S3 bucket under the ListBackup conventions: private, encrypted, reached by TLS only, named and protected by its stage, published.
 *
 * Its logical ID is always the construct's id and `Bucket`. Its name is `listbackup-{name}-{stage}-{account}-{region}`.
 *
 * @throws at synthesis when the name is invalid or belongs to the catalogue.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-s3-bucket.html
 *
 * @example
 * new ListBackupBucket(this, 'Reports', {
 *   stage: ListBackupStage.DEV,
 *   service: 'listbackup-api-reports',
 *   lifecycleRules: [{ expiration: Duration.days(30) }],
 * });
 */
@located
export class ListBackupBucket extends ListBackupBucketBase {
  /**
   * A service's own bucket that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the id with which the bucket was created: it is in the names of its exports and outputs.
   * @param props the stage, the properties that can't be read from the bucket, and the lookup for the others.
   * @throws at synthesis when no bucket can have these props, or the bucket belongs to the catalogue.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupBucketFromStageProps): IListBackupBucket {
    const stage = requireStage(props);
    const name = requireOwnBucket(scope, id, props, stage);
    requireBucket({ environmentVariable: props.environmentVariable, encryptionKey: props.encryptionKey });
    const { account, region } = Stack.of(scope);
    const service = requireService(props.service ?? SERVICES.s3);
    const lookup = lookupOf(props, service, requireExportNames(props, outputKeys(id)));
    return new ImportedBucket(scope, id, {
      lookup,
      logicalId: `${id}Bucket`,
      physicalName: props.bucketName ?? bucketName(stage, name, account, region),
      environmentVariable: props.environmentVariable ?? environmentVariable(name, 'BUCKET_NAME'),
      encryptionKey: importedKeyFor(scope, `${id}Key`, props, service, lookup),
    });
  }

  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly bucketDomainName: string;
  public readonly bucketRegionalDomainName: string;
  public readonly bucketDualStackDomainName: string;
  public readonly bucketWebsiteDomainName: string;
  public readonly bucketWebsiteUrl: string;
  public readonly encryptionKey?: IKey;
  public policy?: BucketPolicy;
  public replicationRoleArn?: string;
  public readonly environmentVariable: string;
  protected autoCreatePolicy = true;

  /**
   * @param scope the stack for the resource, or a construct in it.
   * @param id the construct's id: the logical ID is this and `Bucket`, and its kebab case is in the name unless you set `name`.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupBucketProps) {
    const stage = requireStage(props);
    const name = requireOwnBucket(scope, id, props, stage);
    const service = requireService(props.service ?? SERVICES.s3);
    requireBucket(props);
    const exportNames = requireExportNames(props, outputKeys(id));
    super(scope, id);

    const physicalName = props.bucketName ?? bucketName(stage, name, this.stack.account, this.stack.region);
    claimPhysicalName(this, 'bucket', physicalName);
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = getOrCreateServiceKey(this, props, bucketsKey(stage, service, removalPolicy));
    const logging = props.serverAccessLogsBucket;
    const { replication } = props;
    if (replication !== undefined) {
      requireReplication(this.stack, 'replication', props, replication);
      if (props.bucketName !== undefined && replication.bucketName === undefined) {
        invalid('replication.bucketName', undefined, 'must be set together with bucketName: no rule names the other bucket', `For example: "${props.bucketName}-replica".`);
      }
    }

    // L1: `Bucket` (L2) decides by feature flags of the app how access logs are admitted, and property injectors may change its defaults.
    const bucket = claimLogicalId(new CfnBucket(this, 'Resource', {
      bucketName: physicalName,
      bucketEncryption: {
        serverSideEncryptionConfiguration: [encryptionKey
          ? { bucketKeyEnabled: true, serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryptionKey.keyArn } }
          : { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
      publicAccessBlockConfiguration: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      ownershipControls: { rules: [{ objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED }] },
      versioningConfiguration: props.versioned === false ? undefined : { status: 'Enabled' },
      lifecycleConfiguration: props.lifecycleRules?.length ? { rules: props.lifecycleRules.map(renderLifecycle) } : undefined,
      corsConfiguration: props.cors?.length ? { corsRules: props.cors } : undefined,
      replicationConfiguration: replication && replicate(this, {
        logicalId: `${id}Bucket`,
        service,
        bucketName: physicalName,
        replicaName: replication.bucketName ?? bucketName(stage, name, this.stack.account, replication.region),
        encryptionKey,
      }, replication),
      loggingConfiguration: logging && { destinationBucketName: logging.bucketName, logFilePrefix: `${name}/` },
      tags: resourceTags(stage, service),
    }), `${id}Bucket`);
    bucket.applyRemovalPolicy(removalPolicy);

    const outside = bucketAttributes(this.stack, physicalName);
    this.bucketName = stackAware(this.stack, bucket.ref, physicalName);
    this.bucketArn = stackAware(this.stack, bucket.attrArn, outside.arn);
    this.bucketDomainName = stackAware(this.stack, bucket.attrDomainName, outside.domainName);
    this.bucketRegionalDomainName = stackAware(this.stack, bucket.attrRegionalDomainName, outside.regionalDomainName);
    this.bucketDualStackDomainName = stackAware(this.stack, bucket.attrDualStackDomainName, outside.dualStackDomainName);
    this.bucketWebsiteDomainName = outside.websiteDomainName;
    this.bucketWebsiteUrl = `http://${outside.websiteDomainName}`;
    this.encryptionKey = encryptionKey;
    this.environmentVariable = props.environmentVariable ?? environmentVariable(name, 'BUCKET_NAME');

    // A bucket has one policy: every later statement joins this one.
    this.policy = new BucketPolicy(this, 'Policy', { bucket: this, removalPolicy });
    const cfnPolicy = claimLogicalId(this.policy.node.defaultChild as CfnBucketPolicy, `${id}BucketPolicy`);
    // Again: an app's property injectors may have changed it, and a bucket that is kept keeps what protects it.
    cfnPolicy.applyRemovalPolicy(removalPolicy);
    // CDK's mixins find a bucket's policy by this reference, and would make a second policy without it.
    cfnPolicy.bucket = bucket.ref;
    this.addToResourcePolicy(new PolicyStatement({
      sid: 'TlsOnly',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['s3:*'],
      resources: [this.bucketArn, this.arnForObjects('*')],
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    }));
    if (props.autoDeleteObjects ?? (stage.isDevelopment && removalPolicy === RemovalPolicy.DESTROY)) {
      if (removalPolicy !== RemovalPolicy.DESTROY) {
        invalid('autoDeleteObjects', true, `can't be combined with the removal policy "${removalPolicy}"`, 'Set removalPolicy: RemovalPolicy.DESTROY, or remove autoDeleteObjects.');
      }
      this.emptyOnRemoval(id, bucket);
    }

    publish(this, stage, service, {
      [`${id}BucketName`]: bucket.ref,
      [`${id}BucketArn`]: bucket.attrArn,
      [`${id}BucketDomainName`]: bucket.attrDomainName,
      [`${id}BucketRegionalDomainName`]: bucket.attrRegionalDomainName,
    }, exportNames);
  }

  private emptyOnRemoval(id: string, bucket: CfnBucket): void {
    new mixins.BucketAutoDeleteObjects().applyTo(bucket);
    // Its own logical ID would follow the tree, and a move would have CloudFormation remove the old one: which empties the bucket.
    const emptier = this.node.findChild('AutoDeleteObjectsCustomResource').node.defaultChild as CfnResource;
    claimLogicalId(emptier, `${id}BucketEmptier`);
    // CDK makes its function depend on the role that the function names already, which linters report.
    const handler = this.stack.node.tryFindChild('Custom::S3AutoDeleteObjectsCustomResourceProvider')?.node.tryFindChild('Handler');
    if (CfnResource.isCfnResource(handler)) handler.addDeletionOverride('DependsOn');
  }
}
