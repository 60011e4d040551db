import { types } from 'node:util';

/** A failure that the user can understand and fix: one line, no stack trace, and the exit code. */
export class CliError extends Error {
  /** Invalid arguments, or an invalid input file. Exit code 2. */
  static usage(message: string): CliError {
    return new CliError(message, 2);
  }

  /** The words were right and the work failed. Exit code 1. */
  static failed(message: string): CliError {
    return new CliError(message, 1);
  }

  private constructor(message: string, readonly exitCode: number) {
    super(message);
    this.name = 'CliError';
  }
}

/** Returns the message of an error, or any other thrown value as text. */
export function messageOf(error: unknown): string {
  return types.isNativeError(error) ? error.message : String(error);
}

/** The text as a single line. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
