export * from './json';
export { parseJson, parseText } from './parse';
export { conditionsIn, cycleIn, dependenciesOf, mappingsIn, namesIn, referencesIn, withoutCycle, type References } from './references';
export { Resolver } from './resolve';
export { environmentOf, type Identities, type Scope } from './scope';
export { hasSymbol, readable, renameSymbols, symbol } from './symbols';
export {
  MAX_TEMPLATE_BYTES, NO_TEMPLATE, templateOf, written,
  type EditableOutput, type EditableResource, type EditableTemplate, type Output, type Resource, type StackTemplate, type Template,
} from './template';
