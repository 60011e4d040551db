import { ListBackupStage } from './list-backup-stage';
import { requireSecurity } from './posture';
import { refuse } from './refuse';

/** Returns the stage of the props, and says what is wrong when a caller without types passed something else. */
export function requireStage(props: { readonly stage: ListBackupStage } | undefined): ListBackupStage {
  const stage: unknown = props?.stage;
  // By its members rather than by its class: an app may hold two copies of this package.
  const isStage = typeof stage === 'object' && stage !== null && 'stageName' in stage && 'kind' in stage;
  if (!isStage) refuse('stage', stage, 'The prop `stage` is a ListBackupStage.', 'ListBackupStage.DEV, or ListBackupStage.of("feature-x")');
  // Most props hold a posture too, and it decides as many defaults as the stage does.
  requireSecurity((props as { readonly security?: unknown }).security);
  return stage as ListBackupStage;
}
