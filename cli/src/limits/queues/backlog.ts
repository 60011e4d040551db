/** A backlog, and how long it takes to work it off. */
export interface Backlog {
  readonly messages: number;
  /** `Infinity` if more arrive than are worked off. */
  readonly drainSeconds: number;
}

/** Seconds of the outage that is looked at. */
export const OUTAGE_SECONDS = 3600;

/**
 * Backlog while nobody works, and how long it takes afterwards: a fluid approximation.
 *
 * @param arrivals messages per second
 * @param capacity messages that can be worked off in a second
 */
export function afterOutage(arrivals: number, capacity: number, seconds = OUTAGE_SECONDS): Backlog {
  return afterBurst(arrivals * seconds, arrivals, capacity);
}

/** Backlog of messages that arrive at once, on top of those that arrive anyway. */
export function afterBurst(messages: number, arrivals: number, capacity: number): Backlog {
  return { messages, drainSeconds: messages === 0 ? 0 : capacity > arrivals ? messages / (capacity - arrivals) : Infinity };
}
