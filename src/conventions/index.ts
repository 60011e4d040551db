export * from './dkim-records';
export { NODE_RUNTIME } from './lambda';
export * from './logical-id';
export * from './logs';
export * from './physical-name';
export * from './protection';
export * from './stack-order';
export * from './tags';
