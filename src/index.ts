export * from './data-layer';
export * from './stage';
