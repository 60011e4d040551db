import { ListBackupFromStageProps } from '../exports';

/** The edge of a stage that was deployed. */
export interface ListBackupEdgeFromStageProps extends ListBackupFromStageProps {
  /**
   * Whether it was deployed in front of the API, too.
   *
   * @default false
   */
  readonly frontsApi?: boolean;
}
