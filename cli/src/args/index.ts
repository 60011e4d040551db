export { requireAssemblyArgument, requireStageArgument } from './common';
export { parseArguments, usageError, type OptionRows } from './parse';
