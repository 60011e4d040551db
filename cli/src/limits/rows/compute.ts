import { each, number, rate, type Context, type Measure } from './row';
import { bytesOf, statementBytes } from './size';
import { numberOf, textOf, type Resource } from '../../inventory';
import { listOf, objectOf } from '../../template';
import { workOf } from '../queues/jobs';

const FUNCTION = 'AWS::Lambda::Function';
const API = 'AWS::ApiGatewayV2::Api';
const MAPPING = 'AWS::Lambda::EventSourceMapping';
const MB_PER_GB = 1024;
const DEFAULT_MEMORY_MB = 128;
const DEFAULT_TIMEOUT = 3;

/** Calls at a time: how many begin in a second, times how long each takes. */
function concurrencyOf(fn: Resource, { load }: Context): number | undefined {
  const calls = load.perSecond(fn, 'invocations');
  if (calls === undefined) return undefined;
  const seconds = load.figure(fn, 'seconds') ?? secondsFrom(fn, load.figure(fn, 'gbSeconds'), load.figure(fn, 'invocations'));
  return seconds === undefined ? undefined : calls * seconds;
}

function secondsFrom({ properties }: Resource, gbSeconds: number | undefined, calls: number | undefined): number | undefined {
  if (gbSeconds === undefined || calls === undefined || calls === 0) return undefined;
  return gbSeconds * MB_PER_GB / (numberOf(properties, 'MemorySize') ?? DEFAULT_MEMORY_MB) / calls;
}

/** Calls at a time beyond those of the average second, which all may have to begin within ten seconds. */
function surgeOf(fn: Resource, context: Context): number | undefined {
  const peak = concurrencyOf(fn, context);
  return peak === undefined ? undefined : peak - peak / context.load.peak;
}

const ofApi = (api: Resource, type: string): number => [...api.siblings.values()]
  .filter((one) => one.type === type && objectOf(one.properties.ApiId).Ref === api.logicalId).length;
const throttleOf = ({ properties }: Resource): number | undefined => numberOf(objectOf(properties.DefaultRouteSettings), 'ThrottlingRateLimit');

function requestsOfStage(stage: Resource, { load, inventory }: Context): number | undefined {
  if (throttleOf(stage) === undefined) return undefined;
  const id = objectOf(stage.properties.ApiId).Ref;
  const api = stage.siblings.get(String(id as string)) ?? inventory.resources.find(({ type }) => type === API);
  return api && load.perSecond(api, 'requests');
}

export const COMPUTE: readonly Measure[] = [
  rate('Lambda.concurrentExecutions', FUNCTION, concurrencyOf),
  { of: 'region', quota: 'Lambda.reservedConcurrency', types: [FUNCTION], used: ({ properties }) => numberOf(properties, 'ReservedConcurrentExecutions') },
  each('Lambda.scaling', FUNCTION, surgeOf, { grows: true }),
  each('Lambda.mappingConcurrency', MAPPING, (mapping, context) => workOf(mapping, context), { limit: ({ properties }) => numberOf(objectOf(properties.ScalingConfig), 'MaximumConcurrency'), grows: true }),
  each('Lambda.environmentBytes', FUNCTION, ({ properties }) => Object.entries(objectOf(objectOf(properties.Environment).Variables))
    .reduce((sum, [key, value]) => sum + key.length + bytesOf(value), 0)),
  each('Lambda.permissionBytes', FUNCTION, (fn) => [...fn.siblings.values()]
    .filter(({ type, properties }) => type === 'AWS::Lambda::Permission' && JSON.stringify(properties.FunctionName ?? '').includes(`"${fn.logicalId}"`))
    .reduce((sum, { properties }) => sum + statementBytes(properties), 0)),
  each('Lambda.layers', FUNCTION, ({ properties }) => listOf(properties.Layers).length),
  each('Lambda.timeout', FUNCTION, ({ properties }) => numberOf(properties, 'Timeout') ?? DEFAULT_TIMEOUT),
  rate('API Gateway.requests', API, (api, { load }) => load.perSecond(api, 'requests')),
  each('API Gateway.stageRequests', 'AWS::ApiGatewayV2::Stage', requestsOfStage, { limit: throttleOf, grows: true }),
  each('API Gateway.routes', API, (api) => textOf(api.properties, 'ProtocolType') === 'HTTP' ? ofApi(api, 'AWS::ApiGatewayV2::Route') : undefined),
  each('API Gateway.stages', API, (api) => ofApi(api, 'AWS::ApiGatewayV2::Stage')),
  each('API Gateway.authorizers', API, (api) => ofApi(api, 'AWS::ApiGatewayV2::Authorizer')),
  number('API Gateway.apis', API),
  number('API Gateway.domains', 'AWS::ApiGatewayV2::DomainName'),
];
