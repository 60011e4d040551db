import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { Attribute, CfnTable, StreamViewType } from 'aws-cdk-lib/aws-dynamodb';
import { AddToResourcePolicyResult, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct, IConstruct } from 'constructs';
import { ListBackupProvisionedCapacity, ListBackupTableCapacity, scaleTable } from './table-capacity';
import { ImportedTable, ListBackupTableBase } from './table-import';
import { ListBackupTableFromStageProps, ListBackupTableIndex, ListBackupTableOptions, OwnTableNaming, requireAwsManagedKey, requireTable, requireTimeToLive } from './table-options';
import { attributeDefinitions, insights, keySchema, pointInTimeRecovery, projection, requireSchema, TableSchema } from './table-schema';
import { SERVICES } from '../catalogue/services';
import { TABLE_KEYS, TABLES } from '../catalogue/tables';
import { claimLogicalId, claimPhysicalName, protectedRemovalPolicy, removalPolicyFor, requireOwnName, requireResourceId, resourceTags } from '../conventions';
import { ListBackupExportNamesOptions, requireExportNames } from '../exports/export-names';
import { lookupOf } from '../exports/lookup';
import { publish } from '../exports/publish';
import { publishedReference, stackAware } from '../exports/reference';
import { IListBackupTable } from '../handles';
import { getOrCreateServiceKey, importedKeyFor, ServiceKeySpec } from '../keys/service-key';
import { ListBackupStage } from '../stage';
import { environmentVariable, kebabCase, tableName } from '../stage/naming';
import { requireStage } from '../stage/security';
import { requireStatement, requireTexts } from '../validation/constructs';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';
import { requireService, requireVariable, requireWholeName } from '../validation/names';
import { requireBoolean, requireText } from '../validation/values';

/** The names of a table: its own, and the part that its variable is made of. */
interface TableNames {
  readonly name: string;
  readonly physicalName: string;
}

/** Returns the names where they can be a table's, and refuses them otherwise. */
function requireOwnTable(scope: IConstruct, id: string, stage: ListBackupStage, { name: asked, tableName: whole }: OwnTableNaming): TableNames {
  requireResourceId(id);
  const name = asked ?? kebabCase(id);
  if (whole !== undefined) {
    requireWholeName('tableName', whole, asked);
    requireText('tableName', whole, /^[A-Za-z0-9_.-]{3,255}$/, 'must have 3 to 255 letters, digits, "_", "." and "-"', `For example: "oauth-states-${stage.stageName}".`);
    requireOwnName(scope, id, whole, Object.fromEntries(TABLE_KEYS.map((key) => [key, tableName(stage, TABLES[key].name)])), 'ListBackupTables', 'tableName');
    return { name, physicalName: whole };
  }
  requireOwnName(scope, id, name, Object.fromEntries(TABLE_KEYS.map((key) => [key, TABLES[key].name])), 'ListBackupTables');
  if (typeof name !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 200) {
    invalid('name', name, 'must have 1 to 200 lower-case letters and digits, in words joined by hyphens', 'For example: "api-tokens".');
  }
  return { name, physicalName: tableName(stage, name) };
}

function outputKeys(id: string, hasStream: boolean): string[] {
  return [`${id}TableName`, `${id}TableArn`, ...hasStream ? [`${id}TableStreamArn`] : []];
}

/** The key of hardened tables. DynamoDB uses it in the name of who reads and writes. */
export function tablesKey(stage: ListBackupStage, service: string, removalPolicy: RemovalPolicy): ServiceKeySpec {
  return { stage, service, removalPolicy, users: [], shared: true };
}

/** A table under the ListBackup conventions. */
export interface ListBackupTableProps extends ListBackupTableOptions, ListBackupExportNamesOptions {
  /** The stage: it decides the name and every default. */
  readonly stage: ListBackupStage;

  /** The partition key. It can never change on a deployed table. */
  readonly partitionKey: Attribute;

  /**
   * The sort key. It can never change on a deployed table.
   *
   * @default - the table has none
   */
  readonly sortKey?: Attribute;

  /**
   * The service that owns the table: the `Service` tag, and what its exports begin with.
   *
   * @default 'listbackup-infrastructure-dynamodb'
   */
  readonly service?: string;

  /**
   * The last part of the table's name, `listbackup-{stage}-{name}`.
   *
   * @default - the construct's id in kebab case: `ApiTokens` becomes `api-tokens`
   */
  readonly name?: string;

