export * from './publish';
export * from './reference';
