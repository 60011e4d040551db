export { requireRunnable } from './check';
export { buildVariables, nameOf, thisMachine, type Target } from './machine';
