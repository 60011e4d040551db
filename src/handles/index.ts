export * from './api';
export * from './auth';
export * from './data-layer';
export * from './email';
export * from './messaging';
export * from './secret';