  /**
   * The whole name of the table, for one that already exists under another pattern: 3 to 255 letters, digits, `_`, `.` and `-`.
   *
   * @default - `listbackup-{stage}-{name}`
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
   */
  readonly tableName?: string;

  /**
   * The environment variable in which a service reads the table's name.
   *
   * @default - the name in upper case, and `_TABLE`: `API_TOKENS_TABLE`. With `tableName`, the construct's id takes the place of the name
   */
  readonly environmentVariable?: string;

  /**
   * Global secondary indexes: at most 20. On an existing table, DynamoDB creates or deletes one index per deployment.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
   */
  readonly indexes?: ListBackupTableIndex[];

  /**
   * A number attribute: DynamoDB removes an item after that time, in seconds since 1970.
   *
   * @default - items do not expire
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
   */
  readonly timeToLiveAttribute?: string;

  /**
   * View type of the table's stream: the parts of an item that each stream record holds.
   *
   * @default - no stream
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
   */
  readonly stream?: StreamViewType;

  /**
   * Capacity mode of the table.
   *
   * @default - on demand, without a limit
   */
  readonly capacity?: ListBackupTableCapacity;

  /**
   * Encrypts the items with the account's AWS-managed key `aws/dynamodb` (`SSEEnabled: true`), as some live tables do. Each request to that key
   * costs. Can't be combined with `encryptionKey`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
   */
  readonly awsManagedKey?: boolean;

  /**
   * Resource policy of the table, for example to grant access to another account.
   *
   * @default - no resource policy
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
   */
  readonly resourcePolicy?: PolicyDocument;
}

/**
 * One DynamoDB table under the ListBackup conventions: named by its stage, protected by its stage, published.
 *
 * Its logical ID is always the construct's id and `Table`. Its name is `listbackup-{stage}-{name}`. Name, ARN and, if there is one, the
 * stream's ARN are outputs, exported as `{service}-{stage}-{id}TableName` and so on.
 *
 * @throws at synthesis when a name, key or index is invalid, or belongs to the catalogue.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html
 *
 * @example
 * new ListBackupTable(this, 'Webhooks', {
 *   stage: ListBackupStage.DEV,
 *   service: 'listbackup-api-billing',
 *   partitionKey: { name: 'webhookId', type: dynamodb.AttributeType.STRING },
 *   timeToLiveAttribute: 'expiresAt',
 * });
 */
