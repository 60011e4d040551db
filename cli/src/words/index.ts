export { requireAssemblyWord, requireStageWord } from './common';
export { byNearness, type Candidate } from './near';
export { parseWords, wrongWords, type OptionRows } from './parse';
