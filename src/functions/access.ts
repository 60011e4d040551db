import { FunctionBase } from 'aws-cdk-lib/aws-lambda';
import { IListBackupAuth, IListBackupBucket, IListBackupQueue, IListBackupTable } from '../handles';
import { refuse } from '../validation/invalid';
import { requireText } from '../validation/values';

/**
 * What a function may do with data.
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
 * What a function may do with a queue's messages.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/permissions.html
 */
export enum ListBackupQueueAccess {
  /** Send them. */
  SEND = 'SEND',

  /** Receive and delete them. A function that Lambda hands the messages to needs `consume` instead. */
  CONSUME = 'CONSUME',

  /** Send, receive and delete them. */
  SEND_AND_CONSUME = 'SEND_AND_CONSUME',
}

/** The table with its indexes. */
export function grantTable(fn: FunctionBase, table: IListBackupTable, access: ListBackupAccess): void {
  requireHandle(fn, 'table', table, ['tableName', 'environmentVariable'], 'dataLayer.tables.users');
  requireAccess(fn, access, Object.values(ListBackupAccess));
  if (access === ListBackupAccess.READ) table.grantReadData(fn);
  if (access === ListBackupAccess.WRITE) table.grantWriteData(fn);
  if (access === ListBackupAccess.READ_WRITE) table.grantReadWriteData(fn);
}

export function grantQueue(fn: FunctionBase, queue: IListBackupQueue, access: ListBackupQueueAccess): void {
  requireHandle(fn, 'queue', queue, ['queueUrl', 'environmentVariable'], 'messaging.queues.sync');
  requireAccess(fn, access, Object.values(ListBackupQueueAccess));
  if (access !== ListBackupQueueAccess.CONSUME) queue.grantSendMessages(fn);
  if (access !== ListBackupQueueAccess.SEND) queue.grantConsumeMessages(fn);
}

/** The objects whose keys begin with the prefix. */
export function grantBucket(fn: FunctionBase, bucket: IListBackupBucket, access: ListBackupAccess, prefix: string): void {
  requireHandle(fn, 'bucket', bucket, ['bucketName', 'environmentVariable'], 'dataLayer.buckets.data');
  requireAccess(fn, access, Object.values(ListBackupAccess));
  requireText(`function ${fn.node.id}, prefix`, prefix, /^([^/*?][^*?]*)?$/, 'It is how keys begin, without wildcards and without a slash at its beginning.', '"accounts/"');
  const keys = `${prefix}*`;
  if (access === ListBackupAccess.READ) bucket.grantRead(fn, keys);
  if (access === ListBackupAccess.WRITE) bucket.grantWrite(fn, keys);
  if (access === ListBackupAccess.READ_WRITE) bucket.grantReadWrite(fn, keys);
}

/** The users of the pool, and nothing where no access is named: whoever only checks tokens needs no permission. */
export function grantAuth(fn: FunctionBase, auth: IListBackupAuth, access: ListBackupAccess | undefined): void {
  requireHandle(fn, 'auth', auth, ['userPool', 'userPoolClient', 'issuer', 'jwksUri'], 'a ListBackupAuth');
  if (access === undefined) return;
  requireAccess(fn, access, Object.values(ListBackupAccess));
  if (access === ListBackupAccess.READ) auth.userPool.grantRead(fn);
  if (access === ListBackupAccess.WRITE) auth.userPool.grantWrite(fn);
  if (access === ListBackupAccess.READ_WRITE) auth.userPool.grantReadWrite(fn);
}

/** Refuses what is no handle of that kind. By its members rather than by its class: created and imported handles differ in class. */
export function requireHandle(fn: FunctionBase, kind: string, handle: object, members: readonly string[], works: string): void {
  const given: unknown = handle;
  const is = typeof given === 'object' && given !== null && members.every((member) => member in given);
  if (!is) refuse(`function ${fn.node.id}, ${kind}`, given, 'It is a handle of the ListBackup conventions.', works);
}

function requireAccess(fn: FunctionBase, access: string, known: readonly string[]): void {
  if (!known.includes(access)) refuse(`function ${fn.node.id}, access`, access, `It is one of: ${known.join(', ')}.`, known[0]);
}
