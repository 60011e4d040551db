export * from './json';
export { parseJson, parseText } from './parse';
export { conditionsIn, cycleIn, dependenciesOf, mappingsIn, namesIn } from './references';
export { environmentOf, Resolver, type Identities, type Scope } from './resolve';
export { hasSymbol, readable, renameSymbols, symbol } from './symbols';
export { NO_TEMPLATE, templateOf, written, type Output, type Resource, type Template } from './template';
