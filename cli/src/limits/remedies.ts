import type { Quota } from './quotas';

/** What to do about a limit, in the order in which to try it. */
export function remediesOf({ do: { raise, setting, split, cell }, code }: Quota): string {
  const all = [
    ...setting === undefined ? [] : [setting],
    ...raise === true ? [`request a higher quota${code === undefined ? '' : ` (${code})`}`] : [],
    ...split === undefined ? [] : [split],
    ...cell === true ? ['use cells'] : [],
  ];
  return all.join('; or ');
}
