import { each, graph, Widget } from './widget';
import { IListBackupMessaging } from '../messaging/list-backup-messaging';

/** Queues, dead-letter queues and the event bus. */
export function messagingWidgets(region: string, { queues, eventBus, rules }: IListBackupMessaging): Widget[] {
  const names = queues.all.map(({ queueName }) => ({ QueueName: queueName }));
  const deadLetterQueues = [...queues.all.map(({ deadLetterQueue }) => deadLetterQueue), eventBus.deadLetterQueue];
  const deadLetters = deadLetterQueues.map(({ queueName }) => ({ QueueName: queueName }));
  const matched = rules.all.map(({ ruleName }) => ({ EventBusName: eventBus.eventBusName, RuleName: ruleName }));
  const visible = 'ApproximateNumberOfMessagesVisible';
  return [
    graph(region, 'Messages waiting', 'Maximum', each('AWS/SQS', visible, names)),
    graph(region, 'Age of the oldest message (s)', 'Maximum', each('AWS/SQS', 'ApproximateAgeOfOldestMessage', names)),
    graph(region, 'Messages in dead-letter queues', 'Maximum', each('AWS/SQS', visible, deadLetters)),
    graph(region, 'Messages sent', 'Sum', each('AWS/SQS', 'NumberOfMessagesSent', names)),
    graph(region, 'Messages handled', 'Sum', each('AWS/SQS', 'NumberOfMessagesDeleted', names)),
    graph(region, 'Events matched', 'Sum', each('AWS/Events', 'MatchedEvents', matched)),
    graph(region, 'Deliveries failed', 'Sum', each('AWS/Events', 'FailedInvocations', matched)),
    graph(region, 'Events undeliverable', 'Sum', each('AWS/Events', 'InvocationsSentToDlq', matched)),
    graph(region, 'Events lost', 'Sum', each('AWS/Events', 'InvocationsFailedToBeSentToDlq', matched)),
  ];
}
