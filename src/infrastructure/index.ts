export * from './acknowledgements';
export * from './infrastructure';
export * from './infrastructure-props';
