import { library, member, seconds, textValue, type Context } from './context';
import { emit, isIntrinsic, Code, type Value } from './emit';
import { isObject, listOf, type Json } from '../template';
import { codeOfText, quoted, soleExpression } from './read/expression';
import type { View } from './read/view';

/** A statement of the program that follows from an event, with a place for the function: `service.route('GET /x', FN)`. */
export type EventCode = (fn: string) => string;

/** Settings of the HTTP API from the whole configuration. */
export interface ApiSettings {
  /** Names of authorizers that are the stage's own. */
  readonly jwtAuthorizers: ReadonlySet<string>;
  readonly payload?: string | undefined;
}

/** Reads one event of a function; `undefined` where it can't be carried over, which a note says. */
export function eventCode(event: View, api: ApiSettings, functionPayload: string | undefined, context: Context): EventCode | undefined {
  const [kind = ''] = event.keys;
  const inner = event.isMap ? event.view(kind) : event;
  switch (kind) {
    case 'httpApi': return routeCode(event, inner, api, functionPayload ?? api.payload, context);
    case 'http': return routeCode(event, inner, api, '1.0', context);
    case 'sqs': return queueCode(event, inner, context);
    case 'stream': return streamCode(event, inner, context);
    case 'schedule': return scheduleCode(event, inner, context);
    case 'eventBridge': return eventBridgeCode(inner, context);
    default:
      event.json(kind);
      context.note(event.at, kind || String(event.all()), 'events of this kind are not converted; add the CDK\'s event source to the function');
      return undefined;
  }
}

function routeCode(event: View, inner: View, api: ApiSettings, payload: string | undefined, context: Context): EventCode | undefined {
  const isRest = event.keys[0] === 'http';
  const short = inner.isMap ? undefined : String(event.json(event.keys[0] ?? '') ?? '');
  const [method, path] = short === undefined ? [inner.text('method'), inner.text('path')] : short.split(/\s+/);
  if (short === '*' || path === undefined || method === undefined || path === '*') {
    context.note(event.at, short ?? 'route', 'the route is for everything that no other route takes ($default); the library has routes with a method and a path');
    return undefined;
  }
  if (isRest) context.note(event.at, `${method} ${path}`, 'the route of the service\'s own REST API becomes one of the stage\'s HTTP API, with the same payload format 1.0 and another URL');
  const upper = method === '*' || method.toLowerCase() === 'any' ? 'ANY' : method.toUpperCase();
  const route = `${upper} /${path.replace(/^\/+|\/+$/g, '')}`;
  const options: Record<string, Value> = { ...guardOf(event, inner, api, isRest, context) };
  if (payload === '1.0') options.payloadFormat = library(context, 'ListBackupPayloadFormat.V1');
  if (isRest && inner.json('cors') !== undefined) context.note(inner.placeOf('cors'), 'cors', 'the stage\'s API answers preflight requests for all of its routes');
  return (fn) => `service.route(${quoted(route)}, ${fn}${withOptions(options)});`;
}

function guardOf(event: View, inner: View, api: ApiSettings, isRest: boolean, context: Context): Record<string, Value> {
  const authorizer = inner.isMap ? inner.json('authorizer') : undefined;
  if (authorizer === undefined || authorizer === null) return { anonymous: true };
  const described = isObject(authorizer) ? authorizer : { name: authorizer };
  const scopes = listOf(described.scopes).map(String);
  const names = [described.name, described.id, described.arn, described.authorizerId].filter((one) => one !== undefined);
  const isCognito = described.type === 'COGNITO_USER_POOLS' || described.type === 'jwt'
    || names.some((name) => (typeof name === 'string' ? api.jwtAuthorizers.has(name) || /cognito/i.test(name) : isIntrinsic(name)));
  if (!isCognito) {
    context.note(inner.placeOf('authorizer'), `authorizer: ${JSON.stringify(authorizer)}`, 'it is not the stage\'s own; the converted route has the stage\'s JWT authorizer. Pass another by the option authorizer');
  } else if (isRest) {
    context.note(event.at, 'authorizer', 'the route has the JWT authorizer of the stage, which takes access and ID tokens');
  }
  return scopes.length > 0 ? { scopes } : {};
}

