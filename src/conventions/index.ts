export * from './catalogue-scope';
export * from './dkim-records';
export * from './log-policy-quota';
export * from './log-retention';
export * from './logical-id';
export * from './protection';
export * from './stack-order';
export * from './tags';
