import type { Quota } from './quotas';

/** Returns the remedies for a limit, in the order in which to try them. */
export function remediesOf({ do: { raise, setting, split, cell }, code }: Quota): string {
  const all = [
    ...setting === undefined ? [] : [setting],
    ...raise === true ? [`request a higher quota${code === undefined ? '' : ` (${code})`}`] : [],
    ...split === undefined ? [] : [split],
    ...cell === true ? ['use cells'] : [],
  ];
  return all.join('; or ');
}