function queueCode(event: View, inner: View, context: Context): EventCode | undefined {
  const arn = inner.isMap ? inner.json('arn') : event.json('sqs');
  const queue = queueHandle(arn, context);
  if (queue === undefined) {
    takeRest(inner);
    context.note(event.at, `sqs: ${JSON.stringify(arn)}`, 'the queue is none of the catalogue\'s; give its handle to service.consume, or add the CDK\'s SqsEventSource');
    return undefined;
  }
  const options: Record<string, Value> = {};
  const [batchSize, most, enabled] = [inner.number('batchSize'), inner.number('maximumConcurrency'), inner.flag('enabled')];
  options.batchSize = batchSize ?? 10;
  if (most !== undefined) options.maxConcurrency = most;
  if (enabled === false) options.enabled = false;
  if (inner.text('functionResponseType') === undefined) {
    context.note(event.at, 'sqs', 'the mapping now asks for batchItemFailures; a function that returns nothing has handled the whole batch, as before');
  }
  noteKeys(inner, ['maximumBatchingWindow', 'filterPatterns'], 'consume has no such option', context);
  return (fn) => `service.consume(${queue}, ${fn}${withOptions(options)});`;
}

function queueHandle(arn: Json | undefined, context: Context): string | undefined {
  const text = addressOf(arn, context);
  const code = soleExpression(text ?? '');
  if (code !== undefined) return /^(messaging\.queues\.\w+)\.queueArn$/.exec(code)?.[1];
  return text === undefined ? undefined : context.handles.queue(text.slice(text.lastIndexOf(':') + 1));
}

function streamCode(event: View, inner: View, context: Context): EventCode | undefined {
  const arn = inner.isMap ? inner.json('arn') : event.json('stream');
  const text = addressOf(arn, context);
  const table = /^(data\.tables\.\w+)\.tableStreamArn!?$/.exec(soleExpression(text ?? '') ?? '')?.[1]
    ?? (text === undefined ? undefined : context.handles.table(/:table\/([^/]+)\/stream/.exec(text)?.[1] ?? ''));
  if (table === undefined) {
    takeRest(inner);
    context.note(event.at, `stream: ${JSON.stringify(arn)}`, 'the stream is of none of the catalogue\'s tables; give the table\'s handle to service.consumeStream');
    return undefined;
  }
  inner.json('type');
  const options: Record<string, Value> = { batchSize: inner.number('batchSize') ?? 10 };
  const position = inner.text('startingPosition');
  if (position === 'LATEST') options.startingPosition = member(context, 'lambda', 'StartingPosition.LATEST');
  const window = inner.number('batchWindow');
  if (window !== undefined) options.maxBatchingWindow = seconds(context, window);
  const age = inner.number('maximumRecordAgeInSeconds');
  if (age !== undefined) options.maxRecordAge = seconds(context, age);
  const retries = inner.number('maximumRetryAttempts');
  options.retryAttempts = retries ?? 10_000;
  options.bisectBatchOnError = inner.flag('bisectBatchOnFunctionError') ?? false;
  const factor = inner.number('parallelizationFactor');
  if (factor !== undefined) options.parallelizationFactor = factor;
  if (inner.flag('enabled') === false) options.enabled = false;
  const filters = listOf(inner.json('filterPatterns'));
  if (filters.length > 0) options.filters = filters.map((filter) => JSON.stringify(filter));
  const failures = inner.json('destinations');
  if (failures !== undefined) context.note(inner.placeOf('destinations'), 'destinations', 'failed batches go to the stage\'s queue for undeliverable events; pass another queue by the option onFailure');
  inner.text('functionResponseType');
  noteKeys(inner, ['tumblingWindowInSeconds', 'consumer'], 'consumeStream has no such option', context);
  const name = sourceName(arn);
  if (name !== undefined) options.sourceName = name;
  return (fn) => `service.consumeStream(${table}, ${fn}${withOptions(options)});`;
}

/** Returns the name by which Serverless names a mapping: the export, resource or parameter in its ARN. The default is the table. */
function sourceName(arn: Json | undefined): string | undefined {
  if (!isObject(arn)) return undefined;
  const attribute = arn['Fn::GetAtt'];
  const name = Array.isArray(attribute) ? attribute[0] : arn['Fn::ImportValue'] ?? arn.Ref;
  return typeof name === 'string' && /^[\w-]+$/.test(name) ? name.replace(/[^0-9A-Za-z]/g, '') : undefined;
}

