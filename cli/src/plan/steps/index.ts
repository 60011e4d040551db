export { guardedOn } from './guard';
export { goalOf, type Goal } from './goal';
export type { Leftovers } from './leftovers';
export { adoptionsFor, type Adoption, type Adoptions } from './moves';
export { adoptAll, changeIndexes, changeInPlace, changePools, indexStepCount, protectAll, releaseAll, unchanged, type Course } from './phases';
