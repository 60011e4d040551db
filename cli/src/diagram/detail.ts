/** Level of detail: stacks with the kinds of their resources, or every resource. */
export type Detail = (typeof DETAILS)[number];

export const DETAILS = ['stacks', 'resources'] as const;
