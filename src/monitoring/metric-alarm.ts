import { Lazy } from 'aws-cdk-lib';
import { CfnAlarm, CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmRow, Query } from './alarm-catalogue';
import { Watched } from './watched-kind';

type MetricProps = Pick<CfnAlarmProps, 'namespace' | 'metricName' | 'dimensions' | 'period' | 'statistic' | 'extendedStatistic' | 'evaluateLowSampleCountPercentile' | 'metrics'>;

/** What CloudWatch adds up in one alarm. */
const MAX_METRICS = 10;

/** One alarm of the catalogue on one resource, but for its name and tags. */
export function metricAlarm(row: AlarmRow, watched: Watched, threshold: number): Omit<CfnAlarmProps, 'alarmName' | 'tags'> {
  const [datapointsToAlarm, evaluationPeriods] = row.bad;
  return {
    alarmDescription: row.meaning,
    comparisonOperator: row.comparison,
    threshold: metricThreshold(row, watched, threshold),
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: row.missing,
    ...metricOf(row, watched),
  };
}

/** In the metric's own unit. */
function metricThreshold(row: AlarmRow, { timeoutMillis }: Watched, threshold: number): number {
  if (row.measure === 'percentOfTimeout' && timeoutMillis) {
    // A queue that the function consumes later may change its timeout.
    return Lazy.number({ produce: () => timeoutMillis() * threshold / 100 });
  }
  // 0.1 * 0.01 is not 0.001 to a computer.
  return row.scale === undefined ? threshold : Number((threshold * row.scale).toPrecision(12));
}

function metricOf(row: AlarmRow, watched: Watched): MetricProps {
  const { namespace, periodSeconds: period } = row;
  const queries = Object.entries(row.metrics);
  const stat = (id: string, [metricName, statistic]: readonly [string, string], dimensions: Watched['dimensions']): CfnAlarm.MetricDataQueryProperty => ({
    id, returnData: false, metricStat: { metric: { namespace, metricName, dimensions: listed(dimensions) }, period, stat: statistic },
  });

  if (row.across) {
    const metrics = termsOf(row, watched).map(([query, part], index) => stat(`m${index}`, query, { ...watched.dimensions, ...part }));
    return { metrics: [{ id: 'all', expression: `${row.across}([${metrics.map(({ id }) => id).join(', ')}])`, returnData: true }, ...metrics] };
  }
  if (row.expression) {
    return { metrics: [{ id: 'all', expression: row.expression, returnData: true }, ...queries.map(([id, query]) => stat(id, query, watched.dimensions))] };
  }
  const [[, [metricName, statistic]]] = queries;
  const isPercentile = statistic.startsWith('p');
  return { namespace, metricName, dimensions: listed(watched.dimensions), period, ...(isPercentile ? { extendedStatistic: statistic, evaluateLowSampleCountPercentile: 'ignore' } : { statistic }) };
}

/** One metric of each part of the resource, or the metrics of a table and each of its indexes. */
function termsOf({ metrics, ofTableAndIndexes }: AlarmRow, { parts = [], indexes }: Watched): (readonly [Query, Watched['dimensions']])[] {
  if (ofTableAndIndexes && indexes && ofTableAndIndexes.length * (1 + indexes.length) <= MAX_METRICS) {
    const places = [{}, ...indexes.map((GlobalSecondaryIndexName) => ({ GlobalSecondaryIndexName }))];
    return places.flatMap((place) => ofTableAndIndexes.map((query) => [query, place] as const));
  }
  const [query] = Object.values(metrics);
  return parts.map((part) => [query, part] as const);
}

function listed(dimensions: Watched['dimensions']): CfnAlarm.DimensionProperty[] {
  return Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}
