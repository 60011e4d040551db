import { EventPattern } from 'aws-cdk-lib/aws-events';
import { SOURCE_PREFIX } from './event-source';
import { refuse } from '../stage/refuse';

/** EventBridge's longest source and detail type. */
const MAX_SOURCE = 256;
const MAX_DETAIL_TYPE = 128;

/** Events of any of the sources with any of the detail types; of every detail type where none is named. */
export function patternOf(sources: string[], detailTypes: string[]): EventPattern {
  return { source: sources, ...(detailTypes.length > 0 && { detailType: detailTypes }) };
}

/** Refuses sources that the bus would refuse. */
export function requireSources(what: string, sources: readonly string[] | undefined): string[] {
  if (!Array.isArray(sources) || sources.length === 0) {
    refuse(`${what}, sources`, sources, 'It is a list of one or more sources.', '[ListBackupEventSource.JOBS]');
  }
  for (const source of sources) {
    if (typeof source !== 'string' || !/^listbackup\.[A-Za-z0-9._/-]+$/.test(source) || source.length > MAX_SOURCE) {
      refuse(`${what}, source`, source,
        `The bus admits sources that begin with "${SOURCE_PREFIX}", of letters, digits, ".", "_", "/" and "-", ${MAX_SOURCE} at the most.`,
        '"listbackup.jobs"');
    }
  }
  return [...sources];
}

/** Refuses detail types that no event can have. None at all stands for every one. */
export function requireDetailTypes(what: string, detailTypes: readonly string[] = []): string[] {
  if (!Array.isArray(detailTypes)) {
    refuse(`${what}, detailTypes`, detailTypes, 'It is a list of detail types.', '[ListBackupDetailType.JOB_COMPLETED]');
  }
  for (const detailType of detailTypes) {
    if (typeof detailType !== 'string' || detailType.length === 0 || detailType.length > MAX_DETAIL_TYPE) {
      refuse(`${what}, detail type`, detailType, `A detail type has 1 to ${MAX_DETAIL_TYPE} characters.`, '"Job Completed"');
    }
  }
  return [...detailTypes];
}
