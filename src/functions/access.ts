import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FunctionBase } from 'aws-cdk-lib/aws-lambda';
import { IStringParameter } from 'aws-cdk-lib/aws-ssm';
import { IListBackupAuth, IListBackupBucket, IListBackupQueue, IListBackupTable, IListBackupSecret } from '../handles';
import { invalid } from '../validation/invalid';
import { requireText } from '../validation/values';

/**
 * Access of a function to data.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/permissions.html
 */
export enum ListBackupAccess {
  /** Read it. */
  READ = 'READ',

  /** Write and delete it, without reading. */
  WRITE = 'WRITE',

  /** Read, write and delete it. */
  READ_WRITE = 'READ_WRITE',
}

/**
 * Access of a function to a queue's messages.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/permissions.html
 */
export enum ListBackupQueueAccess {
  /** Send them. */
  SEND = 'SEND',

  /** Receive and delete them. If Lambda passes the messages to the function, use `consume` instead. */
  CONSUME = 'CONSUME',

  /** Send, receive and delete them. */
  SEND_AND_CONSUME = 'SEND_AND_CONSUME',
}

/**
 * Actions on items. `ConditionCheckItem`, streams and the table's own description are no part of reading and writing items.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
const READ_ITEMS = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'];
const WRITE_ITEMS = ['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

/** Refuses what `grantTable` could not grant; a service asks before it has a function. */
export function requireTableUse(table: IListBackupTable, access: ListBackupAccess): void {
  requireHandle('table', table, ['tableName', 'environmentVariable'], 'dataLayer.tables.users');
  requireAccess(access, Object.values(ListBackupAccess));
}

/** The table with its indexes. */
export function grantTable(fn: FunctionBase, table: IListBackupTable, access: ListBackupAccess): void {
  requireTableUse(table, access);
  const [reads, writes] = [access !== ListBackupAccess.WRITE, access !== ListBackupAccess.READ];
  table.grant(fn, ...reads ? READ_ITEMS : [], ...writes ? WRITE_ITEMS : []);
  if (writes) table.encryptionKey?.grantEncryptDecrypt(fn);
  else table.encryptionKey?.grantDecrypt(fn);
}

/** Refuses what `grantQueue` could not grant. */
export function requireQueueUse(queue: IListBackupQueue, access: ListBackupQueueAccess): void {
  requireHandle('queue', queue, ['queueUrl', 'environmentVariable'], 'messaging.queues.sync');
  requireAccess(access, Object.values(ListBackupQueueAccess));
}

/**
 * Sends and receives by the queue's URL, without asking for the queue's attributes.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
export function grantQueue(fn: FunctionBase, queue: IListBackupQueue, access: ListBackupQueueAccess): void {
  requireQueueUse(queue, access);
  if (access !== ListBackupQueueAccess.CONSUME) {
    queue.grant(fn, 'sqs:SendMessage');
    queue.encryptionMasterKey?.grantEncryptDecrypt(fn);
  }
  if (access !== ListBackupQueueAccess.SEND) {
    queue.grant(fn, 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage');
    queue.encryptionMasterKey?.grantDecrypt(fn);
  }
}

/**
 * Lets Lambda read the queue in the function's name.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function grantQueueMapping(fn: FunctionBase, queue: IListBackupQueue): void {
  queue.grant(fn, 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage');
  queue.encryptionMasterKey?.grantDecrypt(fn);
}

/** Refuses what `grantBucket` could not grant. */
export function requireBucketUse(bucket: IListBackupBucket, access: ListBackupAccess, prefix: string | undefined): void {
  requireHandle('bucket', bucket, ['bucketName', 'environmentVariable'], 'dataLayer.buckets.data');
  requireAccess(access, Object.values(ListBackupAccess));
  requireText('prefix', prefix, /^([^/*?][^*?]*)?$/, 'must be how keys begin, without wildcards and without a slash at the beginning', 'For example: "accounts/".');
}

/** The objects whose keys begin with the prefix. */
export function grantBucket(fn: FunctionBase, bucket: IListBackupBucket, access: ListBackupAccess, prefix: string): void {
  requireBucketUse(bucket, access, prefix);
  const keys = `${prefix}*`;
  if (access === ListBackupAccess.READ) bucket.grantRead(fn, keys);
  if (access === ListBackupAccess.WRITE) bucket.grantWrite(fn, keys);
  if (access === ListBackupAccess.READ_WRITE) bucket.grantReadWrite(fn, keys);
}

/** Refuses what `grantAuth` could not grant. */
export function requireAuthUse(auth: IListBackupAuth, access: ListBackupAccess | undefined): void {
  requireHandle('auth', auth, ['userPool', 'userPoolClient', 'issuer', 'jwksUri'], 'a ListBackupAuth');
  if (access !== undefined) requireAccess(access, Object.values(ListBackupAccess));
}

/** Grants access to the users of the pool, or nothing without `access`: checking tokens needs no permission. */
export function grantAuth(fn: FunctionBase, auth: IListBackupAuth, access: ListBackupAccess | undefined): void {
  requireAuthUse(auth, access);
  if (access === ListBackupAccess.READ) auth.userPool.grantRead(fn);
  if (access === ListBackupAccess.WRITE) auth.userPool.grantWrite(fn);
  if (access === ListBackupAccess.READ_WRITE) auth.userPool.grantReadWrite(fn);
}

/** Refuses what `grantSecret` could not grant. */
export function requireSecretUse(secret: IListBackupSecret): void {
  requireHandle('secret', secret, ['secretArn', 'environmentVariable'], 'new ListBackupSecret(…)');
}

/** The value of the secret, and nothing else of it. */
export function grantSecret(fn: FunctionBase, secret: IListBackupSecret): void {
  requireSecretUse(secret);
  secret.grantRead(fn);
}

/** Refuses what `grantParameter` could not grant. */
export function requireParameterUse(parameter: IStringParameter): void {
  requireHandle('parameter', parameter, ['parameterArn', 'parameterName'], 'ssm.StringParameter.fromStringParameterName(…)');
}

/** The value of one parameter. */
export function grantParameter(fn: FunctionBase, parameter: IStringParameter): void {
  requireParameterUse(parameter);
  fn.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetParameter', 'ssm:GetParameters'], resources: [parameter.parameterArn] }));
}

/**
 * Text messages to phone numbers, which have no ARN; no topic.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html
 */
export function grantSms(fn: FunctionBase): void {
  fn.addToRolePolicy(new PolicyStatement({ actions: ['sns:Publish'], notResources: [fn.stack.formatArn({ service: 'sns', region: '*', account: '*', resource: '*' })] }));
}

/** The call of another function, and of its versions and aliases. */
export function grantInvoke(fn: FunctionBase, functionArn: string): void {
  fn.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn, `${functionArn}:*`] }));
}

/** Refuses what is no handle of that kind. By its members rather than by its class: created and imported handles differ in class. */
export function requireHandle(kind: string, handle: object, members: readonly string[], works: string): void {
  const given: unknown = handle;
  const is = typeof given === 'object' && given !== null && members.every((member) => member in given);
  if (!is) invalid(kind, given, 'must be a handle of this library', `For example: ${works}.`);
}

function requireAccess(access: string, known: readonly string[]): void {
  if (!known.includes(access)) invalid('access', access, `must be one of: ${known.join(', ')}`, `For example: ${known[0]}.`);
}
