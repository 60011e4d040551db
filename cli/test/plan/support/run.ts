import { command } from '../../../src/plan';
import { run, type Run } from '../../support/run';

export type { Run };

/** Runs `listbackup plan` in this process. */
export const plan = async (...args: readonly string[]): Promise<Run> => run(command, args);
