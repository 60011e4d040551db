export * from './auth';
export * from './data-layer';
export * from './stage';
