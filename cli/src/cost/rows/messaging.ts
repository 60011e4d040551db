import { use, type PaidRow } from './row';
import { isOn, textOf } from '../../inventory';

/** SNS prices per delivery, by protocol. Deliveries to queues and functions are free. */
const DELIVERIES: Readonly<Record<string, string>> = { 'email': 'SNS.emails', 'email-json': 'SNS.emails', 'http': 'SNS.https', 'https': 'SNS.https' };

export const MESSAGING: readonly PaidRow[] = [
  {
    type: 'AWS::SQS::Queue',
    service: 'SQS',
    variant: ({ properties }) => isOn(properties, 'FifoQueue') ? 'FIFO' : 'standard',
    use: { requests: { counts: 'requests, each of up to 64 KB: a message takes about three', prices: ({ properties }) => [isOn(properties, 'FifoQueue') ? 'SQS.fifoRequests' : 'SQS.standardRequests'] } },
  },
  { type: 'AWS::SNS::Topic', service: 'SNS', use: { publishes: use('messages published, each of up to 64 KB', 'SNS.publishes') } },
  {
    type: 'AWS::SNS::Subscription',
    service: 'SNS',
    variant: ({ properties }) => textOf(properties, 'Protocol'),
    use: {
      deliveries: {
        counts: 'e-mails or HTTPS calls',
        prices: ({ properties }) => {
          const price = DELIVERIES[textOf(properties, 'Protocol') ?? ''];
          return price === undefined ? undefined : [price];
        },
      },
    },
  },
  { type: 'AWS::Events::EventBus', service: 'EventBridge', use: { events: use('events published, each of up to 64 KB', 'EventBridge.events') } },
  {
    type: 'AWS::Events::Archive',
    service: 'EventBridge',
    use: { archivedGb: use('GB of events that enter the archive', 'EventBridge.archived'), storedGb: use('GB of events in the archive', 'EventBridge.stored') },
  },
  { type: 'AWS::EventSchemas::Discoverer', service: 'EventBridge', use: { discoveredEvents: use('events looked at for schemas', 'EventBridge.discovered') } },
  { type: 'AWS::SES::ConfigurationSet', service: 'SES', use: { emails: use('e-mails sent', 'SES.emails') } },
];
