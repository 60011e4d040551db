import { objectOf, type JsonObject } from '../../template';

/** A property that protects what a resource holds, and may be switched on before anything else. */
export interface ProtectionRow {
  readonly type: string;
  readonly property: string;
  /** Returns true if the properties turn it on. */
  readonly on: (properties: JsonObject) => boolean;
  readonly source: string;
}

const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';

/** A user pool's own protection is not here: a pool changes in a step of its own. */
export const PROTECTIONS: readonly ProtectionRow[] = [
  {
    type: 'AWS::DynamoDB::Table',
    property: 'DeletionProtectionEnabled',
    on: ({ DeletionProtectionEnabled: enabled }) => isTrue(enabled),
    source: `${REFERENCE}aws-resource-dynamodb-table.html#cfn-dynamodb-table-deletionprotectionenabled`,
  },
  {
    type: 'AWS::DynamoDB::Table',
    property: 'PointInTimeRecoverySpecification',
    on: ({ PointInTimeRecoverySpecification: recovery }) => isTrue(objectOf(recovery).PointInTimeRecoveryEnabled),
    source: `${REFERENCE}aws-properties-dynamodb-table-pointintimerecoveryspecification.html`,
  },
  {
    type: 'AWS::S3::Bucket',
    property: 'VersioningConfiguration',
    on: ({ VersioningConfiguration: versioning }) => objectOf(versioning).Status === 'Enabled',
    source: `${REFERENCE}aws-properties-s3-bucket-versioningconfiguration.html`,
  },
  {
    type: 'AWS::Logs::LogGroup',
    property: 'DeletionProtectionEnabled',
    on: ({ DeletionProtectionEnabled: enabled }) => isTrue(enabled),
    source: `${REFERENCE}aws-resource-logs-loggroup.html`,
  },
  {
    type: 'AWS::RDS::DBInstance',
    property: 'DeletionProtection',
    on: ({ DeletionProtection: enabled }) => isTrue(enabled),
    source: `${REFERENCE}aws-resource-rds-dbinstance.html`,
  },
  {
    type: 'AWS::RDS::DBCluster',
    property: 'DeletionProtection',
    on: ({ DeletionProtection: enabled }) => isTrue(enabled),
    source: `${REFERENCE}aws-resource-rds-dbcluster.html`,
  },
];

function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}
