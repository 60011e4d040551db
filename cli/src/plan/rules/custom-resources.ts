import { lostNotification } from './notifications';
import { isObject, listOf, objectOf, parseJson, type Json, type JsonObject } from '../../template';

/** Properties of a custom resource, or of what it touches; every scalar is a text. */
type Properties = JsonObject;

/** A resource that a handler acts on from outside. */
export interface Touched {
  /** Its type. */
  readonly type: string;
  /** The property of the custom resource that holds its name or ID. */
  readonly by: string;
}

/** Effects of a known handler of a custom resource. */
export interface HandlerRow {
  readonly type: string;
  readonly touches?: Touched;
  /** True of a handler that only writes into what it touches, and leaves the rest of it alone when it goes. */
  readonly copies?: boolean;
  /** Harm that a creation does to what was there before; `touched` is what it acts on as it was, if that is known. */
  readonly create?: (after: Properties, touched: Properties | undefined) => string | undefined;
  /** Harm that an update does; `undefined` where it does none. */
  readonly update?: (before: Properties, after: Properties) => string | undefined;
  /** Harm that a deletion does; `touched` is what it acts on as it is then, if that is known. */
  readonly remove?: (before: Properties, touched: Properties | undefined) => string | undefined;
  /** Properties of what it touches that it sets, as paths; an update from a template would set them back. */
  readonly sets?: (properties: Properties) => readonly string[];
  readonly source: string;
}

const CDK = 'https://github.com/aws/aws-cdk/tree/main/packages/@aws-cdk/custom-resource-handlers/lib';
const SERVERLESS = 'https://github.com/serverless/serverless/tree/main/lib/plugins/aws/custom-resources/resources';

/** The tag without which the CDK's handler leaves a bucket or a repository as it is. */
export const EMPTYING_TAGS: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'aws-cdk:auto-delete-objects',
  'AWS::ECR::Repository': 'aws-cdk:auto-delete-images',
};

/** Handlers that empty what has such a tag. */
export const EMPTYING_HANDLERS: readonly string[] = ['Custom::S3AutoDeleteObjects', 'Custom::ECRAutoDeleteImages'];

