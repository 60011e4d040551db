import { StreamGrants, TableBase } from 'aws-cdk-lib/aws-dynamodb';
import { AddToResourcePolicyResult, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { OneStreamGrants } from './stream-grants';
import { IListBackupTable } from './table-handle';
import { refuse } from '../stage/refuse';

/**
 * What created and imported tables share: grants reach the indexes, and no stream but the table's own.
 *
 * @internal
 */
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

  /** What can be allowed on the table's stream, and on no other. */
  public override get streamGrants(): StreamGrants {
    const { tableStreamArn, encryptionKey } = this;
    if (tableStreamArn === undefined) refuse('stream of table', this.node.path, 'The table has none.', 'a table with a stream, such as Jobs');
    return new OneStreamGrants({ tableStreamArn, encryptionKey });
  }

  public abstract override addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult;

  /** Whether grants reach indexes as well. */
  protected override get hasIndex(): boolean {
    return this.indexNames.length > 0;
  }
}
