export { requireAssemblyArgument, requireStageArgument } from './common';
export { parseArguments, usageError } from './parse';
export { HELP_OPTION, optionTable, usageOf, type OptionRow, type OptionRows } from './usage';