/** Handlers that the CDK and the Serverless Framework put beside an app. A handler that is not here may do anything. */
export const HANDLERS: readonly HandlerRow[] = [
  {
    type: 'Custom::S3AutoDeleteObjects',
    touches: { type: 'AWS::S3::Bucket', by: 'BucketName' },
    update: (before, after) => differs(before, after, 'BucketName') ? 'the bucket that it named before is emptied while it has the tag aws-cdk:auto-delete-objects' : undefined,
    remove: (_, bucket) => emptied('AWS::S3::Bucket', bucket, 'the bucket'),
    source: `${CDK}/aws-s3/auto-delete-objects-handler`,
  },
  {
    type: 'Custom::ECRAutoDeleteImages',
    touches: { type: 'AWS::ECR::Repository', by: 'RepositoryName' },
    update: (before, after) => differs(before, after, 'RepositoryName') ? 'the repository that it named before is emptied while it has the tag aws-cdk:auto-delete-images' : undefined,
    remove: (_, repository) => emptied('AWS::ECR::Repository', repository, 'the repository'),
    source: `${CDK}/aws-ecr/auto-delete-images-handler`,
  },
  {
    type: 'Custom::CDKBucketDeployment',
    touches: { type: 'AWS::S3::Bucket', by: 'DestinationBucketName' },
    copies: true,
    create: ({ Prune: prune = 'true' }) => prune === 'true' ? 'objects at the destination that the source does not have are deleted' : undefined,
    update: deploymentHarm,
    remove: ({ RetainOnDelete: retain = 'true' }) => retain === 'true' ? undefined : 'the objects that it deployed are deleted',
    source: `${CDK}/aws-s3-deployment/bucket-deployment-handler`,
  },
  {
    type: 'Custom::S3BucketNotifications',
    touches: { type: 'AWS::S3::Bucket', by: 'BucketName' },
    create: ({ Managed: managed = 'true' }, bucket) => managed === 'true' && bucket?.NotificationConfiguration !== undefined
      ? 'the notifications that the template sets on the bucket itself are replaced'
      : undefined,
    update: notificationHarm,
    remove: () => 'the bucket loses its notifications, also those that the template sets on the bucket itself',
    sets: () => ['NotificationConfiguration'],
    source: `${CDK}/aws-s3/notifications-resource-handler`,
  },
  {
    type: 'Custom::LogRetention',
    touches: { type: 'AWS::Logs::LogGroup', by: 'LogGroupName' },
    create: ({ RetentionInDays: next }, group) => days(next) < days(group?.RetentionInDays) ? `log events older than ${String(next as string)} days are deleted` : undefined,
    update: ({ RetentionInDays: old }, { RetentionInDays: next }) => days(next) < days(old) ? `log events older than ${String(next as string)} days are deleted` : undefined,
    remove: ({ RemovalPolicy: policy }) => policy === 'destroy' ? 'the log group is deleted with its events' : undefined,
    source: `${CDK}/aws-logs/log-retention-handler`,
  },
  {
    type: 'Custom::DynamoDBReplica',
    update: (before, after) => ['TableName', 'Region'].some((name) => differs(before, after, name)) ? 'the replica that it made before is deleted with its items' : undefined,
    remove: ({ Region: region = 'its Region' }) => `the replica in ${String(region as string)} is deleted with its items`,
    source: `${CDK}/aws-dynamodb/replica-handler`,
  },
  {
    type: 'Custom::CrossRegionExportWriter',
    update: (before, after) => fewer(exportsIn(before), exportsIn(after), 'parameters that stacks of another Region read are deleted'),
    remove: () => 'the parameters that stacks of another Region read are deleted',
    source: 'https://github.com/aws/aws-cdk/tree/main/packages/@aws-cdk/custom-resource-handlers/lib/core/cross-region-ssm-writer-handler',
  },
  { type: 'Custom::CrossRegionExportReader', source: 'https://github.com/aws/aws-cdk/tree/main/packages/@aws-cdk/custom-resource-handlers/lib/core/cross-region-ssm-reader-handler' },
  { type: 'Custom::CrossRegionStringParameterReader', source: `${CDK}/aws-cloudfront/edge-function` },
  {
    type: 'Custom::VpcRestrictDefaultSG',
    update: (before, after) => differs(before, after, 'DefaultSecurityGroupId') ? 'the default security group that it named before allows its own traffic again' : undefined,
    remove: () => 'the default security group allows its own traffic again',
    source: `${CDK}/aws-ec2/restrict-default-security-group-handler`,
  },
  {
    type: 'Custom::CognitoUserPool',
    touches: { type: 'AWS::Cognito::UserPool', by: 'UserPoolName' },
    update: (before, after) => differs(before, after, 'UserPoolName')
      ? 'the pool that it named before loses its triggers'
      : fewer(triggersIn(before), triggersIn(after), 'the pool no longer calls the function for'),
    remove: (before) => `the pool no longer calls the function for ${triggersIn(before).join(', ')}`,
    sets: (properties) => triggersIn(properties).map((trigger) => `LambdaConfig.${trigger}`),
    source: `${SERVERLESS}/cognito-user-pool`,
  },
  {
    type: 'Custom::S3',
    touches: { type: 'AWS::S3::Bucket', by: 'BucketName' },
    update: (before, after) => differs(before, after, 'BucketName')
      ? 'the bucket that it named before no longer notifies the function'
      : fewer(eventsIn(before), eventsIn(after), 'the bucket no longer notifies the function of'),
    remove: () => 'the bucket no longer notifies the function',
    sets: () => ['NotificationConfiguration'],
    source: `${SERVERLESS}/s3`,
  },
  {
    type: 'Custom::EventBridge',
    update: (before, after) => ['EventBridgeConfig', 'FunctionName'].every((name) => !differs(before, after, name)) ? undefined : eventBridgeHarm(before, after),
    remove: () => 'the rule that calls the function is deleted',
    source: `${SERVERLESS}/event-bridge`,
  },
  { type: 'Custom::ApiGatewayAccountRole', source: `${SERVERLESS}/api-gateway-cloud-watch-role` },
];

/** Whatever resource type such a resource is given, its properties say which calls it makes. */
const CALLS = ['Create', 'Update', 'Delete'] as const;
const READING = /^(batchGet|describe|get|head|list|lookup|query|scan)/i;
/** Calls that take something away, or write over it, even where the resource that makes them is new. */
const TAKING = new RegExp(`^(${[
  'abort', 'batchDelete', 'batchWrite', 'cancel', 'delete', 'deregister', 'destroy', 'detach', 'disable', 'disassociate', 'empty', 'modify', 'purge',
  'put(?!Event|Item|Log|Metric|Object$|ObjectCommand|Parameter|Record|Rule|Target)', 'remove', 'replace', 'reset', 'restore', 'revoke', 'rotate',
  'schedule', 'set', 'stop', 'terminate', 'unsubscribe', 'untag', 'update',
].join('|')})`, 'i');

/** Returns true if the handler always returns the same values, whatever else changes. */
export function hasSteadyValues(type: string): boolean {
  return HANDLERS.some((row) => row.type === type);
}

/** Returns the effects of a custom resource's handler; `undefined` if the handler is unknown. */
export function handlerOf(type: string, properties: Properties): HandlerRow | undefined {
  const known = HANDLERS.find((row) => row.type === type);
  if (known) return known;
  const isCalls = typeof properties.ServiceToken === 'string' && CALLS.some((name) => callIn(properties[name]) !== undefined);
  return isCalls ? { ...ONE_CALL, type } : undefined;
}

