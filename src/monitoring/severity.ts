/** Who is told: `critical` pages a person, `warning` can wait for working hours. */
export const SEVERITIES = ['critical', 'warning'] as const;

export type Severity = (typeof SEVERITIES)[number];
