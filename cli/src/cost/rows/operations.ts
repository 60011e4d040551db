import { one, use, type Charge, type PaidRow } from './row';
import { isOn, numberOf, referredBy, textOf, Undecided, type Resource } from '../../inventory';
import { listOf, objectOf, type JsonObject } from '../../template';

const HIGH_RESOLUTION_BELOW = 60;
/** An alarm on an anomaly watches the metric and the two edges of the band. */
const ANOMALY_METRICS = 3;

/** An alarm is paid by the metrics that it watches. */
function alarmOf(alarm: JsonObject): readonly Charge[] {
  const queries = listOf(alarm.Metrics).map(objectOf);
  const stats = queries.flatMap(({ MetricStat: stat }) => stat === undefined ? [] : [objectOf(stat)]);
  if (queries.some(({ Expression: expression }) => /^\s*SELECT\b/i.test(String(expression as string)))) throw new Undecided('alarms on a query of Metrics Insights have no row');
  const watched = queries.length === 0 ? [alarm] : stats;
  if (watched.length === 0) throw new Undecided('it watches no metric that its template names');
  const isHighResolution = watched.some((metric) => (numberOf(metric, 'Period') ?? HIGH_RESOLUTION_BELOW) < HIGH_RESOLUTION_BELOW);
  const times = alarm.ThresholdMetricId === undefined ? 1 : ANOMALY_METRICS;
  return [{ price: isHighResolution ? 'CloudWatch.highResolutionAlarm' : 'CloudWatch.alarm', quantity: watched.length * times }];
}

/** A destination is known by an attribute of a log group, or by an ARN put together. */
function isLogGroup({ properties: { DestinationResourceArn: arn }, siblings }: Resource): boolean {
  const [id] = listOf(objectOf(arn)['Fn::GetAtt']);
  return siblings.get(String(id as string))?.type === 'AWS::Logs::LogGroup' || /:logs:/.test(JSON.stringify(arn));
}

export const OPERATIONS: readonly PaidRow[] = [
  { type: 'AWS::CloudFormation::Stack', service: 'CloudFormation', fixed: () => { throw new Undecided('what is in a nested stack is not read'); } },
  { type: 'AWS::CloudWatch::Alarm', service: 'CloudWatch', fixed: ({ properties }) => alarmOf(properties) },
  { type: 'AWS::CloudWatch::CompositeAlarm', service: 'CloudWatch', fixed: one('CloudWatch.compositeAlarm') },
  { type: 'AWS::CloudWatch::Dashboard', service: 'CloudWatch', fixed: one('CloudWatch.dashboard') },
  {
    type: 'AWS::Logs::LogGroup',
    service: 'CloudWatch',
    variant: ({ properties }) => textOf(properties, 'LogGroupClass') === 'INFREQUENT_ACCESS' ? 'infrequent access' : 'standard',
    use: {
      ingestedGb: {
        counts: 'GB of logs that arrive',
        prices: ({ properties }) => [textOf(properties, 'LogGroupClass') === 'INFREQUENT_ACCESS' ? 'CloudWatch.infrequentAccessLogs' : 'CloudWatch.logs'],
      },
      storedGb: use('GB of logs kept, as they are compressed', 'CloudWatch.storedLogs'),
      customMetrics: use('metrics that the logs make, by embedded metric format or a filter', 'CloudWatch.customMetrics'),
    },
  },
  {
    type: 'AWS::Logs::Delivery',
    service: 'CloudWatch',
    fixed: (delivery) => {
      // What reaches a log group is paid there; of other destinations no row knows what a GB costs.
      if (!isLogGroup(referredBy(delivery, 'DeliveryDestinationArn'))) throw new Undecided('only deliveries to log groups have a row');
      return [];
    },
  },
  {
    type: 'AWS::CloudTrail::Trail',
    service: 'CloudTrail',
    fixed: ({ properties }) => {
      if (properties.InsightSelectors !== undefined) throw new Undecided('CloudTrail Insights have no row');
      const selectors = [...listOf(properties.EventSelectors), ...listOf(properties.AdvancedEventSelectors)].map(objectOf);
      const isManagement = selectors.length === 0 || selectors.some((selector) => (
        selector.FieldSelectors === undefined ? selector.IncludeManagementEvents === undefined || isOn(selector, 'IncludeManagementEvents')
          : JSON.stringify(selector.FieldSelectors).includes('"Management"')
      ));
      if (isManagement) throw new Undecided('it records management events, of which only an account\'s first trail is free');
      return [];
    },
    use: { dataEvents: use('data events recorded', 'CloudTrail.dataEvents') },
  },
];
