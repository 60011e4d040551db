export * from './infrastructure';
export * from './infrastructure-props';
