export { adapt, type Adaptation, type NamedResource } from './adapt';
export { isConsumed } from './consumers';
export { countAdaptation, describeAdaptation } from './describe';
export type { RemovedPart } from './dependants';
export { exportName, parseExportName, stagesOf, type ExportName } from './export-names';
export { LIMITS, type TypeLimits } from './limits';
