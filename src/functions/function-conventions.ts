import { ListBackupStage } from '../stage';

/** What the parts of a function are named and tagged by. */
export interface FunctionConventions {
  readonly stage: ListBackupStage;
  readonly service: string;
  /** The end of the function's name. */
  readonly name: string;
  /** The function's logical ID, with which those of its parts begin. */
  readonly logicalId: string;
}
