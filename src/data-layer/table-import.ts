import { Stack } from 'aws-cdk-lib';
import { StreamGrants, StreamGrantsProps, TableBase } from 'aws-cdk-lib/aws-dynamodb';
import { AddToResourcePolicyResult, Grant, IGrantable, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { ServiceLookup } from '../exports/lookup';
import { IListBackupTable } from '../handles';
import { invalid } from '../validation/invalid';
import { located } from '../validation/located';

/**
 * CDK's stream grants give `dynamodb:ListStreams` on every stream of the account. Lambda asks for it on the stream that it reads, and a
 * program that knows the stream's ARN needs no list, so here all four actions are of that stream.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html
 */
export class OneStreamGrants extends StreamGrants {
  public constructor(private readonly stream: StreamGrantsProps) {
    super(stream);
  }

  public override list(grantee: IGrantable): Grant {
    return this.actions(grantee, 'dynamodb:ListStreams');
  }

  public override read(grantee: IGrantable): Grant {
    this.stream.encryptionKey?.grant(grantee, 'kms:Decrypt', 'kms:DescribeKey');
    return this.actions(grantee, 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams');
  }
}

/**
 * Base of created and imported tables: grants include the indexes, and cover only the table's own stream.
 *
 * @internal
 */
@located
export abstract class ListBackupTableBase extends TableBase implements IListBackupTable {
  public abstract override readonly tableArn: string;
  public abstract override readonly tableName: string;
  public abstract override readonly tableStreamArn?: string;
  public abstract override readonly encryptionKey?: IKey;
  public abstract override resourcePolicy?: PolicyDocument;
  public abstract readonly environmentVariable: string;
  public abstract readonly indexNames: string[];
  public abstract readonly timeToLiveAttribute?: string;

  /** The regions of a global table's replicas: these tables have none. */
  public override readonly regions?: string[] = undefined;

  /** Grants on the table's own stream. */
  public override get streamGrants(): StreamGrants {
    const { tableStreamArn, encryptionKey } = this;
    if (tableStreamArn === undefined) invalid('stream', this.node.path, 'can\'t be granted: the table has none', 'Use a table with a stream, such as Jobs.');
    return new OneStreamGrants({ tableStreamArn, encryptionKey });
  }

  public abstract override addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult;

  /** True if the table has indexes, so that grants include them. */
  protected override get hasIndex(): boolean {
    return this.indexNames.length > 0;
  }
}

/** Attributes of a table deployed by another stack. */
export interface ImportedTableProps {
  readonly lookup: ServiceLookup;
  /** The output keys begin with this: `UsersTable`. */
  readonly logicalId: string;
  readonly physicalName: string;
  readonly environmentVariable: string;
  readonly indexNames: string[];
  readonly timeToLiveAttribute?: string;
  /** Presence of a stream, whose ARN is read from an output. */
  readonly stream: 'stream' | 'no stream';
  readonly encryptionKey?: IKey;
}

/** A table that another stack deployed. */
@located
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
