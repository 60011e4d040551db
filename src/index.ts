export * from './data-layer';
export * from './exports';
export * from './stage';
