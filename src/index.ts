export * from './api';
export * from './auth';
export * from './data-layer';
export * from './edge';
export * from './exports';
export * from './infrastructure';
export * from './messaging';
export * from './stage';
