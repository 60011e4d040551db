import { HARDENED_LOGS } from '../conventions';

/** What hardened buckets default to. */
export const HARDENED_BUCKETS = { ...HARDENED_LOGS, allVersioned: true } as const;

/** What a hardened replica of the data bucket defaults to. */
export const HARDENED_REPLICA = { ...HARDENED_LOGS, accessLogs: true } as const;
