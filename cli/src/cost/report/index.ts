export { asJson, reportOf, type CostReport } from './model';
export { asText } from './text';
