export * from './service';
export * from './service-options';
