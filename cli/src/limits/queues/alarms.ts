import { namesQueue } from './jobs';
import { numberOf, type Resource } from '../../inventory';
import { listOf, objectOf } from '../../template';
import type { Context } from '../rows/row';

/** An alarm of a queue. */
export interface QueueAlarm {
  readonly name: string;
  readonly metric: 'age' | 'backlog';
  readonly threshold: number;
  /** Seconds after which the alarm goes off once the threshold is passed. */
  readonly after: number;
}

const METRICS: Readonly<Record<string, QueueAlarm['metric']>> = { ApproximateAgeOfOldestMessage: 'age', ApproximateNumberOfMessagesVisible: 'backlog' };

/** The alarms of a queue's age and backlog, from any stack of the assembly. */
export function alarmsOf(queue: Resource, { inventory }: Context): readonly QueueAlarm[] {
  return inventory.resources.flatMap(({ type, stack, logicalId, properties }) => {
    const metric = METRICS[String(properties.MetricName as string)];
    if (type !== 'AWS::CloudWatch::Alarm' || properties.Namespace !== 'AWS/SQS' || metric === undefined) return [];
    const isOfQueue = listOf(properties.Dimensions).map(objectOf).some(({ Name, Value }) => Name === 'QueueName' && namesQueue(Value, stack, queue));
    const threshold = numberOf(properties, 'Threshold');
    if (!isOfQueue || threshold === undefined) return [];
    return [{ name: logicalId, metric, threshold, after: (numberOf(properties, 'Period') ?? 60) * (numberOf(properties, 'EvaluationPeriods') ?? 1) }];
  });
}
