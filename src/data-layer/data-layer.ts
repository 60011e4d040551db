import { Construct } from 'constructs';
import { ListBackupBuckets, ListBackupBucketsProps } from './buckets';
import { ListBackupTablesFromStageProps } from './table-options';
import { ListBackupTables, ListBackupTablesProps } from './tables';
import { ListBackupEncryptedFromStageProps } from '../exports';
import { IListBackupBuckets, IListBackupDataLayer, IListBackupTables } from '../handles';
import { requireStage } from '../stage/security';
import { located } from '../validation/located';

/** Options of the tables and of the buckets; those that both have (`removalPolicy`, `encryptionKey`) hold for both. */
export interface ListBackupDataLayerProps extends ListBackupTablesProps, ListBackupBucketsProps {}

/** Tables and buckets of a stage that were deployed. */
export interface ListBackupDataLayerFromStageProps extends ListBackupTablesFromStageProps, ListBackupEncryptedFromStageProps {}

/**
 * The data of a stage: its 23 tables and four buckets.
 *
 * @throws at synthesis when an option uses a name that the catalogue lacks, or AWS would refuse the option.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html
 *
 * @example
 * declare const worker: lambda.Function;
 *
 * const data = new ListBackupDataLayer(this, 'Data', { stage: ListBackupStage.DEV });
 * data.tables.jobs.grantReadWriteData(worker);
 * worker.addEnvironment(data.tables.jobs.environmentVariable, data.tables.jobs.tableName);
 */
@located
export class ListBackupDataLayer extends Construct implements IListBackupDataLayer {
  /**
   * The data layer of a stage that another app or stack deployed. Only the values that you use appear in the consumer's template.
   *
   * @param scope the stack that uses the handles, or a construct in it.
   * @param id the construct's id.
   * @param props the stage, and the lookup for its values.
   * @throws when the stage or an option is invalid; a value that `lookup` can't find causes an error when you use it.
   */
  public static fromStage(scope: Construct, id: string, props: ListBackupDataLayerFromStageProps): IListBackupDataLayer {
    const layer = new Construct(scope, id);
    return {
      tables: ListBackupTables.fromStage(layer, 'Tables', props),
      buckets: ListBackupBuckets.fromStage(layer, 'Buckets', props),
    };
  }

  public readonly tables: IListBackupTables;
  public readonly buckets: IListBackupBuckets;

  /**
   * @param scope the stack for the resources, or a construct in it.
   * @param id the construct's id; it doesn't affect names or logical IDs.
   * @param props the stage, and overrides of its defaults.
   */
  public constructor(scope: Construct, id: string, props: ListBackupDataLayerProps) {
    requireStage(props);
    super(scope, id);
    this.tables = new ListBackupTables(this, 'Tables', props);
    this.buckets = new ListBackupBuckets(this, 'Buckets', props);
  }
}