/** An `AwsCustomResource` of the CDK: one call for each event, written in its properties; without one nothing is called. */
const ONE_CALL: Omit<HandlerRow, 'type'> = {
  create: ({ Create: call }) => TAKING.test(String((callIn(call)?.action ?? '') as string)) ? callHarm(call, 'its creation calls') : undefined,
  update: (_, after) => callHarm(after.Update, 'its update calls'),
  remove: (before) => callHarm(before.Delete, 'its deletion calls'),
  sets: (properties) => CALLS.flatMap((name) => poolSettings(properties[name])),
  touches: { type: 'AWS::Cognito::UserPool', by: 'Update' },
  source: `${CDK}/custom-resources/aws-custom-resource-handler`,
};

function callIn(value: Json | undefined): JsonObject | undefined {
  const call = typeof value === 'string' && value.startsWith('{') ? jsonOf(value) : value;
  return isObject(call) && typeof call.service === 'string' && typeof call.action === 'string' ? call : undefined;
}

function jsonOf(text: string): Json {
  try {
    return parseJson(text, 'call');
  } catch {
    // A reference inside the text may leave no valid JSON: then nobody knows what it calls.
    return null;
  }
}

function callHarm(value: Json | undefined, what: string): string | undefined {
  if (value === undefined) return undefined;
  const { service, action } = callIn(value) ?? {};
  if (typeof action !== 'string') return `${what} what is not known here`;
  return READING.test(action) ? undefined : `${what} ${String(service as string)} ${action}`;
}

function poolSettings(value: Json | undefined): readonly string[] {
  const { action, parameters } = callIn(value) ?? {};
  return action === 'updateUserPool' ? Object.keys(objectOf(parameters)).filter((name) => name !== 'UserPoolId') : [];
}

function emptied(type: string, touched: Properties | undefined, what: string): string | undefined {
  const tag = EMPTYING_TAGS[type] ?? '';
  if (!touched) return `${what} is emptied if it has the tag ${tag}`;
  return hasTag(touched, tag) ? `${what} is emptied, since it has the tag ${tag}` : undefined;
}

/** Returns true if the properties have the tag with the value `true`. */
export function hasTag({ Tags: tags }: Properties, name: string): boolean {
  const value = isObject(tags) ? tags[name] : listOf(tags).map(objectOf).find(({ Key: key }) => key === name)?.Value;
  return String(value as string) === 'true';
}

function deploymentHarm(before: Properties, after: Properties): string | undefined {
  const prunes = ({ Prune: prune = 'true' }: Properties): boolean => prune === 'true';
  const moves = ['DestinationBucketName', 'DestinationBucketKeyPrefix'].some((name) => differs(before, after, name));
  if (moves && (after.RetainOnDelete ?? 'true') !== 'true') return 'the objects at the destination that it had are deleted';
  if (moves && prunes(after)) return 'objects at the new destination that the source does not have are deleted';
  if (prunes(after) && !prunes(before)) return 'objects at the destination that the source does not have are deleted';
  return (before.RetainOnDelete ?? 'true') === 'true' && (after.RetainOnDelete ?? 'true') !== 'true' ? 'the objects will go with it' : undefined;
}

function notificationHarm(before: Properties, after: Properties): string | undefined {
  if (differs(before, after, 'BucketName')) return 'the bucket that it named before loses its notifications';
  const isManaged = ({ Managed: managed = 'true' }: Properties): boolean => managed === 'true';
  if (isManaged(after) && !isManaged(before)) return 'the notifications that others set on the bucket are replaced';
  const lost = lostNotification(before.NotificationConfiguration, after.NotificationConfiguration);
  return lost === undefined ? undefined : `the bucket no longer notifies anybody of ${lost}`;
}

function eventBridgeHarm(before: Properties, after: Properties): string | undefined {
  const ruleOf = ({ EventBridgeConfig: config }: Properties): JsonObject => objectOf(config);
  const moves = ['RuleName', 'EventBus'].some((name) => differs(ruleOf(before), ruleOf(after), name));
  return moves || differs(before, after, 'FunctionName') ? 'the rule that it made before is deleted' : undefined;
}

function triggersIn({ UserPoolConfigs: configs }: Properties): readonly string[] {
  return listOf(configs).map((config) => String(objectOf(config).Trigger as string));
}

function eventsIn({ BucketConfigs: configs }: Properties): readonly string[] {
  return listOf(configs).map((config) => String(objectOf(config).Event as string));
}

function exportsIn({ WriterProps: writer }: Properties): readonly string[] {
  return Object.keys(objectOf(objectOf(writer).exports));
}

/** Returns the items of the old value that the new one lacks. */
function fewer(before: Json | undefined, after: Json | undefined, what: string): string | undefined {
  const items = (value: Json | undefined): readonly string[] => isObject(value) ? Object.keys(value) : listOf(value).map(String);
  const gone = items(before).filter((item) => !items(after).includes(item));
  return gone.length === 0 ? undefined : `${what} ${gone.join(', ')}`;
}

function differs(before: Properties, after: Properties, name: string): boolean {
  return JSON.stringify(before[name]) !== JSON.stringify(after[name]);
}

function days(value: Json | undefined): number {
  return value === undefined || Number.isNaN(Number(value)) ? Infinity : Number(value);
}
