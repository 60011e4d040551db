import { IKey } from 'aws-cdk-lib/aws-kms';

/** A stage's key, whether this app made it or another did. Every construct of the library takes it as `encryptionKey`. */
export interface IListBackupKey extends IKey {
  /** The name that people and programs know the key by: `alias/listbackup-{stage}`. */
  readonly aliasName: string;
}
