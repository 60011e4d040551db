export * from './auth';
export * from './data-layer';
export * from './domains';
export * from './exports';
export * from './infrastructure';
export * from './keys';
export * from './messaging';
export * from './stage';
