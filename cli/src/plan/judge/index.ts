import type { StageChange } from '../compare';
import { judgeCognito, judgePoolUpdates } from './cognito';
import type { Judge, JudgeContext } from './context';
import { judgeCustomResources } from './custom-resources';
import { judgeDrift } from './drift';
import type { Finding } from './finding';
import { judgeIndexUpdates, judgeTables } from './indexes';
import { judgeKinds, judgeKindsOfUpdate } from './kinds';
import { judgeListSettings } from './list-settings';
import { judgeLiterals } from './literals';
import { judgeNames } from './names';
import { judgeOutputs } from './outputs';
import { judgeResources } from './resources';
import { judgeTemplates } from './templates';
import { judgeTransforms } from './transforms';
import { judgeUpdates } from './updates';
import { judgeConnections, judgeWeakening } from './weakening';

export type { JudgeContext } from './context';
export { shown, type Finding } from './finding';
export { indexChanges } from './indexes';
export { RULES, type RuleId } from './rules';

const OF_A_CHANGE: readonly Judge[] = [
  judgeResources, judgeCustomResources, judgeListSettings, judgeTables, judgeCognito, judgeWeakening,
  judgeOutputs, judgeNames, judgeTemplates, judgeTransforms, judgeDrift, judgeLiterals,
];
const OF_AN_UPDATE: readonly Judge[] = [...OF_A_CHANGE, judgeKindsOfUpdate, judgeIndexUpdates, judgePoolUpdates, judgeUpdates];

/** Returns the findings for a change, regardless of its number of steps. */
export function judgeChange(change: StageChange, context: JudgeContext): readonly Finding[] {
  return [...OF_A_CHANGE, judgeKinds, judgeConnections].flatMap((judge) => judge(change, context));
}

/** Returns the findings for going from one state to the next in a single update per stack. */
export function judgeUpdate(change: StageChange, context: JudgeContext): readonly Finding[] {
  return OF_AN_UPDATE.flatMap((judge) => judge(change, context));
}
