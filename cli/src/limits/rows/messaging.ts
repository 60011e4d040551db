import { each, number, rate, type Context, type Measure } from './row';
import { bytesOf, charactersOf } from './size';
import { isOn, type Resource } from '../../inventory';
import { listOf, objectOf } from '../../template';
import { attemptsOf, inFlightOf } from '../queues/jobs';

const QUEUE = 'AWS::SQS::Queue';
const BUS = 'AWS::Events::EventBus';
const RULE = 'AWS::Events::Rule';
/** Each message is sent, received and deleted. */
const ACTIONS = 3;
const MAX_BATCH = 10;

const isFifo = ({ properties }: Resource): boolean => isOn(properties, 'FifoQueue');
const hasHighThroughput = (queue: Resource): boolean => isFifo(queue) && queue.properties.FifoThroughputLimit === 'perMessageGroupId';

/** Sends are the caller's; receives and deletes come in batches of ten when there is much to do. */
function callsOf(queue: Resource, { load }: Context): number | undefined {
  const messages = load.perSecond(queue, 'messages');
  if (messages === undefined) {
    const requests = load.perSecond(queue, 'requests');
    return requests === undefined ? undefined : requests / ACTIONS;
  }
  return Math.max(messages / (load.figure(queue, 'batch') ?? 1), messages * attemptsOf(load.figure(queue, 'failures') ?? 0, queue) / MAX_BATCH);
}

function isOfBus(bus: Resource, { type, stack, properties }: Resource): boolean {
  const name = properties.EventBusName;
  if (type !== RULE || name === undefined) return false;
  const reference = objectOf(name).Ref ?? listOf(objectOf(name)['Fn::GetAtt'])[0];
  return reference === undefined ? name === bus.properties.Name : stack === bus.stack && reference === bus.logicalId;
}

export const MESSAGING: readonly Measure[] = [
  each('SQS.fifoCalls', QUEUE, (queue, context) => isFifo(queue) && !hasHighThroughput(queue) ? callsOf(queue, context) : undefined, { grows: true }),
  each('SQS.fifoHighThroughputCalls', QUEUE, (queue, context) => hasHighThroughput(queue) ? callsOf(queue, context) : undefined, { grows: true }),
  each('SQS.groupCalls', QUEUE, (queue, context) => {
    const groups = context.load.figure(queue, 'messageGroups');
    const calls = hasHighThroughput(queue) ? callsOf(queue, context) : undefined;
    return groups === undefined || calls === undefined ? undefined : calls / groups;
  }, { grows: true }),
  each('SQS.inFlight', QUEUE, inFlightOf, { grows: true }),
  number('SNS.topics', 'AWS::SNS::Topic'),
  rate('SNS.publishes', 'AWS::SNS::Topic', (topic, { load }) => load.perSecond(topic, 'publishes')),
  rate('EventBridge.putEvents', BUS, (bus, { load }) => load.perSecond(bus, 'events')),
  rate('EventBridge.invocations', BUS, (bus, { load }) => load.perSecond(bus, 'invocations')),
  number('EventBridge.buses', BUS),
  each('EventBridge.rules', BUS, (bus, { inventory }) => inventory.resources.filter((one) => isOfBus(bus, one)).length),
  each('EventBridge.targets', RULE, ({ properties }) => listOf(properties.Targets).length),
  each('EventBridge.patternCharacters', RULE, ({ properties }) => properties.EventPattern === undefined ? undefined : charactersOf(properties.EventPattern)),
  each('EventBridge.busPolicyCharacters', BUS, (bus) => {
    const policies = [...bus.siblings.values()].filter(({ type }) => type === 'AWS::Events::EventBusPolicy');
    return policies.length === 0 ? undefined : policies.reduce((sum, { properties }) => sum + bytesOf(properties.Statement ?? properties), 0);
  }),
  number('EventBridge.registries', 'AWS::EventSchemas::Registry'),
  each('EventBridge.schemas', 'AWS::EventSchemas::Registry', ({ siblings }) => [...siblings.values()].filter(({ type }) => type === 'AWS::EventSchemas::Schema').length),
  number('EventBridge.discoverers', 'AWS::EventSchemas::Discoverer'),
  number('EventBridge.archives', 'AWS::Events::Archive'),
  rate('SES.rate', 'AWS::SES::ConfigurationSet', (set, { load }) => load.perSecond(set, 'emails')),
  rate('SES.daily', 'AWS::SES::ConfigurationSet', (set, { load }) => load.perDay(set, 'emails')),
];
