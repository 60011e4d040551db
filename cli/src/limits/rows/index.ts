import { CLOUDFORMATION } from './cloudformation';
import { COMPUTE } from './compute';
import { DATA } from './data';
import { IDENTITY } from './identity';
import { MESSAGING } from './messaging';
import { OPERATIONS } from './operations';
import type { Measure } from './row';

export { STACK } from './cloudformation';
export type { Context, Measure } from './row';

/** Measures of all quotas. */
export const MEASURES: readonly Measure[] = [...CLOUDFORMATION, ...IDENTITY, ...MESSAGING, ...DATA, ...COMPUTE, ...OPERATIONS];

/** Types with limits that the command knows. */
export const MEASURED_TYPES: ReadonlySet<string> = new Set(MEASURES.flatMap((measure) => measure.of === 'stack' ? [] : measure.types));
