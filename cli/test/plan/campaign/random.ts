const MODULUS = 2147483647;

/** Numbers that are the same in every run with the same seed (the minimal standard generator of Park and Miller). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 7919) % (MODULUS - 1) + 1;
    // The first number of neighboring seeds is nearly the same.
    this.below(1);
    this.below(1);
  }

  /** From 0 up to, and without, the limit. */
  below(limit: number): number {
    this.state = (this.state * 48271) % MODULUS;
    return Math.floor(((this.state - 1) / (MODULUS - 1)) * limit);
  }

  /** One of the items; `undefined` where there is none. */
  of<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }
}
