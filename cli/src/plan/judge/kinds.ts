import { normalize, type StageChange } from '../compare';
import { resourcesOf, type Judge } from './context';
import { acceptable, type Finding } from './finding';
import { factsOf, isCustom } from '../rules/facts';
import { kindsIn, type KindRow } from '../rules/kinds';
import { LOSSES } from '../rules/losses';
import { WEAKENING } from '../rules/weakening';

/** Changes in place after which something is deleted sooner, or protected less. */
export const judgeKinds: Judge = (change) => judgeBy(WEAKENING, change);

/** The same for a single update on the way. */
export const judgeKindsOfUpdate: Judge = (change) => judgeBy(WEAKENING.filter(({ whole }) => whole === undefined), change);

const judgeBy = (weakening: readonly KindRow[], change: StageChange): readonly Finding[] =>
  resourcesOf(change).filter(({ kind }) => kind === 'changed' || kind === 'replaced').flatMap(({ stack, logicalId: subject, type, before, after }) => {
    // What a handler does with its properties is judged by the rows of handlers.
    if (!before || !after || before.type !== type || isCustom(type)) return [];
    const [old, next] = [normalize(type, before.properties), normalize(type, after.properties)];
    const rows = factsOf(type).stateful ? [...LOSSES, ...weakening] : weakening;
    const seen = new Set<string>();
    return kindsIn(rows, type, old, next).flatMap(({ row: { rule }, property, path, what }): readonly Finding[] => {
      if (seen.has(`${rule} ${property}`)) return [];
      seen.add(`${rule} ${property}`);
      const values = {
        ...old[property] === undefined ? {} : { before: old[property] },
        ...next[property] === undefined ? {} : { after: next[property] },
      };
      return [acceptable({ rule, stack, subject, property, ...values, what: `${path.join('.')} changes, and ${what}`, mend: `keep ${property} as it is deployed` })];
    });
  });
