import { library, member, type Context } from './context';
import { Code, emit, isIntrinsic, type Value } from './emit';
import { arnOf, definedOf, permission, resource } from './event-resources';
import { quoted } from './read/expression';
import type { View } from './read/view';
import { normalizedKey } from './serverless-names';
import { isObject, type Json, type JsonObject } from '../template';

/** The authorizers of a configuration's HTTP API, by name. */
export type Authorizers = ReadonlyMap<string, JsonObject>;

/** Authorizer of the stage's own API, in the converted program. */
const STAGE_AUTHORIZER = 'service.api.cognitoAuthorizerId';

/** Options of a route that decide who may call it. */
export function guardOf(event: View, inner: View, known: Authorizers, isRest: boolean, context: Context): Record<string, Value> {
  const authorizer = inner.isMap ? inner.json('authorizer') : undefined;
  if (isRest && inner.flag('private') === true) {
    context.note(inner.placeOf('private'), 'private', 'an HTTP API has no API keys; the converted route requires a signed-in user');
    return {};
  }
  if (authorizer === undefined || authorizer === null) return { anonymous: true };
  const described: JsonObject = isObject(authorizer) && !isIntrinsic(authorizer) ? authorizer : { name: authorizer };
  const scopes = several(described.scopes).map(String);
  const asked: Record<string, Value> = scopes.length > 0 ? { scopes } : {};
  if (isIam(described)) return { authorizer: new Code(`new ${member(context, 'authorizers', 'HttpIamAuthorizer').text}()`) };
  const definition = typeof described.name === 'string' ? known.get(described.name) : undefined;
  if (definition !== undefined && !isOfStage(definition)) {
    return { authorizer: byId({ Ref: authorizerId(String(described.name)) }, definition.type === 'request' ? 'CUSTOM' : 'JWT', context), ...asked };
  }
  if (definition === undefined && !isRest && described.type === 'request') return { authorizer: byId(described.id ?? '', 'CUSTOM', context) };
  const isCognito = definition !== undefined || describesStage(described);
  if (!isCognito && !isRest && described.id !== undefined) return { authorizer: byId(described.id, 'JWT', context), ...asked };
  if (!isCognito) {
    context.note(inner.placeOf('authorizer'), `authorizer: ${JSON.stringify(authorizer)}`, 'it is not the stage\'s own; the converted route has the stage\'s JWT authorizer. Pass another by the option authorizer');
  } else if (isRest) {
    context.note(event.at, 'authorizer', 'the route has the JWT authorizer of the stage, which takes access and ID tokens');
  }
  return asked;
}

/** Resources of authorizers that aren't the stage's own. */
export function authorizerCode(known: Authorizers, view: View, context: Context): string[] {
  return [...known].filter(([, definition]) => !isOfStage(definition)).flatMap(([name, definition]) => (
    definition.type === 'request' ? requestAuthorizer(name, definition, context) : [jwtAuthorizer(name, definition, view, context)]
  ));
}

function jwtAuthorizer(name: string, definition: JsonObject, view: View, context: Context): string {
  if (definition.issuerUrl === undefined) context.note(view.at, `authorizers.${name}`, 'a JWT authorizer must have an issuerUrl');
  return resource(authorizerId(name), 'AWS::ApiGatewayV2::Authorizer', {
    ApiId: apiId(context),
    AuthorizerType: 'JWT',
    Name: String(definition.name ?? name),
    IdentitySource: several(definition.identitySource),
    JwtConfiguration: definedOf({ Issuer: definition.issuerUrl, Audience: several(definition.audience) }),
  });
}

function requestAuthorizer(name: string, definition: JsonObject, context: Context): string[] {
  const key = typeof definition.functionName === 'string' ? definition.functionName : undefined;
  const arn: Json = key === undefined ? definition.functionArn ?? '' : arnOf(key);
  const ttl = Number(definition.resultTtlInSeconds ?? 0);
  const uri: Json = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }, ':lambda:path/2015-03-31/functions/', arn, '/invocations']] };
  const source: Json = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':execute-api:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':', apiId(context), '/*']] };
  return [
    resource(authorizerId(name), 'AWS::ApiGatewayV2::Authorizer', definedOf({
      ApiId: apiId(context),
      AuthorizerType: 'REQUEST',
      Name: String(definition.name ?? name),
      AuthorizerUri: uri,
      AuthorizerPayloadFormatVersion: String(definition.payloadVersion ?? '2.0'),
      EnableSimpleResponses: definition.enableSimpleResponses === true ? true : undefined,
      IdentitySource: definition.identitySource === undefined ? undefined : several(definition.identitySource),
      AuthorizerResultTtlInSeconds: ttl,
    })),
    ...key === undefined ? [] : [permission(`${normalizedKey(key)}LambdaPermissionHttpApiAuthorizer`, key, 'apigateway.amazonaws.com', source)],
  ];
}

function byId(id: Json, type: string, context: Context): Code {
  const from = member(context, 'apigateway', 'HttpAuthorizer.fromHttpAuthorizerAttributes').text;
  if (typeof id !== 'string') context.core.add('Token');
  return new Code(`${from}(this, nextId('Authorizer'), { authorizerId: ${typeof id === 'string' ? emit(id) : `Token.asString(${emit(id as Value)})`}, authorizerType: ${quoted(type)} })`);
}

function apiId(context: Context): string {
  library(context, 'ListBackupService');
  return '\uE000service.api.httpApi.apiId\uE001';
}

function authorizerId(name: string): string {
  return `HttpApiAuthorizer${normalizedKey(name)}`;
}

function isIam(described: JsonObject): boolean {
  return [described.type, described.name].some((one) => typeof one === 'string' && one.toLowerCase() === 'aws_iam');
}

/** True if a JWT authorizer has the stage's user pool. */
function isOfStage(definition: JsonObject): boolean {
  return (definition.type ?? 'jwt') === 'jwt' && /cognito|\uE000auth\./i.test(JSON.stringify(definition.issuerUrl ?? ''));
}

function describesStage(described: JsonObject): boolean {
  if (described.type === 'COGNITO_USER_POOLS') return true;
  const names = [described.name, described.id, described.arn, described.authorizerId].filter((one) => one !== undefined);
  return names.some((name) => (typeof name === 'string' ? name.includes(STAGE_AUTHORIZER) || /cognito|\uE000auth\./i.test(name) : isIntrinsic(name)));
}

/** The items of a list, or a single value. */
function several(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? [...value as readonly Json[]] : [value];
}
