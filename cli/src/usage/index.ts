export { figureOf, quantityOf, volumeOf, type Volume } from './amounts';
export { FACTS } from './facts';
export { keysOf, serviceOf, variantOf, type Key } from './keys';
export { readUsage, type Usage, type UsageEntry } from './usage';
