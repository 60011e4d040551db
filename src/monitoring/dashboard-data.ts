import { TABLE_SIZE_METRIC } from './table-sizes';
import { each, graph, Line, Widget } from './widget';
import { IListBackupDataLayer } from '../data-layer/list-backup-data-layer';

const DAY = 86_400;
const HALF = 12;

/** Tables and buckets: load, throttling, size. */
export function dataWidgets(region: string, namespace: string, { tables, buckets }: IListBackupDataLayer): Widget[] {
  const names = tables.all.map(({ tableName }) => ({ TableName: tableName }));
  const table = (title: string, metric: string): Widget => graph(region, title, 'Sum', each('AWS/DynamoDB', metric, names), { width: HALF });
  // DynamoDB tells throttling of an index by the index alone.
  const indexes = tables.all.flatMap(({ tableName: TableName, indexNames }) => (
    indexNames.map((GlobalSecondaryIndexName) => ({ TableName, GlobalSecondaryIndexName }))
  ));
  const throttled = (title: string, metric: string): Widget => (
    graph(region, title, 'Sum', [names, indexes].flatMap((places) => each('AWS/DynamoDB', metric, places)), { width: HALF })
  );
  return [
    table('Read capacity consumed', 'ConsumedReadCapacityUnits'),
    table('Write capacity consumed', 'ConsumedWriteCapacityUnits'),
    throttled('Reads throttled, of tables and indexes', 'ReadThrottleEvents'),
    throttled('Writes throttled, of tables and indexes', 'WriteThrottleEvents'),
    graph(region, 'Size of tables', 'Maximum', each(namespace, TABLE_SIZE_METRIC, names), { period: DAY, width: HALF }),
    // A bucket's objects are of many storage classes, each a metric; the search finds those there are.
    graph(region, 'Size of buckets', 'Average', buckets.all.map(({ bucketName }): Line => [{
      expression: `SEARCH('{AWS/S3,BucketName,StorageType} MetricName="BucketSizeBytes" BucketName="${bucketName}"', 'Average', ${DAY})`,
    }]), { period: DAY, width: HALF }),
    graph(region, 'Objects in buckets', 'Average', each('AWS/S3', 'NumberOfObjects',
      buckets.all.map(({ bucketName }) => ({ StorageType: 'AllStorageTypes', BucketName: bucketName }))), { period: DAY, width: HALF }),
  ];
}