@located
export class ListBackupTable extends ListBackupTableBase {
  /**
   * A service's own table that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * @param scope the stack that uses the handle, or a construct in it.
   * @param id the id with which the table was created: it is in the names of its exports and outputs.
   * @param props the stage, the properties that can't be read from the table, and the lookup for the others.
   * @throws at synthesis when no table can have these props, or the table belongs to the catalogue.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupTableFromStageProps): IListBackupTable {
    const stage = requireStage(props);
    const { name, physicalName } = requireOwnTable(scope, id, stage, props);
    requireVariable(props.environmentVariable, 'HOOKS_TABLE');
    requireTimeToLive(props.timeToLiveAttribute);
    requireBoolean('hasStream', props.hasStream);
    requireAwsManagedKey(props);
    requireTexts('indexNames', props.indexNames, '["ByUrl"]');
    const service = requireService(props.service ?? SERVICES.dynamodb);
    const lookup = lookupOf(props, service, requireExportNames(props, outputKeys(id, props.hasStream === true)));
    return new ImportedTable(scope, id, {
      lookup,
      logicalId: `${id}Table`,
      physicalName,
      environmentVariable: props.environmentVariable ?? environmentVariable(name, 'TABLE'),
      indexNames: props.indexNames ?? [],
      timeToLiveAttribute: props.timeToLiveAttribute,
      stream: props.hasStream ? 'stream' : 'no stream',
      encryptionKey: props.awsManagedKey ? undefined : importedKeyFor(scope, `${id}Key`, props, service, lookup),
    });
  }

  public readonly tableName: string;
  public readonly tableArn: string;
  public readonly tableStreamArn?: string;
  public readonly encryptionKey?: IKey;
  public resourcePolicy?: PolicyDocument;
  public readonly environmentVariable: string;
  public readonly indexNames: string[];
  public readonly timeToLiveAttribute?: string;

  /**
   * @param scope the stack for the resource, or a construct in it.
   * @param id the construct's id: the logical ID is this and `Table`, and its kebab case is in the name unless you set `name`.
   * @param props the stage, the keys, and overrides of the defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupTableProps) {
    const stage = requireStage(props);
    const { name, physicalName } = requireOwnTable(scope, id, stage, props);
    const service = requireService(props.service ?? SERVICES.dynamodb);
    requireTable(props);
    requireAwsManagedKey(props);
    const exportNames = requireExportNames(props, outputKeys(id, props.stream !== undefined));
    super(scope, id);

    const logicalId = `${id}Table`;
    claimPhysicalName(this, 'table', physicalName);
    const deletionProtection = props.deletionProtection ?? stage.deletionProtection;
    const schema: TableSchema = { partitionKey: props.partitionKey, sortKey: props.sortKey, indexes: props.indexes ?? [] };
    requireSchema(schema);
    const provisioned = props.capacity?._provisioned;
    const removalPolicy = removalPolicyFor(this, stage, props.removalPolicy);
    const encryptionKey = props.awsManagedKey ? undefined : getOrCreateServiceKey(this, props, tablesKey(stage, service, removalPolicy));

    // L1: `Table` (L2) leaves out what it takes for a default and lets property injectors change it; a live table's template says everything.
    const table = claimLogicalId(new CfnTable(this, 'Resource', {
      tableName: physicalName,
      attributeDefinitions: attributeDefinitions(schema),
      keySchema: keySchema(schema),
      globalSecondaryIndexes: schema.indexes.length === 0 ? undefined : schema.indexes.map((index) => ({
        indexName: index.indexName,
        keySchema: keySchema(index),
        projection: projection(index),
        provisionedThroughput: throughput(provisioned),
        contributorInsightsSpecification: insights(props),
      })),
      billingMode: provisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
      provisionedThroughput: throughput(provisioned),
      onDemandThroughput: props.capacity?._onDemand,
      timeToLiveSpecification: props.timeToLiveAttribute === undefined ? undefined : { attributeName: props.timeToLiveAttribute, enabled: true },
      streamSpecification: props.stream === undefined ? undefined : { streamViewType: props.stream },
      pointInTimeRecoverySpecification: pointInTimeRecovery(stage, props),
      deletionProtectionEnabled: deletionProtection,
      sseSpecification: props.awsManagedKey ? { sseEnabled: true } : encryptionKey && { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: encryptionKey.keyArn },
      contributorInsightsSpecification: insights(props),
      resourcePolicy: Lazy.any({ produce: () => this.resourcePolicy && { policyDocument: this.resourcePolicy } }),
      tags: resourceTags(stage, service),
    }), logicalId);
    table.applyRemovalPolicy(props.removalPolicy ?? protectedRemovalPolicy(removalPolicy, deletionProtection));

    this.tableName = stackAware(this.stack, table.ref, physicalName);
    this.tableArn = stackAware(this.stack, table.attrArn, this.stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: physicalName }));
    this.encryptionKey = encryptionKey;
    this.resourcePolicy = props.resourcePolicy;
    this.environmentVariable = props.environmentVariable ?? environmentVariable(name, 'TABLE');
    this.indexNames = schema.indexes.map((index) => index.indexName);
    this.timeToLiveAttribute = props.timeToLiveAttribute;
    publish(this, stage, service, { [`${id}TableName`]: table.ref, [`${id}TableArn`]: table.attrArn }, exportNames);

    if (props.stream !== undefined) {
      const key = `${id}TableStreamArn`;
      this.tableStreamArn = publishedReference(this.stack, stage, service, key, table.attrStreamArn, exportNames[key]);
      publish(this, stage, service, { [key]: table.attrStreamArn }, exportNames);
    }
    if (provisioned) scaleTable(this, logicalId, table.ref, this.indexNames, provisioned);
  }

  /** Adds a statement to the table's resource policy, and creates the policy if it doesn't exist. */
  public addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    requireStatement('statement', statement);
    this.resourcePolicy ??= new PolicyDocument();
    this.resourcePolicy.addStatements(statement);
    return { statementAdded: true, policyDependable: this };
  }
}

function throughput(capacity: ListBackupProvisionedCapacity | undefined): CfnTable.ProvisionedThroughputProperty | undefined {
  return capacity && { readCapacityUnits: capacity.minReadCapacity, writeCapacityUnits: capacity.minWriteCapacity };
}
