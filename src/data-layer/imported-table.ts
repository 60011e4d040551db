import { Stack } from 'aws-cdk-lib';
import { AddToResourcePolicyResult, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ListBackupTableBase } from './table-base';
import { ServiceLookup } from '../exports/service-lookup';

/** What a consumer knows of a table that another stack deployed. */
export interface ImportedTableProps {
  readonly lookup: ServiceLookup;
  /** The output keys begin with this: `UsersTable`. */
  readonly logicalId: string;
  readonly physicalName: string;
  readonly environmentVariable: string;
  readonly indexNames: string[];
  readonly timeToLiveAttribute?: string;
  /** Whether the table has a stream, whose ARN an output says. */
  readonly stream: 'stream' | 'no stream';
  readonly encryptionKey?: IKey;
}

/** A table that another stack deployed. */
export class ImportedTable extends ListBackupTableBase {
  public readonly tableName: string;
  public readonly tableArn: string;
  public readonly encryptionKey?: IKey;
  public resourcePolicy?: PolicyDocument;
  public readonly environmentVariable: string;
  public readonly indexNames: string[];
  public readonly timeToLiveAttribute?: string;

  public constructor(scope: Construct, id: string, private readonly props: ImportedTableProps) {
    super(scope, id);
    const { lookup, logicalId } = props;
    this.tableName = lookup.name(`${logicalId}Name`, () => props.physicalName);
    this.tableArn = lookup.derived(`${logicalId}Arn`, () => (
      Stack.of(this).formatArn({ service: 'dynamodb', resource: 'table', resourceName: this.tableName })
    ));
    this.encryptionKey = props.encryptionKey;
    this.environmentVariable = props.environmentVariable;
    this.indexNames = props.indexNames;
    this.timeToLiveAttribute = props.timeToLiveAttribute;
  }

  /** Read when it is used: not every lookup can find it. */
  public get tableStreamArn(): string | undefined {
    return this.props.stream === 'stream' ? this.props.lookup.name(`${this.props.logicalId}StreamArn`) : undefined;
  }

  /** Another stack owns the policy. */
  public addToResourcePolicy(): AddToResourcePolicyResult {
    return { statementAdded: false };
  }
}
