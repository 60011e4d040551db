import type { Resource } from '../../inventory';
import { numberOf, textOf } from '../../inventory';
import { objectOf, type Json } from '../../template';
import type { Context } from '../rows/row';

export const QUEUE = 'AWS::SQS::Queue';
const MAPPING = 'AWS::Lambda::EventSourceMapping';
const DEFAULT_VISIBILITY = 30;

/** Returns true if a value of any stack refers to a queue: by its resource, its name, or its stack's output or export. */
export function namesQueue(value: Json | undefined, stack: string, queue: Resource): boolean {
  const text = JSON.stringify(value ?? null);
  const name = queue.properties.QueueName;
  return (stack === queue.stack && text.includes(`"${queue.logicalId}"`))
    || (typeof name === 'string' && (text.includes(`:${name}"`) || text === JSON.stringify(name)))
    // An export of this library, one of the CDK, or an output that is read by the name of its stack.
    || ['Arn', 'Url', 'Name'].some((end) => text.includes(`"${queue.stack}-${queue.logicalId}${end}"`) || (text.includes(`"${queue.stack}"`) && text.includes(`"${queue.logicalId}${end}"`)))
    || text.includes(`"${queue.stack}:ExportsOutputFnGetAtt${queue.logicalId}Arn`);
}

/** The mappings by which functions take messages of a queue. */
export function mappingsOf(queue: Resource, { inventory }: Context): readonly Resource[] {
  return inventory.resources.filter(({ type, stack, properties }) => type === MAPPING && namesQueue(properties.EventSourceArn, stack, queue));
}

/** Attempts at a message, on average, if a share of them fails. */
export function attemptsOf(failures: number, { properties }: Resource): number {
  const receives = numberOf(objectOf(properties.RedrivePolicy), 'maxReceiveCount') ?? Infinity;
  return (1 - failures ** receives) / (1 - failures);
}

/** Seconds for which a received message is hidden. */
export function visibilityOf({ properties }: Resource): number {
  return numberOf(properties, 'VisibilityTimeout') ?? DEFAULT_VISIBILITY;
}

/** Messages that are worked on at a time in the busiest second: what arrives, times how long each takes. */
export function offeredLoad(queue: Resource, { load }: Context): number | undefined {
  const messages = load.perSecond(queue, 'messages');
  const seconds = load.figure(queue, 'messageSeconds');
  return messages === undefined || seconds === undefined ? undefined : messages * attemptsOf(load.figure(queue, 'failures') ?? 0, queue) * seconds;
}

/** Messages that are hidden from others: those in work, and those of failed attempts until their visibility timeout ends. */
export function inFlightOf(queue: Resource, context: Context): number | undefined {
  const { load } = context;
  const inWork = offeredLoad(queue, context);
  const messages = load.perSecond(queue, 'messages');
  if (inWork === undefined || messages === undefined) return undefined;
  const failures = load.figure(queue, 'failures') ?? 0;
  return inWork + messages * attemptsOf(failures, queue) * failures * visibilityOf(queue);
}

/** Calls at a time that the queue of a mapping wants. */
export function workOf(mapping: Resource, context: Context): number | undefined {
  const queue = context.inventory.resources.find((one) => one.type === QUEUE && namesQueue(mapping.properties.EventSourceArn, mapping.stack, one));
  return queue && numberOf(objectOf(mapping.properties.ScalingConfig), 'MaximumConcurrency') !== undefined ? offeredLoad(queue, context) : undefined;
}

/** The function of a mapping, if it is in the same stack. */
export function functionOf({ properties, siblings }: Resource): Resource | undefined {
  const text = JSON.stringify(properties.FunctionName ?? '');
  const named = [...siblings.values()].filter(({ logicalId }) => text.includes(`"${logicalId}"`));
  const alias = named.find(({ type }) => type === 'AWS::Lambda::Alias');
  return named.find(({ type }) => type === 'AWS::Lambda::Function') ?? (alias && siblings.get(String(objectOf(alias.properties.FunctionName).Ref as string)));
}

/** Name of a queue for people. */
export function queueName(queue: Resource): string {
  return typeof queue.properties.QueueName === 'string' ? textOf(queue.properties, 'QueueName') ?? queue.logicalId : queue.logicalId;
}
