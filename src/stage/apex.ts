import { ListBackupStage } from './list-backup-stage';
import { refuse } from './refuse';

/** The one stage that serves `api.{zone}` itself without being asked: there is one apex a zone. */
const APEX_STAGE = 'main';

/** Whether a stage serves `api.{zone}` beside its own host: the caller's wish, or what the stage decides. */
export function apexFor(stage: ListBackupStage, asked: boolean | undefined): boolean {
  if (asked === undefined) return stage.stageName === APEX_STAGE;
  if (typeof asked !== 'boolean') refuse('apex', asked, 'It is true or false.', 'true');
  if (asked && !stage.isProduction) {
    refuse('apex', asked, `The zone's own API host belongs to production, and "${stage.stageName}" is a ${stage.kind} stage.`, 'apex: false, or the stage "main"');
  }
  return asked;
}
