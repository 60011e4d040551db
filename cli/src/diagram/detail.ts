/** How much is drawn: stacks and what kinds they hold, or every resource. */
export type Detail = (typeof DETAILS)[number];

export const DETAILS = ['stacks', 'resources'] as const;
