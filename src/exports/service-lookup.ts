/** The lookup of one service of one stage: output key, and the rule that says the value where there is one. */
export interface ServiceLookup {
  /** Where the service stands, unless it is the reader's own region. */
  readonly region?: string;

  /** A resource's own name (or what identifies it). */
  name(key: string, rule?: () => string): string;

  /** What follows from that name in the reader's own account and region. */
  derived(key: string, rule?: () => string): string;
}
