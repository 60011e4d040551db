import { member, type Context } from './context';
import { emit, isIntrinsic, type Value } from './emit';
import { hasExpression, quoted, soleExpression } from './read/expression';
import type { View } from './read/view';
import { lettersAndDigits, normalizedKey } from './serverless-names';
import { statementCode } from './statements';
import { isObject, listOf, type Json, type JsonObject } from '../template';

/** An event of a function, as the resources that Serverless makes of it: under the same logical IDs, they are updated in place. */
export interface EventOf {
  /** Key of the function. */
  readonly key: string;
  /** Full name of the function. */
  readonly functionName: string;
  /** Position among the function's events of the same kind, counted from 1. */
  readonly index: number;
}

const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const STREAM_ACTIONS = {
  dynamodb: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream', 'dynamodb:ListStreams'],
  kinesis: ['kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:ListShards', 'kinesis:ListStreams'],
};

/** The mapping of a queue that isn't in the catalogue. */
export function ownQueue(inner: View, arn: Json, event: EventOf, context: Context): string {
  const properties = definedOf({
    EventSourceArn: arn,
    FunctionName: arnOf(event.key),
    Enabled: inner.flag('enabled') ?? true,
    BatchSize: inner.number('batchSize') ?? 10,
    MaximumBatchingWindowInSeconds: inner.number('maximumBatchingWindow'),
    FunctionResponseTypes: responseTypes(inner),
    FilterCriteria: filters(inner),
    ScalingConfig: scaling(inner),
  });
  return `${statement(QUEUE_ACTIONS, arn, context)}\n${mapping(`${normalizedKey(event.key)}EventSourceMappingSQS${sourceOf(arn)}`, properties)}`;
}

/** The mapping of a stream that isn't of one of the catalogue's tables. */
export function ownStream(inner: View, arn: Json, event: EventOf, context: Context): string {
  const kind = inner.text('type') ?? (JSON.stringify(arn).includes(':kinesis:') ? 'kinesis' : 'dynamodb');
  if (kind !== 'dynamodb' && kind !== 'kinesis') context.note(inner.at, `stream.type: ${kind}`, 'the type must be dynamodb or kinesis; the converted mapping is one of DynamoDB');
  const seconds = inner.number('tumblingWindowInSeconds');
  const properties = definedOf({
    EventSourceArn: arn,
    FunctionName: arnOf(event.key),
    Enabled: inner.flag('enabled') ?? true,
    BatchSize: inner.number('batchSize') ?? 10,
    StartingPosition: inner.text('startingPosition') ?? 'TRIM_HORIZON',
    StartingPositionTimestamp: inner.number('startingPositionTimestamp'),
    MaximumBatchingWindowInSeconds: inner.number('batchWindow'),
    MaximumRetryAttempts: inner.number('maximumRetryAttempts'),
    MaximumRecordAgeInSeconds: inner.number('maximumRecordAgeInSeconds'),
    BisectBatchOnFunctionError: inner.flag('bisectBatchOnFunctionError'),
    ParallelizationFactor: inner.number('parallelizationFactor'),
    TumblingWindowInSeconds: seconds,
    FunctionResponseTypes: responseTypes(inner),
    FilterCriteria: filters(inner),
  });
  for (const key of ['destinations', 'consumer'].filter((one) => inner.has(one))) {
    inner.json(key);
    context.note(inner.placeOf(key), `stream.${key}`, 'the converted mapping lacks it; add it to the resource, and the rights to the role');
  }
  const actions = STREAM_ACTIONS[kind === 'kinesis' ? 'kinesis' : 'dynamodb'];
  const name = kind === 'kinesis' ? sourceOf(arn, '/') : sourceOf(arn, '/', 1);
  return `${statement(actions, arn, context)}\n${mapping(`${normalizedKey(event.key)}EventSourceMapping${kind === 'kinesis' ? 'Kinesis' : 'Dynamodb'}${name}`, properties)}`;
}

