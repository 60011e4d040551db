import { COMPUTE } from './compute';
import { DATA } from './data';
import { EDGE } from './edge';
import { MESSAGING } from './messaging';
import { OPERATIONS } from './operations';
import type { PaidRow } from './row';
import { SECURITY } from './security';

export { FREE, isFree } from './free';
export type { Charge, PaidRow, Use } from './row';

/** Every resource type that costs something. */
export const PAID: readonly PaidRow[] = [...DATA, ...MESSAGING, ...COMPUTE, ...SECURITY, ...EDGE, ...OPERATIONS];

const BY_TYPE = new Map(PAID.map((row) => [row.type, row]));

export const rowOf = (type: string): PaidRow | undefined => BY_TYPE.get(type);
