import type { Judge } from './context';
import { shown, type Finding } from './finding';
import { viewsAfter, viewsBefore } from '../compare';
import { handedOver } from '../state/list-settings';

/** A policy or membership that one resource takes away from what another one just set it on. */
export const judgeListSettings: Judge = (change) => handedOver(viewsBefore(change), viewsAfter(change))
  .filter(({ stack, logicalId, leaves }) => !leaves || change.viewBefore(stack)?.resources.get(logicalId)?.raw.DeletionPolicy !== 'Retain')
  .map(({ stack, logicalId: subject, target, by, leaves }): Finding => ({
    rule: 'handed-over',
    stack,
    subject,
    what: `${shown(target)} ${leaves ? 'loses it when it leaves' : 'is no longer named by it'}, after ${by} has set it: it would have none`,
    mend: `let ${subject} leave the stack while it is retained, before ${by} is made`,
  }));
