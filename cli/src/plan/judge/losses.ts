import { normalize } from '../compare';
import { resourcesOf, type Judge } from './context';
import { acceptable, type Finding } from './finding';
import { LOSSES } from '../rules/losses';

/** Changes in place after which something is deleted sooner. */
export const judgeLosses: Judge = (change) =>
  resourcesOf(change)
    .filter(({ kind }) => kind === 'changed')
    .flatMap(({ stack, logicalId: subject, type, before, after }) => {
      const rows = LOSSES.filter((row) => row.type === type);
      if (rows.length === 0 || !before || !after) return [];
      const [old, next] = [normalize(type, before.properties), normalize(type, after.properties)];
      return rows.flatMap(({ property, loss }): readonly Finding[] => {
        const lost = loss(old, next);
        if (lost === undefined) return [];
        const values = {
          ...(old[property] === undefined ? {} : { before: old[property] }),
          ...(next[property] === undefined ? {} : { after: next[property] }),
        };
        return [
          acceptable({
            rule: 'data-expiry',
            stack,
            subject,
            property,
            ...values,
            what: `${property} changes, and ${lost}`,
            mend: `keep ${property} as it is deployed`,
          }),
        ];
      });
    });
