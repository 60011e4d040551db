export { bootstrap, deploy } from './deploy';
export { copyOf, synthesizedBy } from './source';
export { readStacks, type AssemblyStack } from './stacks';
export { emulatorToolkit, type StackStart } from './toolkit';
