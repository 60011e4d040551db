import { Code } from 'aws-cdk-lib/aws-lambda';
import { ListBackupFunctionOptions } from './function-options';
import { ListBackupRuntime } from './runtime';
import { ListBackupStage } from '../stage';

/** A function under the ListBackup conventions. */
export interface ListBackupFunctionProps extends ListBackupFunctionOptions {
  /** The stage: it decides the name and every default. */
  readonly stage: ListBackupStage;

  /** What the function is written in. */
  readonly runtime: ListBackupRuntime;

  /**
   * What runs, already built: a folder or a ZIP file (`lambda.Code.fromAsset`), or an object in a bucket. For Node.js also a few lines
   * in the template (`lambda.Code.fromInline`).
   */
  readonly code: Code;
}
