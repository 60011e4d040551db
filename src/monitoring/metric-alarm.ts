import { Lazy } from 'aws-cdk-lib';
import { CfnAlarm, CfnAlarmProps } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmRow } from './alarm-catalogue';
import { Watched } from './watched-kind';

type MetricProps = Pick<CfnAlarmProps, 'namespace' | 'metricName' | 'dimensions' | 'period' | 'statistic' | 'extendedStatistic' | 'evaluateLowSampleCountPercentile' | 'metrics'>;

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
    const [[, query]] = queries;
    const metrics = (watched.parts ?? []).map((part, index) => stat(`m${index}`, query, { ...watched.dimensions, ...part }));
    return { metrics: [{ id: 'all', expression: `${row.across}([${metrics.map(({ id }) => id).join(', ')}])`, returnData: true }, ...metrics] };
  }
  if (row.expression) {
    return { metrics: [{ id: 'all', expression: row.expression, returnData: true }, ...queries.map(([id, query]) => stat(id, query, watched.dimensions))] };
  }
  const [[, [metricName, statistic]]] = queries;
  const isPercentile = statistic.startsWith('p');
  return { namespace, metricName, dimensions: listed(watched.dimensions), period, ...(isPercentile ? { extendedStatistic: statistic, evaluateLowSampleCountPercentile: 'ignore' } : { statistic }) };
}

function listed(dimensions: Watched['dimensions']): CfnAlarm.DimensionProperty[] {
  return Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}
