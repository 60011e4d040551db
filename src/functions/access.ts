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
