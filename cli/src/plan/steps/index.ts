export { detoursOf, type Detours } from './detours';
export type { PlanContext } from './plan-context';
export { goalOf, type Goal } from './goal';
export { guardedOn } from './guard';
export type { Leftovers } from './leftovers';
export { adoptionsFor, type Adoption, type Adoptions } from './moves';
export { importsOf, type Step, type StepKind } from './step';
export { afterReleases, statesOf, stepsOf } from './plan-states';
