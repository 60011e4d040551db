export * from './auth';
export * from './data-layer';
export * from './exports';
export * from './messaging';
export * from './stage';
