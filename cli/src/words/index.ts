export { byNearness, type Candidate } from './near';
export { parseWords, wrongWords } from './parse';