function scheduleCode(event: View, inner: View, context: Context): EventCode | undefined {
  const rates = inner.isMap ? inner.json('rate') : event.json('schedule');
  const expressions = (Array.isArray(rates) ? rates : [rates]).filter((one): one is string => typeof one === 'string');
  if (expressions.length === 0) {
    context.note(event.at, `schedule: ${JSON.stringify(rates)}`, 'the schedule must be a text');
    return undefined;
  }
  const options: Record<string, Value> = {};
  for (const name of ['name', 'description'] as const) {
    const text = inner.text(name);
    if (text !== undefined) options[name] = text;
  }
  if (inner.flag('enabled') === false) options.enabled = false;
  const input = inner.json('input');
  if (input !== undefined) options.input = typeof input === 'string' ? input : JSON.stringify(input);
  if (inner.text('method') === 'scheduler') options.scheduler = library(context, 'ListBackupScheduler.SCHEDULER');
  noteKeys(inner, ['inputPath', 'inputTransformer'], 'onSchedule passes a fixed text', context);
  const zone = inner.text('timezone');
  const zoneCode = zone === undefined ? '' : `, TimeZone.of(${codeOfText(zone)})`;
  if (zone !== undefined) context.core.add('TimeZone');
  const from = member(context, 'scheduler', 'ScheduleExpression.expression').text;
  return (fn) => expressions.map((rate) => `service.onSchedule(${from}(${codeOfText(rate)}${zoneCode}), ${fn}${withOptions(options)});`).join('\n');
}

/** A rule with the event's own pattern: the catalogue's rules can't say everything that a pattern can. */
function eventBridgeCode(inner: View, context: Context): EventCode | undefined {
  const pattern = inner.json('pattern');
  const bus = inner.json('eventBus');
  const properties: Record<string, Value> = {};
  const description = inner.text('description');
  if (description !== undefined) properties.description = description;
  const name = inner.text('name');
  if (name !== undefined) properties.ruleName = name;
  if (inner.flag('enabled') === false) properties.enabled = false;
  const schedule = inner.text('schedule');
  if (schedule !== undefined) properties.schedule = new Code(`${member(context, 'events', 'Schedule.expression').text}(${codeOfText(schedule)})`);
  if (isObject(pattern)) {
    properties.eventPattern = Object.fromEntries(Object.entries(pattern).map(([key, value]) => [key === 'detail-type' ? 'detailType' : key, value]));
  }
  noteKeys(inner, ['input', 'inputPath', 'inputTransformer', 'retryPolicy', 'deadLetterQueueArn'], 'add it to the target: LambdaFunction takes event, retryAttempts and deadLetterQueue', context);
  if (bus !== undefined) properties.eventBus = busOf(bus, context);
  const [rule, target] = [member(context, 'events', 'Rule').text, member(context, 'targets', 'LambdaFunction').text];
  return (fn) => {
    const id = `${/'(\w[\w-]*)'/.exec(fn)?.[1] ?? fn}Rule`.replace(/^\w/, (letter) => letter.toUpperCase());
    return `new ${rule}(this, nextId(${quoted(id)}), ${emit({ ...properties, targets: [new Code(`new ${target}(${fn})`)] })});`;
  };
}

function busOf(bus: Json, context: Context): Value {
  const text = addressOf(bus, context) ?? '';
  const code = soleExpression(text);
  if (code === 'messaging.eventBus.eventBusName' || code === 'messaging.eventBus.eventBusArn') return new Code('messaging.eventBus');
  const from = member(context, 'events', `EventBus.fromEventBus${text.startsWith('arn:') ? 'Arn' : 'Name'}`).text;
  return new Code(`${from}(this, nextId('EventBus'), ${emit(textValue(context, bus))})`);
}

/** The text of an ARN or a name, with exports of the infrastructure as expressions. */
export function addressOf(value: Json | undefined, context: Context): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  const [kind, argument] = Object.entries(value)[0] ?? [];
  if (kind === 'Fn::Sub' && typeof argument === 'string') return argument;
  if (kind === 'Fn::ImportValue' && typeof argument === 'string') {
    const code = context.handles.exported(argument);
    return code === undefined ? undefined : `\uE000${code}\uE001`;
  }
  if (kind === 'Fn::Join' && Array.isArray(argument)) {
    const parts = listOf(argument[1] as Json).map((part) => (isObject(part) && part.Ref !== undefined ? '*' : addressOf(part, context)));
    return parts.every((part) => part !== undefined) ? parts.join(String(argument[0])) : undefined;
  }
  return undefined;
}

function withOptions(options: Record<string, Value>): string {
  return Object.keys(options).length === 0 ? '' : `, ${emit(options)}`;
}

function noteKeys(view: View, keys: readonly string[], reason: string, context: Context): void {
  for (const key of keys.filter((one) => view.has(one))) {
    view.json(key);
    context.note(view.placeOf(key), key, reason);
  }
}

function takeRest(view: View): void {
  for (const key of view.keys) view.json(key);
}
