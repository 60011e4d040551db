/** A scanner's result for one resource. */
export interface Finding {
  readonly scanner: string;
  readonly rule: string;
  readonly on: string;
}

export const POSTURES = ['standard', 'hardened'] as const;
export type Posture = typeof POSTURES[number];

/** One posture's findings: all of them, those for which no reason is written down, and those on the parts of `core.ts` by themselves. */
export interface Scan {
  readonly raw: readonly Finding[];
  readonly left: readonly Finding[];
  readonly core: readonly Finding[];
}
