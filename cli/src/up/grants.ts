import type { StackTemplate } from '../template';

/** Names of deployed resources, as the code of an app calls them. */
export type ResourceNames = (arn: string) => string;

/** The property that holds the physical name, by the service of the ARN. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = { dynamodb: 'TableName', sqs: 'QueueName', s3: 'BucketName' };
const SUFFIX = /(Table|Queue|Bucket)$/;

/** Finds what the catalogue calls a resource, such as `jobs` for the table `JobsTable`; the end of its ARN where the stacks don't tell. */
export function namesOf(stacks: readonly StackTemplate[]): ResourceNames {
  const names = new Map(stacks.flatMap(({ template }) => Object.entries(template.Resources ?? {})).flatMap(([logicalId, { Properties = {} }]) => (
    Object.values(NAME_PROPERTIES).flatMap((property): [string, string][] => {
      const name = Properties[property];
      return typeof name === 'string' ? [[name, camelCase(logicalId.replace(SUFFIX, ''))]] : [];
    }))));
  return (arn) => {
    const name = arn.split(':').slice(5).join(':').replace(/^table\//, '').split('/')[0] ?? '';
    return names.get(name) ?? name;
  };
}

function camelCase(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

const READS = /^(dynamodb:(Get|BatchGet|Query|Scan|Describe|ConditionCheck)|s3:(Get|List)|cognito-idp:(AdminGet|AdminList|List|Describe|Get))/;
const KEY_ACTIONS = /^kms:/;

/**
 * The call on a construct of the library that grants an action.
 *
 * @param caller the name of the construct, such as `runJob`
 */
export function grantOf(caller: string, action: string, resource: string, names: ResourceNames): string {
  const [service] = action.split(':');
  const access = `ListBackupAccess.${READS.test(action) ? 'READ' : 'WRITE'}`;
  if (service === 'dynamodb') return `${caller}.useTable(${names(resource)}, ${access})`;
  if (service === 's3') return `${caller}.useBucket(${names(resource)}, ${access})`;
  if (service === 'cognito-idp') return `${caller}.useAuth(auth, ${access})`;
  if (action === 'sqs:SendMessage') return `${caller}.useQueue(${names(resource)}, ListBackupQueueAccess.SEND)`;
  if (service === 'sqs') return `${caller}.consume(${names(resource)})`;
  if (action === 'events:PutEvents') return `${caller}.useEventBus(eventBus, source)`;
  if (KEY_ACTIONS.test(action)) return 'encryptionKey in fromStage(…), so that grants include the key';
  return `${caller}.addToRolePolicy(new PolicyStatement({ actions: ["${action}"], resources: ["${resource}"] }))`;
}

/** Calls and policies that let a service act on a resource, by the service's principal and the action. */
const SERVICE_GRANTS: Readonly<Record<string, string>> = {
  'apigateway.amazonaws.com lambda:InvokeFunction': 'api.addRoute(…), or an AWS::Lambda::Permission for the route',
  'events.amazonaws.com lambda:InvokeFunction': 'onEvent(…), or an AWS::Lambda::Permission for the rule',
  'events.amazonaws.com sqs:SendMessage': 'a policy of the queue that lets events.amazonaws.com send for the rule',
  'events.amazonaws.com kms:GenerateDataKey': 'a policy of the key that lets events.amazonaws.com use it',
  'sns.amazonaws.com lambda:InvokeFunction': 'an AWS::Lambda::Permission for the topic',
};

/** Returns the call that lets a service act, or the general rule for an unknown action. */
export function serviceGrantOf(principal: string, action: string): string {
  return SERVICE_GRANTS[`${principal} ${action}`] ?? `a policy of the resource that lets ${principal} do it`;
}
