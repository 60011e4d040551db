/** Measures the phases of a run. */
export interface Phases {
  /** In seconds, in the order in which they ended. */
  readonly seconds: ReadonlyMap<string, number>;
  time<T>(name: string, work: () => Promise<T>): Promise<T>;
  total(): number;
}

export function phases(): Phases {
  const began = performance.now();
  const seconds = new Map<string, number>();
  const since = (start: number) => (performance.now() - start) / 1000;
  return {
    seconds,
    total: () => since(began),
    time: async (name, work) => {
      const start = performance.now();
      try {
        return await work();
      } finally {
        seconds.set(name, since(start));
      }
    },
  };
}