/** The subscription of a topic, and the topic where the configuration only names it. */
export function topic(event: View, inner: View, of: EventOf, context: Context): string | undefined {
  const arn = inner.isMap ? inner.json('arn') : event.json('sns');
  const literal = typeof arn === 'string' ? arn : undefined;
  const name = inner.text('topicName') ?? (literal?.startsWith('arn:') ? literal.slice(literal.lastIndexOf(':') + 1) : literal);
  if (name === undefined) {
    context.note(event.at, `sns: ${JSON.stringify(arn)}`, 'the topic must have an ARN or a topicName; add the CDK\'s SnsEventSource to the function');
    return undefined;
  }
  const isOwn = arn === undefined || (literal !== undefined && !literal.startsWith('arn:') && soleExpression(literal) === undefined);
  const topicId = `SNSTopic${lettersAndDigits(name)}`;
  const topicArn: Json = isOwn ? { Ref: topicId } : arn ?? null;
  const display = inner.text('displayName');
  const subscription = definedOf({
    TopicArn: topicArn, Protocol: 'lambda', Endpoint: arnOf(of.key), FilterPolicy: inner.json('filterPolicy'), FilterPolicyScope: inner.text('filterPolicyScope'),
  });
  const key = normalizedKey(of.key);
  if (inner.has('redrivePolicy')) {
    inner.json('redrivePolicy');
    context.note(inner.placeOf('redrivePolicy'), 'sns.redrivePolicy', 'the converted subscription lacks it; add RedrivePolicy to the resource, and the queue\'s policy');
  }
  if (isOwn) context.note(event.at, `sns: ${name}`, 'the topic is a resource of this stack; if several events name it, keep one of the converted topics');
  return [
    ...isOwn ? [resource(topicId, 'AWS::SNS::Topic', definedOf({ TopicName: name, DisplayName: display }))] : [],
    resource(`${key}SnsSubscription${lettersAndDigits(name)}`, 'AWS::SNS::Subscription', subscription),
    permission(`${key}LambdaPermission${lettersAndDigits(name)}SNS`, of.key, 'sns.amazonaws.com', topicArn),
  ].join('\n');
}

/** The notification of a bucket that another stack has. */
export function bucket(event: View, inner: View, fn: string, context: Context): string | undefined {
  const name = inner.isMap ? inner.json('bucket') : event.json('s3');
  const kind = inner.text('event') ?? 's3:ObjectCreated:*';
  const rules = listOf(inner.json('rules')).filter(isObject);
  if (inner.flag('existing') !== true || typeof name !== 'string') {
    context.note(event.at, `s3: ${JSON.stringify(name)}`, `Serverless has the bucket in this stack, as S3Bucket${typeof name === 'string' ? lettersAndDigits(name) : ''}; add it as a resource with NotificationConfiguration, or it leaves the stack`);
    return undefined;
  }
  context.note(event.at, `s3: ${name}`, 'S3 refuses two notifications that overlap; remove the event from Serverless\' stack before you deploy this one');
  const filter = Object.fromEntries(rules.flatMap((part) => Object.entries(part))) as Record<string, Value>;
  const from = member(context, 's3', 'Bucket.fromBucketName').text;
  const destination = member(context, 's3n', 'LambdaDestination').text;
  const filterCode = Object.keys(filter).length > 0 ? `, ${emit(filter)}` : '';
  return `${from}(this, nextId('Bucket'), ${emit(name)}).addEventNotification(${quoted(kind)} as s3.EventType, new ${destination}(${fn})${filterCode});`;
}

