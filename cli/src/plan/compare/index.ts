export type { NamedChange, PropertyChange, ResourceChange, ResourceKind, StackChange } from './changes';
export { differences } from './differences';
export { literalOrder } from './literal-order';
export { unmangled } from './mangled';
export { normalize } from './normalize';
export { compareProperties } from './resources';
export { compareStages, exportsOf, viewsAfter, viewsBefore, viewsIn, type StageChange } from './stacks';
