/** A command of the command line: takes its own arguments, writes to the standard streams, and resolves to the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;