/** The rule of an event bus, with everything that the configuration says of its target. */
export function rule(inner: View, of: EventOf, context: Context): string {
  const bus = inner.json('eventBus');
  const given = inner.text('name');
  const ruleName = given ?? `${of.functionName}-rule-${of.index}`;
  if (ruleName.length > 64 && given === undefined) context.note(inner.at, ruleName, 'Serverless shortens a rule\'s name of more than 64 characters; set the live name');
  const id = `${lettersAndDigits(`${of.functionName}-rule-${of.index}`)}EventBridgeRule`;
  const isNew = typeof bus === 'string' && bus !== 'default' && !/^(arn:|aws\.partner)/.test(bus) && soleExpression(bus) === undefined;
  const input = inner.json('input');
  const transformer = inner.json('inputTransformer');
  const retry = inner.json('retryPolicy');
  const failures = inner.json('deadLetterQueueArn');
  const target = definedOf({
    Arn: arnOf(of.key),
    Id: `${ruleName}-target`,
    Input: input === undefined ? undefined : typeof input === 'string' ? input : JSON.stringify(input),
    InputPath: inner.text('inputPath'),
    InputTransformer: isObject(transformer) ? { InputPathsMap: transformer.inputPathsMap ?? {}, InputTemplate: transformer.inputTemplate ?? '' } : undefined,
    RetryPolicy: isObject(retry)
      ? definedOf({ MaximumEventAgeInSeconds: retry.maximumEventAge, MaximumRetryAttempts: retry.maximumRetryAttempts }) : undefined,
    DeadLetterConfig: failures === undefined ? undefined : { Arn: failures },
  });
  const busId = isNew ? `${normalizedKey(bus)}EventBridgeEventBus` : '';
  const properties = definedOf({
    Name: ruleName,
    Description: inner.text('description'),
    EventBusName: bus === 'default' ? undefined : isNew ? { Ref: busId } : bus,
    EventPattern: inner.json('pattern'),
    ScheduleExpression: inner.text('schedule'),
    State: inner.flag('enabled') === false ? 'DISABLED' : 'ENABLED',
    Targets: [target],
  });
  if (isNew) context.note(inner.at, `eventBus: ${bus}`, 'the bus is a resource of this stack; if several events name it, keep one of the converted buses');
  return [
    ...isNew ? [resource(busId, 'AWS::Events::EventBus', { Name: bus })] : [],
    resource(id, 'AWS::Events::Rule', properties),
    permission(`${normalizedKey(of.key)}EventBridgeLambdaPermission${of.index}`, of.key, 'events.amazonaws.com', { 'Fn::GetAtt': [id, 'Arn'] }),
  ].join('\n');
}

/** The ARN of a function of the service. */
export function arnOf(key: string): JsonObject {
  return { 'Fn::GetAtt': [`${normalizedKey(key)}LambdaFunction`, 'Arn'] };
}

/** A call of the program's helper that creates a resource. */
export function resource(logicalId: string, type: string, properties: JsonObject): string {
  return `resource(${emit(logicalId)}, ${quoted(type)}, ${emit(properties as Value)});`;
}

/** The permission of a service to call a function. */
export function permission(logicalId: string, key: string, principal: string, source: Json): string {
  return resource(logicalId, 'AWS::Lambda::Permission', { FunctionName: arnOf(key), Action: 'lambda:InvokeFunction', Principal: principal, SourceArn: source });
}

/** An object without what isn't set. */
export function definedOf(values: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null));
}

function mapping(logicalId: string, properties: JsonObject): string {
  return resource(logicalId, 'AWS::Lambda::EventSourceMapping', properties);
}

function statement(actions: readonly string[], arn: Json, context: Context): string {
  return `service.addToRolePolicy(${statementCode({ Effect: 'Allow', Action: [...actions], Resource: [arn] }, context)});`;
}

function responseTypes(inner: View): Json | undefined {
  const type = inner.text('functionResponseType');
  return type === undefined ? undefined : [type];
}

function filters(inner: View): Json | undefined {
  const patterns = listOf(inner.json('filterPatterns'));
  return patterns.length === 0 ? undefined : { Filters: patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) };
}

function scaling(inner: View): Json | undefined {
  const most = inner.number('maximumConcurrency');
  return most === undefined ? undefined : { MaximumConcurrency: most };
}

/** The name by which Serverless calls the source of a mapping: the resource, the export, or the end of the ARN. */
function sourceOf(arn: Json, separator = ':', part?: number): string {
  if (typeof arn === 'string') {
    const parts = arn.split(separator);
    return lettersAndDigits(hasExpression(arn) && parts.length === 1 ? 'Source' : parts[part ?? parts.length - 1] ?? arn);
  }
  if (!isIntrinsic(arn) || !isObject(arn)) return 'Source';
  const [value] = Object.values(arn);
  const name = Array.isArray(value) ? (arn['Fn::Join'] === undefined ? value[0] : listOf(value[1] as Json).at(-1)) : value;
  return typeof name === 'string' ? lettersAndDigits(arn['Fn::Sub'] === undefined ? name : name.slice(name.lastIndexOf(':') + 1)) : 'Source';
}
