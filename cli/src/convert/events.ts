import { addressOf } from './address';
import { guardOf, type Authorizers } from './authorizers';
import { library, member, seconds, type Context } from './context';
import { emit, type Value } from './emit';
import { bucket, ownQueue, ownStream, rule, topic, type EventOf } from './event-resources';
import { isObject, listOf, type Json } from '../template';
import { codeOfText, quoted, soleExpression } from './read/expression';
import type { View } from './read/view';

/** A statement of the program that follows from an event, with a place for the function: `service.route('GET /x', FN)`. */
export type EventCode = (fn: string) => string;

/** Settings of the HTTP API from the whole configuration. */
export interface ApiSettings {
  readonly authorizers: Authorizers;
  readonly payload?: string | undefined;

  /** True if the routes are on an API that another stack has. */
  readonly isShared: boolean;
}

/** Reads one event of a function; `undefined` where it can't be carried over, which a note says. */
export function eventCode(event: View, api: ApiSettings, functionPayload: string | undefined, of: EventOf, context: Context): EventCode | undefined {
  const [kind = ''] = event.keys;
  const inner = event.isMap ? event.view(kind) : event;
  switch (kind) {
    case 'httpApi': return routeCode(event, inner, api, functionPayload ?? api.payload, context);
    case 'http': return routeCode(event, inner, api, '1.0', context);
    case 'sqs': return queueCode(event, inner, of, context);
    case 'stream': return streamCode(event, inner, of, context);
    case 'schedule': return scheduleCode(event, inner, context);
    case 'eventBridge': return asIs(rule(inner, of, context));
    case 'sns': return asIs(topic(event, inner, of, context));
    case 's3': return onBucket(event, inner, context);
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
  if (!isRest && (short === '*' || path === '*')) return defaultRoute(event, inner, payload, context);
  if (path === undefined || method === undefined) {
    context.note(event.at, short ?? 'route', 'a route must have a method and a path');
    return undefined;
  }
  if (!isRest && !api.isShared) context.note(event.at, `${method} ${path}`, 'the route of the service\'s own HTTP API becomes one of the stage\'s HTTP API, with another URL');
  if (isRest) context.note(event.at, `${method} ${path}`, 'the route of the service\'s own REST API becomes one of the stage\'s HTTP API, with the same payload format 1.0 and another URL');
  const upper = method === '*' || method.toLowerCase() === 'any' ? 'ANY' : method.toUpperCase();
  const route = `${upper} /${path.replace(/^\/+|\/+$/g, '')}`;
  const options: Record<string, Value> = { ...guardOf(event, inner, api.authorizers, isRest, context) };
  if (payload === '1.0') options.payloadFormat = library(context, 'ListBackupPayloadFormat.V1');
  if (isRest && inner.json('cors') !== undefined) context.note(inner.placeOf('cors'), 'cors', 'the stage\'s API answers preflight requests for all of its routes');
  return (fn) => `service.route(${quoted(route)}, ${fn}${withOptions(options)});`;
}

/** The route for requests that no other route takes, which the library leaves to the CDK. */
function defaultRoute(event: View, inner: View, payload: string | undefined, context: Context): EventCode {
  if (inner.isMap && inner.json('authorizer') !== undefined) {
    context.note(inner.placeOf('authorizer'), '$default', 'the converted route has no authorizer; pass one by the property authorizer of HttpRoute');
  }
  context.note(event.at, '$default', 'the stage\'s API can have one such route, of one service');
  const route = member(context, 'apigateway', 'HttpRoute').text;
  const integration = member(context, 'integrations', 'HttpLambdaIntegration').text;
  context.core.add('CfnResource');
  const version = `apigateway.PayloadFormatVersion.VERSION_${payload === '1.0' ? '1_0' : '2_0'}`;
  return (fn) => [
    `(new ${route}(this, 'HttpApiRouteDefault', {`,
    '  httpApi: service.api.httpApi, routeKey: apigateway.HttpRouteKey.DEFAULT,',
    `  integration: new ${integration}('HttpApiIntegrationDefault', ${fn}, { payloadFormatVersion: ${version} }),`,
    '}).node.defaultChild as CfnResource).overrideLogicalId(\'HttpApiRouteDefault\');',
  ].join('\n');
}

function asIs(code: string | undefined): EventCode | undefined {
  return code === undefined ? undefined : () => code;
}

function onBucket(event: View, inner: View, context: Context): EventCode | undefined {
  return bucket(event, inner, '', context) === undefined ? undefined : (fn) => bucket(event, inner, fn, context) ?? '';
}

function queueCode(event: View, inner: View, of: EventOf, context: Context): EventCode | undefined {
  const arn = inner.isMap ? inner.json('arn') : event.json('sqs');
  const queue = queueHandle(arn, context);
  if (queue === undefined) {
    return arn === undefined ? unknownSource(event, 'sqs', context) : asIs(ownQueue(inner, arn, of, context));
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

function unknownSource(event: View, kind: string, context: Context): undefined {
  context.note(event.at, kind, 'the event must name its source by an ARN');
}

function streamCode(event: View, inner: View, of: EventOf, context: Context): EventCode | undefined {
  const arn = inner.isMap ? inner.json('arn') : event.json('stream');
  const text = addressOf(arn, context);
  const table = /^(data\.tables\.\w+)\.tableStreamArn!?$/.exec(soleExpression(text ?? '') ?? '')?.[1]
    ?? (text === undefined ? undefined : context.handles.table(/:table\/([^/]+)\/stream/.exec(text)?.[1] ?? ''));
  if (table === undefined) {
    return arn === undefined ? unknownSource(event, 'stream', context) : asIs(ownStream(inner, arn, of, context));
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

function withOptions(options: Record<string, Value>): string {
  return Object.keys(options).length === 0 ? '' : `, ${emit(options)}`;
}

function noteKeys(view: View, keys: readonly string[], reason: string, context: Context): void {
  for (const key of keys.filter((one) => view.has(one))) {
    view.json(key);
    context.note(view.placeOf(key), key, reason);
  }
}
