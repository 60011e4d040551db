import { createColors } from 'picocolors';
import { cells, fit, plain, wrap } from './cells';

/** Puts colors into one row of text. */
export type Paint = (row: string, colors: Colors) => string;
export type Colors = ReturnType<typeof createColors>;

/** The screen that a command writes to. On a terminal, lines can be replaced while work goes on. */
export interface Terminal {
  readonly isTty: boolean;
  /**
   * Writes a line. On a terminal, breaks it at the width of the window.
   *
   * @param paint called for each row; without it the text has the color of the terminal
   */
  readonly line: (text?: string, paint?: Paint) => void;
  /** Writes a line that is copied from the screen, and therefore never broken. */
  readonly verbatim: (text: string) => void;
  /** Replaces the lines that are shown live, each cut to the width of the window. Does nothing if the output isn't a terminal. */
  readonly live: (lines: readonly string[], paint?: Paint) => void;
  /** The number of cells in a row. */
  readonly columns: () => number;
}

/** The part of a stream that is used. */
export interface TerminalOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const UP_AND_CLEAR = '\x1b[1A\x1b[2K';
const USUAL_COLUMNS = 80;
/** The indent of the second row of a broken line. */
const HANG = 4;

/**
 * A screen on an output stream.
 *
 * @param env its `NO_COLOR` turns colors off, and `TERM=dumb` everything that a terminal can do
 * @see https://no-color.org
 */
export function terminal(output: TerminalOutput, env: NodeJS.ProcessEnv = process.env): Terminal {
  const isTty = (output.isTTY ?? false) && env.TERM !== 'dumb';
  const colors = createColors(isTty && !env.NO_COLOR);
  // Some terminals report a width of 0. A row that fills the last column moves the cursor on some terminals.
  const columns = () => Math.max(1, (output.columns || USUAL_COLUMNS) - 1);
  let shown: { readonly lines: readonly string[]; readonly paint?: Paint } = { lines: [] };
  let widths: readonly number[] = [];
  // After the window got narrower, a row takes several.
  const rowsOf = (width: number) => Math.max(1, Math.ceil(width / (output.columns || USUAL_COLUMNS)));
  const erased = () => UP_AND_CLEAR.repeat(widths.reduce((rows, width) => rows + rowsOf(width), 0));
  const paintedRows = (rows: readonly string[], paint: Paint = (row) => row) => rows.map((row) => `${paint(row, colors)}\n`).join('');
  const write = (above: string) => {
    const before = erased();
    const rows = shown.lines.map((line) => fit(plain(line), columns()));
    widths = rows.map(cells);
    output.write(`${before}${above}${paintedRows(rows, shown.paint)}`);
  };
  return {
    isTty,
    columns,
    line: (text = '', paint) => write(isTty ? paintedRows(plain(text).split('\n').flatMap((line) => wrap(line, columns(), HANG)), paint) : `${text}\n`),
    verbatim: (text) => write(`${text}\n`),
    live: (lines, paint) => {
      if (!isTty) return;
      shown = { lines, paint };
      write('');
    },
  };
}

/** Writes nothing. */
export const silent: Terminal = {
  isTty: false, columns: () => USUAL_COLUMNS, line: () => undefined, verbatim: () => undefined, live: () => undefined,
};
