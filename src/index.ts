export * from './api';
export * from './auth';
export * from './data-layer';
export * from './exports';
export * from './infrastructure';
export * from './messaging';
export * from './stage';
