export * from './data-layer';
export * from './messaging';
export * from './stage';
