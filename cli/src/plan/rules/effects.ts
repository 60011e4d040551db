/** Effect of a property's change on its resource. */
export type Effect = 'update' | 'unknown' | 'interrupt' | 'replace' | 'refuse';

/** A fact that the specification data lack, and where it is written. */
export interface EffectRow {
  /** A resource type; `Custom::*` is every custom resource. */
  readonly type: string;
  readonly property: string;
  /** `replace`: another resource takes its place; `refuse`: AWS fails the update. */
  readonly effect: 'replace' | 'refuse';
  readonly because: string;
  readonly source: string;
}

const COGNITO = 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html';
const KMS = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html';
const SSM = 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html';
const RECORD = 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html';
// The page calls an update of the resource possible; AWS refuses it: aws-cloudformation/cloudformation-coverage-roadmap issue 2513.
const DELIVERY_SOURCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-deliverysource.html';
const LOCAL_INDEX = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html';
const CUSTOM = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html';

/** Properties whose change does more than the specification data say. */
export const EFFECTS: readonly EffectRow[] = [
  { type: 'AWS::DynamoDB::Table', property: 'LocalSecondaryIndexes', effect: 'refuse', because: 'local secondary indexes are made with the table and never after', source: LOCAL_INDEX },
  { type: 'AWS::Cognito::UserPool', property: 'AliasAttributes', effect: 'refuse', because: 'Cognito fixes sign-in attributes when a pool is made', source: COGNITO },
  { type: 'AWS::Cognito::UserPool', property: 'UsernameAttributes', effect: 'refuse', because: 'Cognito fixes sign-in attributes when a pool is made', source: COGNITO },
  { type: 'AWS::Cognito::UserPool', property: 'UsernameConfiguration', effect: 'refuse', because: 'Cognito fixes case sensitivity when a pool is made', source: COGNITO },
  { type: 'AWS::SSM::Parameter', property: 'Type', effect: 'refuse', because: 'a parameter keeps its type', source: SSM },
  { type: 'AWS::Route53::RecordSet', property: 'Type', effect: 'replace', because: 'a record of another type is another record', source: RECORD },
  { type: 'AWS::Route53::RecordSet', property: 'SetIdentifier', effect: 'replace', because: 'a record with another set identifier is another record', source: RECORD },
  { type: 'AWS::KMS::Key', property: 'KeySpec', effect: 'refuse', because: 'a key keeps its specification', source: KMS },
  { type: 'AWS::KMS::Key', property: 'KeyUsage', effect: 'refuse', because: 'a key keeps its usage', source: KMS },
  { type: 'AWS::KMS::Key', property: 'MultiRegion', effect: 'refuse', because: 'a key stays single-Region or multi-Region', source: KMS },
  { type: 'AWS::KMS::Key', property: 'Origin', effect: 'refuse', because: 'a key keeps its origin', source: KMS },
  { type: 'AWS::Logs::DeliverySource', property: 'ResourceArn', effect: 'refuse', because: 'a delivery source keeps its resource; only a source of another name takes another resource', source: DELIVERY_SOURCE },
  { type: 'Custom::*', property: 'ServiceToken', effect: 'refuse', because: 'CloudFormation does not change a service token', source: CUSTOM },
];

/** A property whose change replaces the resource unless an attribute of it says otherwise. */
export interface UpdatePolicyRow {
  readonly type: string;
  readonly property: string;
  /** The entry of the resource's `UpdatePolicy` that makes it an update. */
  readonly unless: string;
  readonly source: string;
}

const UPDATE_POLICY = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html';

/** Replacements that depend on the `UpdatePolicy`, which neither the registry nor the specification knows. */
export const UPDATE_POLICIES: readonly UpdatePolicyRow[] = [
  { type: 'AWS::OpenSearchService::Domain', property: 'EngineVersion', unless: 'EnableVersionUpgrade', source: UPDATE_POLICY },
  { type: 'AWS::Elasticsearch::Domain', property: 'ElasticsearchVersion', unless: 'EnableVersionUpgrade', source: UPDATE_POLICY },
  { type: 'AWS::ElastiCache::ReplicationGroup', property: 'NumNodeGroups', unless: 'UseOnlineResharding', source: UPDATE_POLICY },
  { type: 'AWS::ElastiCache::ReplicationGroup', property: 'NodeGroupConfiguration', unless: 'UseOnlineResharding', source: UPDATE_POLICY },
];
