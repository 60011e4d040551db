export * from './logical-id';
export * from './protection';
export * from './tags';
export * from './catalogue-scope';
export * from './log-policy-quota';
